"""Where an attribution that stands beside its content starts and ends, and what the sentence says outside it."""

from __future__ import annotations

from itertools import takewhile

from flows.enums import Label
from flows.extract.cues import CueWord
from flows.extract.quotes import Segment
from flows.extract.rules.breaks import is_cue, is_loose_dash
from flows.extract.rules.reading import Reading
from flows.extract.rules.times import skip_circumstances
from flows.extract.text.punctuation import LONG_DASHES
from flows.extract.text.tags import FINITE, PHRASE_HEADS, PHRASE_WORDS, RELATIVE_PRONOUNS, VERBS
from flows.extract.text.tokens import Token

MAX_SUBJECT = 25
"""Tokens a subject may be long, appositions included."""
SCENE_OPENERS = frozenset(
    {"after", "although", "as", "asked", "at", "because", "before", "by", "despite", "during", "for", "from", "if"}
    | {"in", "of", "on", "once", "since", "speaking", "though", "to", "until", "when", "which", "while", "who"}
    | {"with", "without"}
)
"""First words of what is no sentence by itself: "In Rome," · "Asked about it,"."""
CONTENT_OPENERS = PHRASE_WORDS | VERBS | {"SCONJ", "INTJ"}
"""Word classes right after a cue that open a content of its own."""
ATTRIBUTION_STARTS = LONG_DASHES | {",", "as"}
"""Words before the subject of an attribution that part it from its content."""
ATTRIBUTION_ENDS = LONG_DASHES | {",", ":"}


def is_apposed(reading: Reading, i: int, end: int) -> bool:
    """Whether the words after a comma still describe the source: "according to Ann Roe, a lawyer, ..."."""
    tokens = reading.tokens
    return i < end and reading.syntax.has(tokens[i], "apposition") and tokens[i].head.i < i


def find_rest(reading: Reading, first: int, start: int, end: int, sentence_end: int) -> tuple[Segment, ...]:
    """The words of a sentence from token `first` on, outside the attribution `[start, end)`."""
    parts = [reading.layout.span(first, start), reading.layout.span(end, sentence_end)]
    return tuple(part for part in parts if part is not None)


def has_main_clause(reading: Reading, start: int, end: int) -> bool:
    """Whether the tokens `[start, end)` can be a sentence: they have a finite verb outside a subordinate clause."""
    first = next((i for i in range(start, end) if not reading.layout.is_filler(i)), end)
    if first >= end or reading.tokens[first].lower_ in SCENE_OPENERS:
        return False
    return any(token.tag_ in FINITE for token in reading.tokens[first:end])


def find_head(reading: Reading, token: Token, start: int, end: int) -> Token:
    """The head of the noun phrase that `token` belongs to, within the tokens `[start, end)`."""
    while start <= token.head.i < end and token.head.i != token.i and token.head.pos_ in PHRASE_HEADS:
        token = token.head
    return token


def is_inverted(reading: Reading, cue: CueWord) -> bool:
    """Whether the source stands after its verb, also where the tree gives it to a verb farther on."""
    subject, tokens = reading.syntax.child(cue.head, "subject"), reading.tokens
    if subject is not None:
        return subject.i > cue.head.i
    if not cue.start or tokens[cue.start - 1].text != "," or cue.end == len(tokens):
        return False
    if tokens[cue.end].pos_ != "PROPN":
        return False
    _, sentence_end = reading.layout.sentence(cue.head.i)
    source = takewhile(lambda token: token.text != ",", tokens[cue.end : sentence_end])
    return not any(token.tag_ in FINITE for token in source)


def find_attribution_start(reading: Reading, cue: CueWord, sentence_start: int) -> int | None:
    """The token at which "X said" or "said X" starts, with the comma or "as" before it; None where it does not."""
    tokens, layout = reading.tokens, reading.layout
    subject = reading.syntax.child(cue.head, "subject")
    if subject is not None and (subject.tag_ in RELATIVE_PRONOUNS or not layout.is_outside(subject.i)):
        return None
    is_before = subject is not None and subject.i <= cue.head.i
    first = min(cue.start, subject.left_edge.i) if is_before and subject is not None else cue.start
    if tokens[first].lower_ == "as":
        return first
    comma = first - 1
    if comma > sentence_start and _closes_leading_quotation(reading, comma):
        return first
    if comma <= sentence_start or cue.start - comma > MAX_SUBJECT or not layout.is_outside(comma):
        return comma if comma >= sentence_start and tokens[comma].lower_ == "as" else None
    return comma if tokens[comma].text in ATTRIBUTION_STARTS else None


