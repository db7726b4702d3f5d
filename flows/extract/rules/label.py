"""Rule `label`: an attribution by layout. "Ann Roe: The plan is dead" in headlines and transcripts; “...” — Ann Roe

No verb tells that something is said; a name that stands alone before a colon, or after a dash, does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from flows.enums import CueClass, Label, RuleId
from flows.extract.cues import build_quotation_cue
from flows.extract.quotes import Candidate, Segment
from flows.extract.rules.linking import attribute_quotations
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.text.layout import MAX_SENTENCE, QuotationSpan
from flows.extract.text.punctuation import DASHES, END_MARKS
from flows.extract.text.tags import FINITE, NAME_PHRASE_WORDS
from flows.extract.text.tokens import Token

MAX_LABEL = 7
"""Tokens that a speaker's label has at most: longer ones are sentences with a colon in them."""
MAX_NAME_WITH_OFFICE = 14
"""Tokens of a name with its office, before a colon and a quotation: "Rep. Ann Roe (D-Ohio), the chair: “..."."""
MAX_TITLE = 3
"""Tokens of a title between a dash and a name."""
MIN_TURNS = 3
"""Lines with a label that make a transcript, if two labels take turns in them."""
SPEAKERS = frozenset({Label.PERSON, Label.ORG, Label.NORP})
"""Labels of names that can stand before a colon as a speaker; a place there is a dateline."""
LABEL_WORDS = NAME_PHRASE_WORDS | {"ADP", "PART"}
"""Word classes of a label: "The Ministry of Health's spokesman"."""

Line = tuple[int, int]
"""The tokens `[start, end)` of a paragraph."""


def find(reading: Reading) -> list[Candidate]:
    """The lines and quotations that a label attributes, unless a cue has their quotation already."""
    attributed = {one.first for link in reading.once(attribute_quotations) for one in link.quotations}
    turns = _count_turns(reading)
    labelled: set[int] = set()
    found: list[Candidate] = []
    for line in reading.once(_find_lines):
        candidate = _read_line(reading, line, turns) if attributed.isdisjoint(range(*line)) else None
        if candidate is not None:
            labelled.update(range(*line))
            found.append(candidate)
    return [*found, *_find_labelled_quotations(reading, attributed | labelled)]


def _find_labelled_quotations(reading: Reading, taken: Set[int]) -> list[Candidate]:
    """The quotations with a name beside them; `taken`: tokens at which no quotation is free."""
    free = [quotation for quotation in reading.layout.quotations if quotation.first not in taken]
    found = (_read_name_after(reading, one) or _read_name_before(reading, one) for one in free)
    return [candidate for candidate in found if candidate is not None]


def _find_lines(reading: Reading) -> list[Line]:
    token_at = reading.layout.token_at
    return [(token_at(start), token_at(end - 1) + 1) for start, end in reading.layout.paragraphs]


def _find_surnames(reading: Reading) -> set[str]:
    """The last words of the persons' full names, in capitals."""
    inside = [token for token in reading.tokens if token.ent_iob_ == "I" and token.ent_type_ == Label.PERSON]
    return {token.text.upper() for token in inside if token is token.doc[-1] or token.nbor().ent_iob_ != "I"}


def _count_turns(reading: Reading) -> Counter[str]:
    """How many lines each label opens, in a transcript; empty where the text is none."""
    labels = (_find_label(reading, line) for line in reading.once(_find_lines))
    turns = Counter(label for label in labels if label is not None)
    has_repeated = any(count > 1 for count in turns.values())
    return turns if has_repeated and len(turns) > 1 and turns.total() >= MIN_TURNS else Counter()


def _find_label(reading: Reading, line: Line) -> str | None:
    """The words before the colon that opens a line, where they can name somebody; "Q:" and "A:" name nobody."""
    first, colon = reading.tokens[line[0]], _find_colon(reading, line)
    if colon is None or not first.text[0].isupper() or len(first) == 1:
        return None
    return reading.text[first.idx : reading.tokens[colon].idx]


def _find_colon(reading: Reading, line: Line) -> int | None:
    """The colon that ends a line's label."""
    first, last = line
    tokens = reading.tokens
    colon = next((i for i in range(first, min(first + MAX_LABEL, last)) if tokens[i].text == ":"), None)
    if colon is None or colon == first or colon + 1 >= last or not reading.layout.is_outside(first):
        return None
    return colon if all(token.pos_ in LABEL_WORDS for token in tokens[first + 1 : colon]) else None


