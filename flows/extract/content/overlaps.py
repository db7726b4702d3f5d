"""No words twice: where two rows of one speaker overlap, one of them gives way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.extract.content.claims import QUOTING
from flows.extract.quotes import Draft, Segment, Speaker
from flows.extract.text.layout import Layout


@dataclass(frozen=True, slots=True)
class Spoken:
    """A draft and who says it."""

    draft: Draft
    speaker: Speaker | None

    @property
    def cue(self) -> int:
        """The code point of the cue."""
        return self.draft.cue.head.idx

    @property
    def voice(self) -> str | None:
        """Who speaks, as far as it is known; nobody is one voice too."""
        return (self.speaker.entity_id or self.speaker.name) if self.speaker is not None else None


def said_once(layout: Layout, rows: list[Spoken]) -> list[Spoken]:
    """The rows without words that another row of the same voice has.

    A row whose cue stands in the other's words is part of what is said there and falls away; else the words stay
    with the nearer cue, and what is left of the other is kept.
    """
    ordered = sorted(rows, key=lambda row: (row.draft.segments, row.cue))
    return [row for group in _groups(ordered) for row in _settled_group(layout, group)]


def _groups(ordered: list[Spoken]) -> Iterator[list[Spoken]]:
    """Runs of rows that reach into each other: only they are compared, so that the work grows with the rows."""
    group: list[Spoken] = []
    reach = 0
    for row in ordered:
        if group and row.draft.segments[0][0] >= reach:
            yield group
            group = []
        group.append(row)
        reach = max(reach, row.draft.segments[-1][1])
    yield group


def _settled_group(layout: Layout, group: list[Spoken]) -> list[Spoken]:
    """The rows of a run, each pair of one voice settled."""
    kept: list[Spoken] = []
    for row in group:
        current: Spoken | None = row
        for number, other in _near(kept, row):
            if current is None or other.voice != current.voice:
                continue
            first, second = _settled(layout, other, current)
            if first is None:
                del kept[number]
            else:
                kept[number] = first
            current = second
        if current is not None:
            kept.append(current)
    return kept


def _near(kept: list[Spoken], row: Spoken) -> Iterator[tuple[int, Spoken]]:
    """The rows kept that overlap `row`, the last first, so that one may be deleted."""
    for number in range(len(kept) - 1, -1, -1):
        if _shared(kept[number].draft, row.draft):
            yield number, kept[number]


def _settled(layout: Layout, one: Spoken, other: Spoken) -> tuple[Spoken | None, Spoken | None]:
    """Both rows without words in common; None for one that falls away."""
    shared = _shared(one.draft, other.draft)
    if not shared:
        return one, other
    if one.cue == other.cue:
        return one, None
    if _holds(one, other) != _holds(other, one):
        return (_joined(one, other), None) if _holds(one, other) else (None, _joined(other, one))
    if _claim(one, shared[0]) <= _claim(other, shared[0]):
        return one, _without(layout, other, shared)
    return _without(layout, one, shared), other


def _shared(one: Draft, other: Draft) -> list[Segment]:
    pieces = [(max(a, x), min(b, y)) for a, b in one.segments for x, y in other.segments]
    return [(start, end) for start, end in pieces if start < end]


def _holds(outer: Spoken, inner: Spoken) -> bool:
    """Whether what a row says holds the cue of another, which is no quotation with its own attribution."""
    return inner.draft.rule not in QUOTING and any(start <= inner.cue < end for start, end in outer.draft.segments)


def _joined(outer: Spoken, inner: Spoken) -> Spoken:
    """The outer row, up to the end of the inner one: rejected | the idea that it | was late."""
    start, end = outer.draft.segments[-1]
    first, last = inner.draft.segments[0]
    if not start <= first <= end <= last:
        return outer
    return replace(outer, draft=replace(outer.draft, segments=(*outer.draft.segments[:-1], (start, last))))


def _claim(row: Spoken, words: Segment) -> tuple[int, bool]:
    """How far the cue of a row is from words, in code points; of two as near, that of a quotation is first."""
    start, end = words
    return min(abs(start - row.cue), abs(end - row.cue)), row.draft.rule not in QUOTING


def _without(layout: Layout, row: Spoken, taken: list[Segment]) -> Spoken | None:
    """A row without the words `taken`, or None."""
    parts = list(row.draft.segments)
    for first, last in taken:
        parts = [piece for start, end in parts for piece in ((start, min(end, first)), (max(start, last), end))]
        parts = [(start, end) for start, end in parts if start < end]
    whole = set(row.draft.segments)
    trimmed = (part if part in whole else _trimmed(layout, *part) for part in parts)
    left = tuple(span for span in trimmed if span is not None)
    return replace(row, draft=replace(row.draft, segments=left)) if left else None


def _trimmed(layout: Layout, start: int, end: int) -> Segment | None:
    """A piece without blanks and marks at its edges."""
    first, last = layout.token_at(start), layout.token_at(end - 1) + 1
    while first < last and layout.tokens[first].idx < start:
        first += 1
    return layout.span(first, last)