def _closes_leading_quotation(reading: Reading, i: int) -> bool:
    """Whether token `i` closes a quotation that leads on to its attribution: “..., ” or “...?”"""
    number = reading.layout.quotation_of[i]
    if number < 0 or reading.layout.quotations[number].last != i:
        return False
    return reading.text[reading.layout.quotations[number].inner[1] - 1] in ",?!"


def find_attribution_end(reading: Reading, cue: CueWord, sentence_end: int) -> int | None:
    """The token after the attribution: the next comma or the sentence's end; None if it has its own content."""
    tokens = reading.tokens
    i = skip_manner(reading, cue.end, sentence_end)
    inverted = is_inverted(reading, cue)
    has_object = i < sentence_end and tokens[i].pos_ in CONTENT_OPENERS
    if has_object and not (inverted or cue.takes("addressee")):
        return None
    while i < sentence_end:
        token = tokens[i]
        if token.text in ATTRIBUTION_ENDS and not is_apposed(reading, i + 1, sentence_end):
            return i
        if (_opens_content(reading, i) and not inverted) or not reading.layout.is_outside(i):
            return None
        if token.tag_ in FINITE and token.head.i > cue.head.i and not inverted:
            return None
        i += 1
    return sentence_end


def find_comma_behind(reading: Reading, cue: CueWord) -> int | None:
    """The comma behind a verb, to whom it speaks, and when and where: ", X told the BBC in an interview Monday,"."""
    tokens, end = reading.tokens, reading.layout.sentence(cue.head.i)[1]
    i = skip_manner(reading, cue.end, end)
    if i == cue.end and cue.takes("addressee"):
        while i < end and tokens[i].pos_ in PHRASE_WORDS:
            i += 1
        i = skip_manner(reading, i, end)
    return i if i < end and tokens[i].text == "," else None


def skip_manner(reading: Reading, start: int, end: int) -> int:
    """The token after the adverbs, times and occasions that start at token `start`: "quietly in court on Tuesday"."""
    while start < end and reading.tokens[start].pos_ == "ADV":
        start += 1
    behind = skip_circumstances(reading, start, end)
    return _skip_dated(reading, behind, end)


def _skip_dated(reading: Reading, start: int, end: int) -> int:
    """The token after a preposition and its date: "in 2019"."""
    i = start + 1
    while i < end and reading.tokens[i].ent_type_ == Label.DATE:
        i += 1
    return i if i > start + 1 and reading.tokens[start].pos_ == "ADP" else start


def _opens_content(reading: Reading, i: int) -> bool:
    """Whether token `i` opens a content of the cue: "that", "whether" or the "to" of an infinitive."""
    word = reading.tokens[i].lower_
    if word != "to":
        return word in {"that", "whether"}
    return any(token.tag_ == "VB" for token in reading.tokens[i + 1 : i + 2])


def find_first(reading: Reading, cue: CueWord, sentence_start: int, end: int) -> int:
    """The first token of the content before an attribution: after a colon, a dash, a bracket or another's cue."""
    tokens, first, is_closed = reading.tokens, sentence_start, False
    for i in range(end - 1, sentence_start, -1):
        if not reading.layout.is_outside(i):
            continue
        is_closed = is_closed or tokens[i].text == ")"
        if tokens[i].text in {":", ";"} or (tokens[i].text == "(" and not is_closed):
            return i + 1
        if is_loose_dash(reading, i) and not any(token.tag_ in FINITE for token in tokens[i:end]):
            return i + 1
        if tokens[i].text == "," and first == sentence_start:
            first = i + 1
        if is_cue(reading, tokens[i]) and tokens[i].tag_ in FINITE:
            return first
    return sentence_start
