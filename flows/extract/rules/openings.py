"""Where the content of a verb starts, and in which form: as a clause, an infinitive or an object.

Words next to the cue ("that", "whether", "to") are believed before the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import NamedTuple

from flows.enums import CueClass, Label, RuleId
from flows.extract.cues import CueWord
from flows.extract.quotes import Content
from flows.extract.rules.extent import find_end, find_quoted_reach
from flows.extract.rules.parted_subjects import find_parted_subject
from flows.extract.rules.reading import Reading
from flows.extract.rules.times import PARTS_OF_TIME, skip_circumstances
from flows.extract.rules.tree_openings import find_form, find_start, has_clause_ahead
from flows.extract.text.punctuation import COMMA_OR_DASH, HYPHENS
from flows.extract.text.tags import COORDINATORS, FINITE, PHRASE_WORDS, QUESTION_WORDS

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
CLAUSE = RuleId.CLAUSE
OBJECT = RuleId.OBJECT
DATE = Label.DATE

MAX_THAT_DISTANCE = 12
"""Tokens from a cue to the "that" of its content: "said on Monday, in Rome, that ..."."""
INDIRECT_QUESTIONS = frozenset({"whether", "if", "how", "why"})
"""Question words that open a content right after any cue that takes questions."""
TIME_CLASSES = frozenset({"NUM", "SYM", "ADP"})
"""Word classes of a day or a vote between a cue and its clause: "said in 2019 it saw"."""


class Opening(NamedTuple):
    """The first token of a content, and its form: `clause`, `infinitive` or `object`."""

    start: int
    form: RuleId
    verb: int | None = None
    """The finite verb of a clause, where commas stand before it that do not end it."""


def find_content(reading: Reading, cue: CueWord) -> Content | None:
    """The content that follows a verb; None where the verb has none of its own."""
    opening = _find_opening(reading, cue)
    if opening is None:
        return None
    start, form, verb = opening
    if form == CLAUSE:
        start = _skip_circumstances(reading, cue, _skip_time(reading, start))
    if start == len(reading.tokens):
        return None  # a headline that ends with a particle ("Poe vows to press on")
    first = reading.tokens[start].lower_
    if first == "that" or (first in QUESTION_WORDS and cue.takes("clause", "wh")):
        form = CLAUSE
    end = start + 1 if _is_word_alone(reading, start) else find_end(reading, cue, start, form, verb)
    is_word = end == start + 1 or (end == start + 2 and reading.layout.is_filler(end - 1))
    is_pronoun = is_word and first == "that"
    if is_pronoun or (is_word and form == OBJECT and _is_governed_pronoun(reading, start)):
        return None
    if is_word and cue.cue_class == CueClass.OTHER and reading.tokens[start].pos_ == "ADJ":
        return None  # "found guilty", in a headline
    return Content(start, end, form) if end > start else None


def _find_opening(reading: Reading, cue: CueWord) -> Opening | None:
    _, sentence_end = reading.layout.sentence(cue.head.i)
    for find in OPENINGS:
        opening = find(reading, cue, sentence_end)
        if opening is not None:
            return opening
    return None


def _is_word_alone(reading: Reading, start: int) -> bool:
    """Whether an answer or a question word is all that is said: "said no, but ...", "did not explain why, but ..."."""
    token, behind = reading.tokens[start], [token.lower_ for token in reading.tokens[start + 1 : start + 4]]
    if len(behind) < 3 or token.tag_ not in {"UH", "WRB"} or not reading.layout.is_outside(start):
        return False
    is_joined = behind[0] == "," and behind[1] in COORDINATORS and behind[2] not in QUESTION_WORDS
    if token.tag_ == "UH":
        return is_joined or behind[0] != ","
    return is_joined or behind[0] in {".", ";"}


def _is_governed_pronoun(reading: Reading, i: int) -> bool:
    """Whether token `i` is a pronoun after a preposition: "agreed with her" tells nothing that was said."""
    return reading.tokens[i].pos_ == "PRON" and reading.tokens[i - 1].pos_ == "ADP"


def _skip_time(reading: Reading, start: int) -> int:
    """The start of a clause after the day or vote that belongs to its cue: said last week it saw ..."""
    tokens = reading.tokens
    for i in range(start, min(start + MAX_THAT_DISTANCE, len(tokens))):
        token = tokens[i]
        is_that = token.lower_ == "that" and token.tag_ != "DT"  # not "said in that case it would"
        if is_that or (token.tag_ == "PRP" and tokens[i - 1].ent_type_ == DATE):
            return i
        if token.ent_type_ != DATE and token.pos_ not in TIME_CLASSES and token.text not in HYPHENS:
            break
    return start


def _skip_circumstances(reading: Reading, cue: CueWord, start: int) -> int:
    """The start of a clause after the occasion that the tree gave it: told reporters | in court | it was safe."""
    _, end = reading.layout.sentence(cue.head.i)
    i = skip_circumstances(reading, start, end)
    opens = start < i < end and reading.tokens[i].pos_ in PHRASE_WORDS
    return i if opens and has_clause_ahead(reading, cue, i) else start


def _find_marked_start(reading: Reading, cue: CueWord, sentence_end: int) -> Opening | None:
    """A "that" or an infinitive right after the cue, whatever the tree makes of it."""
    tokens = reading.tokens
    i = _skip_adverbs(reading, _skip_tally(reading, _skip_agent(reading, cue)), sentence_end - 1)
    if i >= sentence_end - 1:
        return None
    word, after = tokens[i].lower_, tokens[i + 1]
    if word == "that" and cue.takes("clause") and tokens[i].tag_ != "DT":
        return Opening(i, CLAUSE)
    if word in INDIRECT_QUESTIONS and cue.takes("wh"):
        return Opening(i, CLAUSE)
    if word in cue.complements and after.lower_ in QUESTION_WORDS:
        return Opening(i + 1, CLAUSE)
    if word == "to" and cue.takes("to") and (after.tag_ == "VB" or not reading.layout.is_outside(i + 1)):
        return Opening(i, RuleId.INFINITIVE)
    return None


def _find_after_circumstances(reading: Reading, cue: CueWord, sentence_end: int) -> Opening | None:
    """A content after times and occasions: vowed in an interview to stay, said last week the dam was safe."""
    tokens = reading.tokens
    i = skip_circumstances(reading, _skip_tally(reading, cue.end), sentence_end)
    if i == cue.end or i + 1 >= sentence_end:
        return None
    if tokens[i].lower_ == "to" and tokens[i + 1].tag_ == "VB":
        return Opening(i, RuleId.INFINITIVE) if cue.takes("to") else None
    is_clause = cue.takes("clause") and tokens[i].pos_ in PHRASE_WORDS
    return Opening(i, CLAUSE) if is_clause and has_clause_ahead(reading, cue, i) else None


def _skip_agent(reading: Reading, cue: CueWord) -> int:
    """The token behind whom a passive names ("asked | by Ann Roe | if it was safe"), else the cue's end."""
    if cue.head.tag_ not in {"VBN", "VBD"}:
        return cue.end
    if cue.end >= len(reading.tokens) or reading.tokens[cue.end].lower_ != "by":
        return cue.end
    agents = (t for t in cue.head.rights if t.left_edge.i == cue.end and reading.syntax.has(t, "agent", "oblique"))
    agent = next(agents, None)
    if agent is None:
        return cue.end
    return skip_circumstances(reading, reading.syntax.noun_phrase(agent).end, reading.layout.sentence(cue.head.i)[1])


