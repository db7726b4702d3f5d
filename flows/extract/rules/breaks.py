"""Where a content can end: at commas, dashes, semicolons and conjunctions, and before adjuncts of an object."""

from __future__ import annotations

from typing import NamedTuple

from flows.enums import CueClass, Label, RuleId
from flows.extract.cues import CueWord
from flows.extract.rules.joined_speech import joins_other_speech
from flows.extract.rules.reading import Reading
from flows.extract.text.punctuation import CLAUSE_MARKS, COMMA_OR_DASH, DASHES, LONG_DASHES
from flows.extract.text.tags import CONTRASTS, COORDINATORS, FINITE, NOUNS, PHRASE_WORDS, VERBS
from flows.extract.text.tokens import Token

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
OBJECT = RuleId.OBJECT
CLAUSE = RuleId.CLAUSE
ATTITUDE = CueClass.ATTITUDE

ADJUNCT_OPENERS = frozenset(
    {"after", "when", "while", "before", "during", "since", "as", "until", "whereas", "despite"}
)
REMARK_OPENERS = CONTRASTS | {"according", "which", "who"}
"""Words after a comma that open the writer's remark more often than part of what was said."""
DEADLINE_OPENERS = frozenset({"before", "after", "during", "since", "until"})
"""What belongs to what somebody wants or expects: "expects crowds before June"."""
WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
MAX_AS_DISTANCE = 5
"""Tokens within which an "as" has its verb: "as he has done", not "as a candidate who has"."""
PLACES = frozenset({Label.GPE, Label.LOC})
NOT_YET = frozenset({"will", "would", "to"})
"""First words of a cue that tell that nothing was said yet."""


class OpenContent(NamedTuple):
    """A content whose end is sought: its cue, its first token, its form, and the token after its sentence."""

    cue: CueWord
    start: int
    form: RuleId
    sentence_end: int


def ends_before(reading: Reading, content: OpenContent, i: int) -> bool:
    """Whether a content ends before token `i`."""
    token = reading.tokens[i]
    if token.text == ";":
        return True
    if token.text in DASHES:
        leaves = _leaves_content(reading, content, i + 1) or _ends_remark(reading, content, i + 1)
        return is_loose_dash(reading, i) and leaves
    if token.text == ",":
        return ends_at_comma(reading, content, i)
    if token.text == ":":
        return False
    if token.lower_ in COORDINATORS:
        return _ends_at_coordinator(reading, content, i)
    return content.form == OBJECT and _ends_object_before(reading, content, i)


def _ends_object_before(reading: Reading, content: OpenContent, i: int) -> bool:
    """Whether an object ends before an adjunct: another act ("by saying"), a comparison, a day or a time."""
    token, cue, end = reading.tokens[i], content.cue, content.sentence_end
    if token.lower_ == "by" and i + 1 < end and reading.tokens[i + 1].tag_ == "VBG":
        return reading.tokens[i + 1].lower_ in reading.vocabulary.verbs
    if token.lower_ == "as":
        near = reading.tokens[i + 1 : min(i + MAX_AS_DISTANCE, end)]
        is_clause = near[:1] and (near[0].lower_ == "well" or any(t.tag_ in FINITE for t in near))
        return bool(is_clause) and not cue.takes("as")
    is_attitude = cue.cue_class == ATTITUDE
    if _is_day_of_saying(reading, content, i) or (is_attitude and token.lower_ in DEADLINE_OPENERS):
        return not is_attitude
    return token.lower_ in ADJUNCT_OPENERS and _hangs_outside(reading, content, i)


def _is_day_of_saying(reading: Reading, content: OpenContent, i: int) -> bool:
    """Whether a day at the end of the sentence tells when it was said: confirmed the figures | on Wednesday."""
    tokens, cue = reading.tokens, content.cue
    if tokens[i - 1].pos_ in {"ADP", "SCONJ", "DET"}:  # promised a result by Wednesday
        return False
    day = i + 1 if tokens[i].lower_ == "on" and i + 1 < content.sentence_end else i
    is_past = cue.head.tag_ in {"VBD", "VBN"} and tokens[cue.start].lower_ not in NOT_YET
    is_last = reading.layout.is_filler(day + 1) if day + 1 < content.sentence_end else True
    return is_past and is_last and tokens[day].ent_type_ == Label.DATE and tokens[day].lower_ in WEEKDAYS


