"""Paragraphs: where they start and end.

A paragraph ends at a blank line if the text has any, else at a line end.
"""

from __future__ import annotations

import re
from bisect import bisect_right

BLANK_LINE = re.compile(r"\n(?:[^\S\n]*\n)+")
LINE_END = re.compile(r"\n+")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs, in order, without the breaks between them and without empty ones."""
    breaker = BLANK_LINE if BLANK_LINE.search(text) else LINE_END
    starts, ends = [0], []
    for found in breaker.finditer(text):
        ends.append(found.start())
        starts.append(found.end())
    ends.append(len(text))
    return [span for span in map(_trimmed, [text] * len(starts), starts, ends) if span[0] < span[1]]


def paragraph_at(spans: list[tuple[int, int]], offset: int) -> int:
    """The index of the paragraph that holds `offset`, or of the last one before it (0 where there is none)."""
    return max(0, bisect_right(spans, (offset, 1 << 60)) - 1)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
