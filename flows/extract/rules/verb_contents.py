"""What each verb that no quotation and no aside has taken attributes: its content, or the subject it speaks of."""

from __future__ import annotations

from typing import NamedTuple

from flows.enums import CueClass, RuleId
from flows.extract.cues import CueWord, is_finite
from flows.extract.quotes import Candidate, Content, Segment
from flows.extract.rules.aside import find_asides
from flows.extract.rules.linking import find_free_cues
from flows.extract.rules.openings import find_content
from flows.extract.rules.reading import Reading
from flows.extract.text.punctuation import COMMA_OR_DASH
from flows.extract.text.tags import COORDINATORS, FINITE, RELATIVE_PRONOUNS
from flows.extract.text.tokens import Token

MAX_LINK = 3
"""Tokens between a content and the cue that follows it: ", and then added"."""
LINKS = COMMA_OR_DASH | COORDINATORS
"""What may link a cue to the content that ended before it."""


class Ended(NamedTuple):
    """A content that ended: its cue, and its source."""

    cue: CueWord
    source: Token | None


class VerbContent(NamedTuple):
    """A verb cue with what it attributes."""

    cue: CueWord
    content: Content | None
    words: Segment | None
    """The content in code points, without blanks and outer punctuation."""
    subject: Segment | None
    """The subject where it is what is said, not who says it, in code points."""
    has_subject: bool


def find_verb_contents(reading: Reading) -> list[VerbContent]:
    """The verb cues that no quotation and no aside has taken, each with what it attributes, in order."""
    asides = reading.once(find_asides)
    free = (cue for cue in reading.once(find_free_cues) if cue.head.i not in asides)
    return [_find_one(reading, cue) for cue in free if not _is_feeling(reading, cue)]


def _is_feeling(reading: Reading, cue: CueWord) -> bool:
    """Whether a participle is an adjective, which the rules for nouns read: "Roe is convinced that ..."."""
    adjective = reading.vocabulary.nouns.get(cue.head.lower_)
    if adjective is None or adjective.part_of_speech != "adjective" or cue.end >= len(reading.tokens):
        return False
    is_state = cue.head.tag_ == "VBN" and reading.speakers.subjects.agent(cue.head) is None
    is_state = is_state and (reading.syntax.is_passive(cue.head) or cue.start == cue.head.i)  # not "has convinced"
    return is_state and reading.tokens[cue.end].lower_ in adjective.complements


def _find_one(reading: Reading, cue: CueWord) -> VerbContent:
    content = find_content(reading, cue)
    if content is not None and reading.syntax.is_passive(cue.head):
        agent = reading.speakers.subjects.agent(cue.head)
        content = content._replace(end=end_before_agent(reading, content.start, content.end, agent))
    words = reading.layout.span(content.start, content.end) if content is not None else None
    is_empty = content is not None and reading.tokens[content.start].lower_ == "that"
    subject = _find_object_of_speech(reading, cue, words)
    if is_empty and subject is not None and subject.lower_ == "it":
        subject = None  # "It was reported that ..."
    phrase = reading.syntax.noun_phrase(subject) if subject is not None else None
    span = reading.layout.span(phrase.start, phrase.end) if phrase is not None else None
    return VerbContent(cue, content, words, span, subject is not None)


def end_before_agent(reading: Reading, start: int, end: int, agent: Token | None) -> int:
    """The end of what a passive tells, before the "by" and whom it names: "was asked to keep it | by the mayor"."""
    if agent is None or not start < agent.i < end:
        return end
    by = reading.syntax.child(agent, "case")
    return end if by is None else max(by.i, start + 1)