def is_of_other_verb(reading: Reading, cue: CueWord, i: int) -> bool:
    """Whether a finite verb has its subject before the cue: those who support the bill | have said so."""
    token, syntax = reading.tokens[i], reading.syntax
    verb = token.head if syntax.has(token, "auxiliary") else token
    subject = syntax.child(verb, "subject", "passive_subject")
    return verb.i >= i and subject is not None and subject.i < cue.start


def is_loose_dash(reading: Reading, i: int) -> bool:
    """Whether token `i` is a dash between words, not a hyphen within one."""
    before, token = reading.tokens[i - 1], reading.tokens[i]
    is_apart = bool(before.whitespace_ and token.whitespace_)
    return token.text in DASHES and (is_apart or token.text in LONG_DASHES)


def is_cue(reading: Reading, token: Token) -> bool:
    """Whether a word is a verb that can attribute."""
    return token.pos_ == "VERB" and token.lower_ in reading.vocabulary.verbs


def joins_clause(reading: Reading, i: int) -> bool:
    """Whether token `i` joins a clause with a comma: "..., and the dam", not "..., and that"."""
    tokens = reading.tokens
    return tokens[i - 1].text == "," and tokens[i].lower_ in {"and", "but"} and tokens[i + 1].lower_ != "that"


def ends_at_comma(reading: Reading, content: OpenContent, i: int) -> bool:
    """Whether a content ends at token `i`, a comma or the end of a quotation that has one inside its marks."""
    at = i + 1
    if at >= content.sentence_end or (content.form == CLAUSE and not reading.layout.is_outside(at)):
        return False
    token = reading.tokens[at]
    if token.tag_ == "VBG" and token.lower_ in reading.vocabulary.verbs:
        return True
    if token.lower_ in REMARK_OPENERS or (token.lower_ == "even" and _is_concession(reading, at + 1)):
        return True
    if content.form == OBJECT:
        is_example = token.lower_ in {"including", "like"}
        return not (is_example or _joins_places(reading, at) or _is_in_list(reading, content, at))
    if token.lower_ in COORDINATORS:
        return _has_own_source(reading, content, at) or _ends_at_coordinator(reading, content, at)
    if _is_answered(reading, at) or _ends_remark(reading, content, at):
        return True
    return _leaves_content(reading, content, at)


def _ends_remark(reading: Reading, content: OpenContent, at: int) -> bool:
    """Whether the cue stands in a remark that the main verb follows: "Roe, who said it was late, *left* the room"."""
    while at < content.sentence_end and reading.tokens[at].pos_ == "ADV":
        at += 1
    if at >= content.sentence_end or reading.tokens[at].tag_ not in FINITE:
        return False
    subject = reading.syntax.child(content.cue.head, "subject")
    is_remark = subject is not None and subject.tag_ == "WP" and subject.i > 0
    return is_remark and subject is not None and reading.tokens[subject.i - 1].text in COMMA_OR_DASH


def _is_answered(reading: Reading, at: int) -> bool:
    """Whether a noun of saying sums up what was said, for somebody to answer: "..., a charge he denies"."""
    words = reading.tokens[at : at + 3]
    if len(words) < 3 or words[0].pos_ != "DET" or words[1].lower_ not in reading.vocabulary.nouns:
        return False
    return words[2].tag_ == "PRP" or words[2].pos_ == "PROPN" or is_answer(reading, words[1])


def is_answer(reading: Reading, noun: Token) -> bool:
    """Whether a clause without an object describes a noun of saying: "a charge that the leaders denied"."""
    verb = reading.syntax.child(noun, "noun_clause")
    is_relative = verb is not None and reading.tokens[noun.i + 1].lower_ in {"that", "which"}
    if verb is None or not is_relative or not is_cue(reading, verb) or reading.syntax.child(verb, "subject") is None:
        return False
    behind = (child for child in reading.syntax.children(verb, "object", "clause", "open_clause") if child.i > verb.i)
    return next(behind, None) is None


def _has_own_source(reading: Reading, content: OpenContent, i: int) -> bool:
    """Whether the clause that token `i` joins has a source of its own: "..., and the dam, according to Roe, ..."."""
    tokens = reading.tokens
    comma = next((j for j in range(i, content.sentence_end - 1) if tokens[j].text == ","), None)
    return comma is not None and tokens[comma + 1].lower_ == "according" and joins_clause(reading, i)