def _read_line(reading: Reading, line: Line, turns: Counter[str]) -> Candidate | None:
    """The words after the label of a line; outside a transcript the label must name a speaker, and have a verb."""
    first, last = line
    colon = _find_colon(reading, line)
    if colon is None:
        return None
    label = reading.tokens[first:colon]
    if not _takes_turns(reading, line, turns):
        if label[0].pos_ not in LABEL_WORDS or not _names_speaker(reading, label[0], label[-1]):
            return None
        if len(label) == 1 and label[0].text.isupper() and not reading.cue_heads.isdisjoint(range(colon, last)):
            return None  # "HALDEN: The mayor said": a dateline
        if not any(token.tag_ in FINITE for token in reading.tokens[colon + 1 : min(last, colon + MAX_SENTENCE)]):
            return None
    segment = _measure_line(reading, colon + 1, last)
    source = next((token for token in label if token.ent_type_ in SPEAKERS), label[-1])
    return _build(reading, colon, source, segment) if segment is not None else None


def _takes_turns(reading: Reading, line: Line, turns: Counter[str]) -> bool:
    """Whether a line of a transcript has a label that opens another one too, or stands in capitals."""
    label = _find_label(reading, line) or ""
    return turns[label] > 1 or (turns[label] == 1 and label.isupper())


def _measure_line(reading: Reading, start: int, end: int) -> Segment | None:
    """The words of a line, with the end mark; without its marks where it is one quotation."""
    tokens = reading.tokens
    while start < end and tokens[start].is_space:
        start += 1
    if start >= end:
        return None
    number = reading.layout.quotation_of[start]
    if number >= 0 and reading.layout.quotations[number].last >= end - 1:
        return reading.layout.quotations[number].inner
    return tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1])


def _names_speaker(reading: Reading, first: Token, last: Token) -> bool:
    """Whether a label is a person or body; one word in capitals may be a dateline, so it has to be known."""
    if first.i < last.i or not first.text.isupper():
        return last.ent_type_ in SPEAKERS
    role = reading.vocabulary.roles.get(first.lower_)
    is_known = first.ent_type_ == Label.PERSON or first.text in reading.once(_find_surnames)
    return is_known or (role is not None and role.number == "one")


def _read_name_before(reading: Reading, quotation: QuotationSpan) -> Candidate | None:
    """A name with its office before a colon and a quotation: Rep. Ann Roe (D-Ohio): “...”"""
    tokens = reading.tokens
    colon = reading.layout.before(quotation.first)
    if colon is None or tokens[colon].text not in {":", "):"} or not reading.layout.is_outside(colon):
        return None
    source = None
    for i in range(colon - 1, max(-1, colon - MAX_NAME_WITH_OFFICE), -1):
        token = tokens[i]
        if token.is_space or token.text in END_MARKS or (token.text in DASHES and token.whitespace_):
            break
        if token.tag_ in FINITE or not reading.layout.is_outside(i):
            return None
        source = token if token.ent_type_ == Label.PERSON else source
    return _build(reading, colon, source, quotation.inner) if source is not None else None


def _read_name_after(reading: Reading, quotation: QuotationSpan) -> Candidate | None:
    """The name after a dash after a quotation: “It is dead.” — Ann Roe"""
    i, tokens = quotation.last + 1, reading.tokens
    while i < len(tokens) and tokens[i].is_space:
        i += 1
    if i + 1 >= len(tokens) or tokens[i].text not in DASHES:
        return None
    title = tokens[i + 1 : min(i + 1 + MAX_TITLE, len(tokens))]
    source = next((token for token in title if token.ent_type_ == Label.PERSON), None)
    if source is None or not all(token.pos_ == "PROPN" for token in tokens[i + 1 : source.i]):
        return None
    return _build(reading, i, source, quotation.inner)


def _build(reading: Reading, mark: int, source: Token, segment: Segment) -> Candidate:
    """The candidate whose cue is the mark beside a label."""
    return Candidate((segment,), build_quotation_cue(reading.tokens[mark], CueClass.SPEECH), RuleId.LABEL, source)


RULE = Rule(
    RuleId.LABEL,
    "X: ...: a speaker named before a colon or after a dash",
    (
        Example(
            "Ann Roe: The bridge is safe",
            ("The bridge is safe",),
            "Ann Roe",
            "A headline: a speaker named before a colon, and a verb after it.",
        ),
        Example(
            "Rep. Ann Roe (D-Ohio): “It is safe.”",
            ("It is safe.",),
            "Ann Roe",
            "A name with its office before a quotation.",
        ),
        Example("“It is safe.” — Ann Roe", ("It is safe.",), "Ann Roe", "A name after a dash."),
        Example(
            "Interviewer: Is the bridge safe?\n\nRoe: It is.\n\nInterviewer: And the road?\n\nRoe: It is not.",
            ("And the road?",),
            "Interviewer",
            "Where labels take turns, a label needs no name and a line no verb. “Q:” and “A:” name nobody.",
        ),
    ),
    find,
)
