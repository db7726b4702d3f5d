"""Main clauses behind a fronted one: "While Roe said that it rained, | Poe stayed." · "Asked if it rained, | Poe left."

The tree often gives the main clause to what is said, so that it is sought by the order of the words.
"""

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.cues import CueWord
from flows.extract.rules.reading import Reading
from flows.extract.text.punctuation import CLAUSE_MARKS
from flows.extract.text.tags import COORDINATORS, FINITE, PHRASE_WORDS, RELATIVE_PRONOUNS

OPENERS = frozenset(
    {"after", "although", "as", "because", "before", "if", "once", "since", "though", "unless", "when", "while"}
)
"""Words that open a clause before the main one."""
MAX_SUBJECT = 20
"""Tokens from the comma to the finite verb of the main clause."""


def find_main_clause(reading: Reading, cue: CueWord, start: int, form: RuleId, end: int) -> int:
    """The comma before the main clause, where the content that starts at token `start` stands in a fronted one.

    Else `end`, the token after the sentence.
    """
    if not _is_fronted(reading, cue):
        return end
    has_verb = form != RuleId.CLAUSE or reading.tokens[start].tag_ == "DT"  # "Asked about | that vote, Roe left"
    for i in range(start, end - 1):
        has_verb = has_verb or reading.tokens[i].tag_ in FINITE
        if has_verb and _ends_in_comma(reading, i) and _has_subject_and_verb(reading, i + 1, end):
            return i if reading.layout.is_outside(i) else i + 1
    return end


def _ends_in_comma(reading: Reading, i: int) -> bool:
    """Whether token `i` is a comma, or the end of a quotation that has one inside its marks."""
    number = reading.layout.quotation_of[i]
    if number < 0:
        return reading.tokens[i].text == ","
    quotation = reading.layout.quotations[number]
    return i == quotation.last and reading.text[quotation.quoted.inner_end - 1] == ","


def _is_fronted(reading: Reading, cue: CueWord) -> bool:
    """Whether a cue stands in a clause that opens its sentence, or is the participle that does."""
    start, _ = reading.layout.sentence(cue.head.i)
    first = _skip_links(reading, start, cue.start)
    if first == cue.start:
        return cue.head.tag_ in {"VBG", "VBN", "VBD"}
    if reading.tokens[first].lower_ not in OPENERS:
        return False
    between = reading.tokens[first + 1 : cue.start]
    return not any(token.text in CLAUSE_MARKS or token.tag_ in FINITE for token in between)


def _skip_links(reading: Reading, start: int, end: int) -> int:
    """The first token from `start` on that links the sentence to no other: "But even | while"."""
    while start < end and (
        reading.layout.is_filler(start)
        or reading.tokens[start].lower_ in COORDINATORS
        or reading.tokens[start].lower_ == "even"
    ):
        start += 1
    return start


def _has_subject_and_verb(reading: Reading, at: int, end: int) -> bool:
    """Whether a noun phrase and its finite verb start at token `at`, with no mark between them."""
    while at < end - 1 and reading.tokens[at].tag_ == "RB":
        at += 1
    first, wanted = reading.tokens[at], 1
    if not reading.layout.is_outside(at) or first.pos_ not in PHRASE_WORDS or first.tag_ in RELATIVE_PRONOUNS:
        return False
    for token in reading.tokens[at + 1 : min(at + MAX_SUBJECT, end)]:
        if not reading.layout.is_outside(token.i):
            continue
        if token.text in CLAUSE_MARKS:
            return False
        wanted += (token.tag_ in RELATIVE_PRONOUNS) - (token.tag_ in FINITE)  # "those who fell left"
        if not wanted:
            return True
    return False