def _is_concession(reading: Reading, i: int) -> bool:
    return i < len(reading.tokens) and reading.tokens[i].lower_ in {"though", "as", "if"}


def _joins_places(reading: Reading, at: int) -> bool:
    """Whether a comma stands between a place and the one it lies in: Benghazi, Libya."""
    return {reading.tokens[at].ent_type_, reading.tokens[at - 2].ent_type_} <= PLACES


def _is_in_list(reading: Reading, content: OpenContent, at: int) -> bool:
    """Whether the tree hangs the noun phrase at token `at` on the content."""
    root = _find_root(reading, at, content.sentence_end)
    is_inside = content.start <= root.head.i < at
    return (
        is_inside and reading.syntax.has(root, "conjunct", "apposition", "noun_modifier") and root.pos_ in PHRASE_WORDS
    )


def _ends_at_coordinator(reading: Reading, content: OpenContent, i: int) -> bool:
    """Whether a content ends at the "and", "but" or "or" at token `i`: the next verb is the speaker's, not its own."""
    tokens, end, cue = reading.tokens, content.sentence_end, content.cue
    at = i + 1
    while at < end - 1 and tokens[at].pos_ == "ADV":
        at += 1
    if at >= end:
        return False
    token = tokens[at]
    behind = at + 1
    while behind < end - 1 and tokens[behind].pos_ == "ADV":
        behind += 1
    if token.pos_ == "PRON" and tokens[behind : behind + 1] and _is_parallel_cue(reading, cue, tokens[behind]):
        return True
    if token.lower_ == "that" and tokens[content.start].lower_ == "that":
        return False
    if joins_other_speech(reading, cue, content.start, at, end):
        return True
    if token.lower_ in reading.vocabulary.verbs and at + 1 < end and tokens[at + 1].lower_ == "that":
        return True
    is_parallel = _is_parallel_cue(reading, cue, token)
    is_like_cue = token.tag_ in FINITE or token.tag_ == cue.head.tag_ or is_parallel
    if token.pos_ in VERBS and is_like_cue:
        return content.form == OBJECT or token.head.i <= cue.head.i or is_parallel
    return _leaves_content(reading, content, at)


def _is_parallel_cue(reading: Reading, cue: CueWord, token: Token) -> bool:
    """Whether a verb is another cue in the form of this one ("said ..., and added")."""
    is_past = {cue.head.tag_, token.tag_} == {"VBD", "VBN"} and reading.tokens[token.i - 2].text == ","
    return (is_past or token.tag_ == cue.head.tag_) and token.lower_ in reading.vocabulary.verbs


def _leaves_content(reading: Reading, content: OpenContent, at: int) -> bool:
    """Whether the tree hangs the piece at token `at` on something outside the content."""
    return at < content.sentence_end and _hangs_outside(reading, content, at)


def _hangs_outside(reading: Reading, content: OpenContent, at: int) -> bool:
    root = _find_root(reading, at, content.sentence_end)
    if root.head.i == content.cue.head.i and reading.syntax.has(root, "clause", "open_clause"):
        return False
    if _is_apposed_noun(reading, root, at, content.sentence_end):
        return False
    return not content.start <= root.head.i < at or root.head.i == root.i


def _is_apposed_noun(reading: Reading, root: Token, at: int, sentence_end: int) -> bool:
    """Whether a noun phrase between two commas explains the noun before it, though the tree could not tell."""
    end, tokens = _find_piece_end(reading, at, sentence_end), reading.tokens
    is_between = tokens[at - 1].text == "," and end < sentence_end and tokens[end].text == ","
    return is_between and root.dep_ == "dep" and {root.pos_, tokens[at - 2].pos_} <= NOUNS


def _find_piece_end(reading: Reading, at: int, sentence_end: int) -> int:
    """The end of the piece that starts at `at`: the next comma, dash, colon or semicolon."""
    end = at + 1
    while end < sentence_end and reading.tokens[end].text not in CLAUSE_MARKS:
        end += 1
    return end


def _find_root(reading: Reading, at: int, sentence_end: int) -> Token:
    """The highest token of the piece that starts at `at`."""
    end = _find_piece_end(reading, at, sentence_end)
    for token in reading.tokens[at:end]:
        if not at <= token.head.i < end or token.head.i == token.i:
            return token
    return reading.tokens[at]