def _skip_tally(reading: Reading, start: int) -> int:
    """The token behind the result of a vote and its "on" ("voted | 9 to 7 on | Monday to close"), else `start`."""
    words = reading.tokens[start : start + 4]
    is_tally = len(words) > 2 and words[0].pos_ == words[2].pos_ == "NUM" and words[1].text in {"to", *HYPHENS}
    behind = start + len(words)
    is_dated = is_tally and words[-1].lower_ == "on" and behind < len(reading.tokens) and _is_in_time(reading, behind)
    return start + 3 + is_dated if is_tally else start


def _skip_adverbs(reading: Reading, start: int, end: int) -> int:
    """The first token from `start` on that is neither an adverb nor part of a date; `end` where there is none."""
    while start < end and (_is_adverb(reading, start) or _is_in_time(reading, start)):
        start += 1
    return start


def _is_adverb(reading: Reading, i: int) -> bool:
    """Whether token `i` is an adverb; before "that" the tagger takes one for an adjective ("said dryly that")."""
    word, behind = reading.tokens[i], reading.tokens[i + 1 : i + 2]
    return word.pos_ == "ADV" or (word.lower_.endswith("ly") and any(token.lower_ == "that" for token in behind))


def _is_in_time(reading: Reading, i: int) -> bool:
    """Whether token `i` belongs to a date: "Tuesday", "late" before it."""
    behind = reading.tokens[i + 1] if i + 1 < len(reading.tokens) else None
    is_part = reading.tokens[i].lower_ in PARTS_OF_TIME and behind is not None and behind.ent_type_ == DATE
    return is_part or reading.tokens[i].ent_type_ == DATE


