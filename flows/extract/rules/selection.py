"""Which candidates stand: those that no other holds, without the words that belong to a quotation's attribution."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from flows.enums import RuleId
from flows.extract.quotes import Candidate, Segment
from flows.extract.rules.reading import Reading
from flows.extract.rules.registry import PRECEDENCE
from flows.extract.text.layout import Layout
from flows.extract.text.tags import NAME_PHRASE_WORDS

NUMBERS = frozenset({"NUM", "SYM", "PUNCT"})
"""Word classes of a number with its marks: "£1.2", "12-3"."""


def cut_before_attributions(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """All candidates; those that ran into the attribution that leads up to a quotation are cut short.

    A candidate did so where it holds the attribution but not the quotation ("attacked her, the crowd chanted,
    “Out!”"), and where nobody is its source ("Asked if it was late, Ann Roe said: “No.”"). One with nothing left is
    left out.
    """
    quotations = [candidate for candidate in candidates if candidate.is_quotation]
    introduced = [candidate for candidate in quotations if candidate.rule == RuleId.BEFORE]
    introduced.sort(key=lambda candidate: candidate.cue.head.idx)
    places = [candidate.cue.head.idx for candidate in introduced]
    kept = list(quotations)
    for candidate in candidates:
        if candidate.is_quotation:
            continue
        within = chain.from_iterable(
            introduced[bisect_left(places, start) : bisect_left(places, end)] for start, end in candidate.segments
        )
        quotation = next((one for one in within if _runs_into(candidate, one)), None)
        segments = candidate.segments if quotation is None else _cut(reading, candidate, quotation)
        if segments:
            kept.append(candidate if quotation is None else replace(candidate, segments=segments))
    return kept


def _runs_into(candidate: Candidate, quotation: Candidate) -> bool:
    """Whether a candidate that holds the cue of a quotation has none of the words of the quotation, or no source."""
    if candidate.source is None and quotation.source is not None:
        return True
    return not any(a < y and x < b for a, b in candidate.segments for x, y in quotation.segments)


def _cut(reading: Reading, candidate: Candidate, quotation: Candidate) -> tuple[Segment, ...]:
    """The words of a candidate before the attribution of a quotation."""
    source, cue, layout = quotation.source, quotation.cue, reading.layout
    stop = source.left_edge.i if source is not None and source.i < cue.start else cue.start
    while stop and reading.tokens[stop - 1].pos_ in NAME_PHRASE_WORDS:
        stop -= 1
    before = (
        layout.span(layout.token_at(start), min(stop, layout.token_at(end - 1) + 1))
        for start, end in candidate.segments
    )
    return tuple(span for span in before if span is not None)


def select_outermost(reading: Reading, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates whose cue stands in no other's content: what X says that Y said is X's.

    The longest come first. Of two with the same words, the one whose rule comes first in `RULES` stands.
    """
    layout = reading.layout
    covered = bytearray(len(reading.tokens))
    seen: set[tuple[Segment, ...]] = set()
    outermost: list[Candidate] = []
    for candidate in sorted(candidates, key=_rank):
        if candidate.segments in seen or covered[candidate.cue.head.i] or _is_bare_number(layout, candidate):
            continue
        seen.add(candidate.segments)
        outermost.append(candidate)
        for start, end in candidate.segments:
            first, last = layout.token_at(start), layout.token_at(end - 1)
            covered[first : last + 1] = b"\x01" * (last + 1 - first)
    return outermost


def _is_bare_number(layout: Layout, candidate: Candidate) -> bool:
    """Whether a content is nothing but a number outside quotation marks: "confirmed 12,000" tells no words."""
    if len(candidate.segments) > 1:
        return False
    start, end = candidate.segments[0]
    first, last = layout.token_at(start), layout.token_at(end - 1)
    return layout.is_outside(first) and all(token.pos_ in NUMBERS for token in layout.tokens[first : last + 1])


def _rank(candidate: Candidate) -> tuple[int, tuple[Segment, ...], int]:
    length = sum(end - start for start, end in candidate.segments)
    return -length, candidate.segments, PRECEDENCE[candidate.rule]
