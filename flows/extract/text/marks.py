"""Quotation marks: which spans of a text stand inside them. Pure: text in, spans out, no vocabulary, no model.

A mark opens or closes by what stands beside it; its shape only breaks ties, so that mismatched pairs still pair. Every
paragraph is read by itself: an odd mark costs at most its own paragraph. Linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flows.extract.text.paragraphs import paragraphs

MARK = re.compile(r"''|``|[\"“”„‟«»＂'‘’‚‛‹›`]")
DOUBLE_OPENS, DOUBLE_CLOSES = frozenset(["“", "„", "‟", "«", "``"]), frozenset(["”", "»"])
SINGLE_OPENS, SINGLE_CLOSES = frozenset("‘‚‛‹`"), frozenset("’›")
SINGLES = SINGLE_OPENS | SINGLE_CLOSES | {"'"}
ELISION = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|\d0s|\d\d)\b", re.IGNORECASE)
"""What an apostrophe may stand before: 'em, 'til, 'n', '90s, '16."""
INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
NESTED = 12
"""Double marks that are looked at to see whether one inside an open quotation opens another in it."""
STRONG = frozenset(".,;:?!…)—–]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A span inside marks: `[start, end)` with its marks, `[inner_start, inner_end)` without, in code points."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    is_closed: bool = True
    is_continued: bool = False
    """It has no closing mark because the next paragraph opens and goes on with it."""

    @property
    def is_unclosed(self) -> bool:
        """The closing mark is missing; the span was bounded by the next opening mark or the paragraph's end."""
        return not (self.is_closed or self.is_continued)


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark in its place, with what its neighbours allow it to be."""

    start: int
    end: int
    shape: str
    may_open: bool
    may_close: bool


def quoted(text: str) -> list[Quoted]:
    """Return every quoted span of a text, by start; a span inside another has the greater depth."""
    found: list[Quoted] = []
    before: list[Quoted] = []
    for start, end in paragraphs(text):
        here = list(_in_paragraph(text, start, end))
        if before and here and _goes_on(before[-1], here[0], start):
            found[-1] = replace(found[-1], is_continued=True)
        found.extend(here)
        before = here
    return found


def _goes_on(last: Quoted, first: Quoted, paragraph_start: int) -> bool:
    return not last.is_closed and last.depth == 0 and first.start == paragraph_start


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quoted]:
    """The quoted spans of one paragraph, outer before inner, ordered so that an unclosed one comes last."""
    marks = list(_marks(text, start, end))
    pairs = _pair_doubles(text, [m for m in marks if m.shape not in SINGLES], end)
    doubles = sorted(pairs, key=lambda pair: pair.start)
    outers = [pair for pair in doubles if pair.depth == 0]
    inside: list[list[Mark]] = [[] for _ in outers]
    outside: list[Mark] = []
    at = 0
    for mark in (m for m in marks if m.shape in SINGLES):
        while at < len(outers) and outers[at].end <= mark.start:
            at += 1
        (inside[at] if at < len(outers) and outers[at].start < mark.start else outside).append(mark)
    around = list(_pair_singles(text, outside, end, 0))
    everything = [*around, *_deepened(doubles, around)]
    for outer, group in zip(outers, inside, strict=True):
        everything.extend(_pair_singles(text, group, outer.inner_end, 1))
    yield from sorted(everything, key=lambda q: (q.start, -q.end))


def _deepened(doubles: Iterable[Quoted], around: list[Quoted]) -> Iterator[Quoted]:
    """The spans in double marks, a level deeper where a span in single marks (the British way) holds them."""
    at = 0
    for inner in doubles:
        while at < len(around) and around[at].end < inner.end:
            at += 1
        held = at < len(around) and around[at].start < inner.start
        yield replace(inner, depth=1) if held else inner


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    for found in MARK.finditer(text, start, end):
        a, b = found.span()
        before, after = _visible_before(text, a, start), _visible_after(text, b, end)
        opens_after = before.isspace() or before in "([{—–-/:\"“‘'«„¿¡…"
        closes_before = after.isspace() or not after.isalnum()
        may_open = opens_after and not after.isspace()
        yield Mark(a, b, found.group(), may_open, closes_before and not before.isspace())


def _visible_before(text: str, at: int, start: int) -> str:
    """The character before `at`, past up to three invisible ones (direction marks, zero widths); blank at the start."""
    for i in range(at - 1, max(start, at - 4) - 1, -1):
        if unicodedata.category(text[i]) != "Cf":
            return text[i]
    return " "


def _visible_after(text: str, at: int, end: int) -> str:
    for i in range(at, min(end, at + 4)):
        if unicodedata.category(text[i]) != "Cf":
            return text[i]
    return " "


def _pair_doubles(text: str, marks: list[Mark], end: int) -> Iterator[Quoted]:
    opened: Mark | None = None
    within: list[Mark] = []
    for number, mark in enumerate(marks):
        if opened is None:
            if _opens(text, mark):
                opened = mark
        elif _restarts(mark):
            if text[opened.end : mark.start].strip() and _is_nested(marks, number, 2 + len(within)):
                within.append(mark)
            else:
                yield from _build_span(text, opened, mark.start, mark.start, is_closed=False)
                opened, within = mark, []
        elif not INCHES.search(text, max(opened.end, mark.start - 6), mark.start):
            if within:
                yield from _build_span(text, within.pop(), mark.start, mark.end, depth=1)
            else:
                yield from _build_span(text, opened, mark.start, mark.end, is_closed=True)
                opened = None
    if opened is not None:
        yield from _build_span(text, opened, end, end, is_closed=False)


def _is_nested(marks: list[Mark], number: int, depth: int) -> bool:
    """Whether a mark opens a quotation in the one that is open: the marks after it close both."""
    for mark in marks[number + 1 : number + NESTED]:
        depth += 1 if _restarts(mark) else -1
        if depth == 0:
            return True
    return False


def _opens(text: str, mark: Mark) -> bool:
    """With nothing open: whether a mark opens. A closing shape does so only where it could not close."""
    if mark.shape in DOUBLE_OPENS:
        return mark.may_open or not mark.may_close
    if mark.shape in DOUBLE_CLOSES:
        return not mark.may_close
    if mark.may_open:
        return True
    after_digit = mark.start > 0 and text[mark.start - 1].isdigit()
    return not mark.may_close and not after_digit and text[mark.end : mark.end + 1].isalnum()


def _restarts(mark: Mark) -> bool:
    """With a quotation open: whether a mark opens another, so that the first was never closed."""
    if mark.shape in DOUBLE_CLOSES:
        return False
    return mark.may_open and not mark.may_close


def _pair_singles(text: str, marks: list[Mark], end: int, depth: int) -> Iterator[Quoted]:
    """Single marks are mostly apostrophes, so a span needs both an opener and a closer."""
    opened: Mark | None = None
    weak: Mark | None = None
    for mark in marks:
        if _opens_single(text, mark):
            if opened is not None and weak is not None:
                yield from _build_span(text, opened, weak.start, weak.end, depth=depth)
            opened, weak = mark, None
        elif opened is not None and mark.may_close and mark.shape not in SINGLE_OPENS:
            if _is_strong(text, mark, end):
                yield from _build_span(text, opened, mark.start, mark.end, depth=depth)
                opened = weak = None
            elif weak is None or text[weak.start - 1] in "sS":
                weak = mark
    if opened is not None and weak is not None:
        yield from _build_span(text, opened, weak.start, weak.end, depth=depth)


def _opens_single(text: str, mark: Mark) -> bool:
    if mark.shape in SINGLE_CLOSES or not mark.may_open or mark.may_close:
        return False
    return ELISION.match(text, mark.end) is None


def _is_strong(text: str, mark: Mark, end: int) -> bool:
    """Whether a single closer is hardly a plural's apostrophe: beside punctuation, another mark or the end."""
    after = text[mark.end] if mark.end < end else "."
    return text[mark.start - 1] in STRONG or after in STRONG or not (after.isspace() or after.isalnum())


def _build_span(
    text: str, opened: Mark, inner_end: int, end: int, *, depth: int = 0, is_closed: bool = True
) -> Iterator[Quoted]:
    """Yield the span from `opened`, without outer white space; nothing where it is empty."""
    inner_start = opened.end
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    if inner_start < inner_end:
        yield Quoted(opened.start, end if is_closed else inner_end, inner_start, inner_end, depth, is_closed)
