"""No words twice: where two rows of one speaker overlap, one of them gives way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from flows.enums import RuleId
from flows.extract.quotes import Candidate, Segment
from flows.extract.text.layout import Layout

Pair = tuple[Candidate | None, Candidate | None]
"""Two candidates after their overlap is settled; None for one that falls away."""
Shared = list[Segment]

QUOTING = frozenset({RuleId.AFTER, RuleId.BEFORE})
"""Rules of quotations with an attribution of their own."""


def remove_repeated_words(layout: Layout, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without words that another one of the same voice has.

    Only candidates that reach into each other are compared, so the work grows with their number.
    """
    ordered = sorted(candidates, key=lambda candidate: (candidate.segments, candidate.cue.head.idx))
    return [candidate for group in _group_overlapping(ordered) for candidate in _settle_group(layout, group)]


def _group_overlapping(ordered: list[Candidate]) -> Iterator[list[Candidate]]:
    """Runs of candidates that reach into each other."""
    group: list[Candidate] = []
    reach = 0
    for candidate in ordered:
        if group and candidate.segments[0][0] >= reach:
            yield group
            group = []
        group.append(candidate)
        reach = max(reach, candidate.segments[-1][1])
    yield group


def _settle_group(layout: Layout, group: list[Candidate]) -> list[Candidate]:
    """The candidates of a run, each pair of one voice settled."""
    kept: list[Candidate] = []
    for candidate in group:
        current: Candidate | None = candidate
        for number in range(len(kept) - 1, -1, -1):  # the last first, so that one can be deleted
            other = kept[number]
            if current is None or other.voice != current.voice or not find_shared(other, candidate):
                continue
            first, current = _settle(layout, other, current)
            if first is None:
                del kept[number]
            else:
                kept[number] = first
        if current is not None:
            kept.append(current)
    return kept


def _settle(layout: Layout, one: Candidate, other: Candidate) -> Pair:
    """Both candidates without words in common."""
    shared = find_shared(one, other)
    if not shared:
        return one, other
    return next(pair for settle in SETTLEMENTS if (pair := settle(layout, one, other, shared)) is not None)


def find_shared(one: Candidate, other: Candidate) -> Shared:
    """The segments that two candidates have in common."""
    pieces = [(max(a, x), min(b, y)) for a, b in one.segments for x, y in other.segments]
    return [(start, end) for start, end in pieces if start < end]


def _drop_second_of_cue(layout: Layout, one: Candidate, other: Candidate, shared: Shared) -> Pair | None:
    """Of two rows of one cue the first stands."""
    return (one, None) if one.cue.head.idx == other.cue.head.idx else None


def _join_held(layout: Layout, one: Candidate, other: Candidate, shared: Shared) -> Pair | None:
    """A row whose cue stands in the other's words is part of what is said there and falls away."""
    if _holds(one, other) == _holds(other, one):
        return None
    return (_joined(one, other), None) if _holds(one, other) else (None, _joined(other, one))


def _leave_to_nearer_cue(layout: Layout, one: Candidate, other: Candidate, shared: Shared) -> Pair:
    """The words stay with the nearer cue; what is left of the other row is kept."""
    if _distance(one, shared[0]) <= _distance(other, shared[0]):
        return one, _without(layout, other, shared)
    return _without(layout, one, shared), other


SETTLEMENTS: tuple[Callable[[Layout, Candidate, Candidate, Shared], Pair | None], ...] = (
    _drop_second_of_cue,  # first: one cue says one thing, however many rules found it
    _join_held,  # then who speaks inside whose words: "rejected the idea that ..." is one act
    _leave_to_nearer_cue,  # last: two acts side by side, which share words only because one reached too far
)
"""How an overlap is settled; the first that applies decides."""


def _holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether the words of a row hold the cue of another, which is no quotation with its own attribution."""
    return inner.rule not in QUOTING and any(start <= inner.cue.head.idx < end for start, end in outer.segments)


def _joined(outer: Candidate, inner: Candidate) -> Candidate:
    """The outer row, up to the end of the inner one: rejected | the idea that it | was late."""
    start, end = outer.segments[-1]
    first, last = inner.segments[0]
    if not start <= first <= end <= last:
        return outer
    return replace(outer, segments=(*outer.segments[:-1], (start, last)))


def _distance(candidate: Candidate, words: Segment) -> tuple[int, bool]:
    """How far the cue of a row is from words, in code points; at equal distance a quotation comes first."""
    start, end = words
    cue = candidate.cue.head.idx
    return min(abs(start - cue), abs(end - cue)), candidate.rule not in QUOTING


def _without(layout: Layout, candidate: Candidate, taken: Shared) -> Candidate | None:
    """A row without the words `taken`; None where nothing is left."""
    parts = list(candidate.segments)
    for first, last in taken:
        parts = [piece for start, end in parts for piece in ((start, min(end, first)), (max(start, last), end))]
        parts = [(start, end) for start, end in parts if start < end]
    whole = set(candidate.segments)
    trimmed = (part if part in whole else _trimmed(layout, *part) for part in parts)
    left = tuple(span for span in trimmed if span is not None)
    return replace(candidate, segments=left) if left else None


def _trimmed(layout: Layout, start: int, end: int) -> Segment | None:
    """A piece without blanks and marks at its edges."""
    first, last = layout.token_at(start), layout.token_at(end - 1) + 1
    while first < last and layout.tokens[first].idx < start:
        first += 1
    return layout.span(first, last)