def _find_parted(reading: Reading, cue: CueWord, sentence_end: int) -> Opening | None:
    """A subject and its verb with commas between them: said John Poe, 42, had died."""
    parted = find_parted_subject(reading, cue, sentence_end)
    return None if parted is None else Opening(parted[0], CLAUSE, parted[1])


def _find_in_tree(reading: Reading, cue: CueWord, sentence_end: int) -> Opening | None:
    """The first dependent to the right of the cue that can be its content."""
    for child in cue.head.rights:
        if child.i >= sentence_end:
            break
        form = find_form(reading, cue, child)
        if form is not None:
            return Opening(find_start(reading, cue, child, form), form)
    return None


def _find_near_that(reading: Reading, cue: CueWord, sentence_end: int) -> Opening | None:
    """A "that" near the cue, with neither a verb nor a stronger mark than a comma before it."""
    for i in range(cue.end, min(sentence_end, cue.end + MAX_THAT_DISTANCE)):
        token = reading.tokens[i]
        if token.lower_ == "that" and cue.takes("clause") and token.tag_ != "DT":
            return Opening(i, CLAUSE)
        is_barrier = token.is_punct and token.lower_ not in COMMA_OR_DASH
        if is_barrier or token.pos_ == "VERB" or not reading.layout.is_outside(i):
            break
    return None


def _find_before_quotation(reading: Reading, cue: CueWord, sentence_end: int) -> Opening | None:
    """The words right after a cue where they go on to a quotation: said the “old model” is dead."""
    if cue.cue_class not in {CueClass.SPEECH, CueClass.WRITING} or cue.head.tag_ == "VBN":
        return None
    tokens = reading.tokens
    start = _skip_adverbs(reading, cue.end, sentence_end)
    form = CLAUSE if cue.takes("clause") else OBJECT if cue.takes("object") else None
    if start < sentence_end and tokens[start].pos_ == "ADP" and tokens[start].lower_ in cue.complements:
        start, form = start + 1, OBJECT
    if start >= sentence_end or form is None:
        return None
    if reading.layout.is_filler(start) and reading.layout.is_outside(start):
        return None
    return Opening(start, form) if find_quoted_reach(reading, start, sentence_end, form) > start else None


def _find_before_subject(reading: Reading, cue: CueWord, sentence_end: int) -> Opening | None:
    """A noun phrase right after a finite verb of saying, with a finite verb of its own: said Ankara feared it."""
    start = cue.end
    if start >= sentence_end or cue.cue_class != CueClass.SPEECH or cue.head.tag_ not in FINITE:
        return None
    token = reading.tokens[start]
    is_free = cue.takes("clause") and not cue.takes("addressee")  # an addressee is no subject
    opens = is_free and token.pos_ in PHRASE_WORDS and token.ent_type_ != DATE
    up_to_verb = takewhile(lambda token: token.tag_ not in FINITE, reading.tokens[start:sentence_end])
    if not opens or any(token.pos_ == "SCONJ" for token in up_to_verb):
        return None
    return Opening(start, CLAUSE) if has_clause_ahead(reading, cue, start) else None


OPENINGS: tuple[Callable[[Reading, CueWord, int], Opening | None], ...] = (
    _find_marked_start,  # first: "that" and "to" right after the verb are surer than any tree
    _find_after_circumstances,  # times and occasions right after the verb, which trees hang on the content
    _find_parted,  # a comma before a finite verb: trees take its subject for an object of the cue
    _find_in_tree,  # then what the tree hangs on the verb
    _find_near_that,  # a "that" further on: parsers lose it after "on Monday, in Rome,"
    _find_before_quotation,  # quoted words must belong to somebody, whatever the tree says
    _find_before_subject,  # last: two finite verbs without a comma, a pattern that only verbs of saying have
)
"""The ways to find where a content starts; the first that finds one decides."""