def _find_object_of_speech(reading: Reading, cue: CueWord, words: Segment | None) -> Token | None:
    """The subject that is what is said, not who says it: of a passive ("She was praised"), of "seem"."""
    syntax = reading.syntax
    is_passive = syntax.is_passive(cue.head) and cue.takes("object", "to", "clause") and not cue.takes("addressee")
    is_passive = is_passive and not _is_deed(reading, cue, words)
    if not is_passive and not (cue.takes("observer") and words is not None):
        return None
    subject = syntax.child(cue.head, "passive_subject", "subject")
    if subject is None or subject.tag_ in RELATIVE_PRONOUNS or subject.i > cue.head.i:
        return None
    return subject


def _is_deed(reading: Reading, cue: CueWord, words: Segment | None) -> bool:
    """Whether a passive tells a deed ("was found by a diver"), or hands the words on ("was quoted as saying")."""
    is_found = cue.cue_class == CueClass.OTHER and words is None and reading.syntax.child(cue.head, "agent") is not None
    behind = (token for token in cue.head.rights if token.tag_ == "VBG" and token.nbor(-1).lower_ == "as")
    return is_found or any(token.i in reading.once(find_cue_heads) for token in behind)


def find_cue_heads(reading: Reading) -> frozenset[int]:
    """The heads of the verb cues that no quotation has taken, as tokens."""
    return frozenset(cue.head.i for cue in reading.once(find_free_cues))


def find_statements(reading: Reading) -> list[Candidate]:
    """The candidates of the rules `clause`, `infinitive` and `object`, in the order of their cues.

    Read in order, because a content hands its source on to the cue right after it ("She said ..., adding ...").
    """
    ends: dict[int, Ended] = {}
    found: list[Candidate] = []
    for one in reading.once(find_verb_contents):
        if one.has_subject or one.content is None or one.words is None:
            continue
        source = _find_handed_source(reading, one.cue, ends) or reading.speakers.head(one.cue)
        # Of two that end there the first holds the other: "said what X calls".
        ends.setdefault(one.content.end, Ended(one.cue, source))
        if source is not None or _is_sure_without_source(reading, one.cue, one.content):
            found.append(Candidate((one.words,), one.cue, one.content.form, source))
    return found


def select_form(reading: Reading, form: RuleId) -> list[Candidate]:
    """The statements of one form."""
    return [candidate for candidate in reading.once(find_statements) if candidate.rule == form]


def _is_sure_without_source(reading: Reading, cue: CueWord, content: Content) -> bool:
    """Whether a content needs no source: "asked if", a finite "said that", quoted words."""
    is_quoted = any(not reading.layout.is_outside(i) for i in range(content.start, content.end))
    if cue.head.tag_ == "VBN" or is_quoted:
        return True
    return content.form == RuleId.CLAUSE and cue.cue_class == CueClass.SPEECH and cue.head.tag_ in FINITE


def _find_handed_source(reading: Reading, cue: CueWord, ends: dict[int, Ended]) -> Token | None:
    """The source of the cue whose content ended right before this one ("She said ..., adding ...").

    `ends`: the token after each content so far, with what ended there.
    """
    if reading.syntax.child(cue.head, "subject") is not None:
        return None
    for i in range(cue.start - 1, max(-1, cue.start - MAX_LINK - 1), -1):
        word = reading.tokens[i].lower_
        if i in ends and word in LINKS:
            return None if _is_anothers(ends[i], cue, word) else ends[i].source
        if reading.tokens[i].pos_ != "ADV" and word not in LINKS:
            return None
    return None


def _is_anothers(ended: Ended, cue: CueWord, link: str) -> bool:
    """Whether a cue goes on from another verb than that whose content ended before it.

    A relative clause ends ("Roe, who asked to stay, said ..."), or an infinitive ("Roe told them to sign it and said").
    """
    is_relative = ended.source is not None and ended.source.tag_ in RELATIVE_PRONOUNS and link not in COORDINATORS
    is_infinitive = link in COORDINATORS and ended.cue.head.tag_ == "VB" and not is_finite(ended.cue)
    return (is_relative or is_infinitive) and cue.head.tag_ in FINITE
