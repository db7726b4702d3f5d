"""A quote in its sentence: which stretch of the article to show, and which pieces of it to colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

_NEAR = 300
"""Characters between a quote and its cue or speaker up to which both stand in one excerpt."""
_REACH = 240
"""Characters to look for the start or the end of the sentence; longer sentences are cut at a word."""
_LONGEST = 1500
"""Characters of an excerpt; what is longer is a speech, and a copy of it would be a copy of the article."""
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*\s+|\n""")


class Piece(NamedTuple):
    """A stretch of text; `layer` is "", "cue", "speaker" or the kind of the quote it belongs to."""

    layer: str
    text: str


class Excerpt(NamedTuple):
    """The pieces of a quote's sentence, and whether the sentence goes on before and after them."""

    pieces: list[Piece]
    is_cut_before: bool
    is_cut_after: bool


def cut_excerpt(text: str, quote: Mapping[str, Any]) -> Excerpt:
    """The sentence or sentences around a quote, its cue and its speaker."""
    first, last = _bounds(quote)
    start, is_cut_before = _sentence_start(text, first)
    end, is_cut_after = _sentence_end(text, last)
    if end - start > _LONGEST:
        end, is_cut_after = _word_before(text, start + _LONGEST), True
    return Excerpt(cut_pieces(text, start, end, [quote]), is_cut_before, is_cut_after)


def cut_pieces(text: str, start: int, end: int, quotes: Iterable[Mapping[str, Any]]) -> list[Piece]:
    """`text[start:end]` in pieces of one layer each. Inner quotes cover outer ones, cues and speakers cover both."""
    layers = [*_layers(quotes)]
    borders = sorted({start, end, *(place for a, b, _ in layers for place in (a, b) if start < place < end)})
    pieces = []
    for left, right in pairwise(borders):
        covering = [layer for a, b, layer in layers if a <= left and right <= b]
        pieces.append(Piece(covering[-1] if covering else "", text[left:right]))
    return pieces


def paragraphs(text: str, quotes: Sequence[Mapping[str, Any]]) -> list[list[Piece]]:
    """The whole text by paragraph, each in pieces."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        inside = [quote for quote in quotes if quote["start_char"] < match.end() and _reach(quote) > match.start()]
        found.append(cut_pieces(text, match.start(), match.end(), inside))
    return found


def _reach(quote: Mapping[str, Any]) -> int:
    places: Iterable[int] = (
        place for place in (quote["end_char"], quote["cue_end"], quote["speaker_end"]) if place is not None
    )
    return max(places)


def _layers(quotes: Iterable[Mapping[str, Any]]) -> list[tuple[int, int, str]]:
    """Start, end and layer: quotes from the widest to the narrowest, then cues, then speakers."""
    quotes = list(quotes)
    words = [
        (segment["start_char"], segment["end_char"], quote["kind"]) for quote in quotes for segment in quote["segments"]
    ]
    words.sort(key=lambda layer: (layer[0] - layer[1], layer[0]))
    cues = [(quote["cue_start"], quote["cue_end"], "cue") for quote in quotes if quote["cue_start"] is not None]
    speakers = [
        (quote["speaker_start"], quote["speaker_end"], "speaker")
        for quote in quotes
        if quote["speaker_start"] is not None
    ]
    return words + cues + speakers


def _bounds(quote: Mapping[str, Any]) -> tuple[int, int]:
    """The first and the last place of a quote with its cue and its speaker, where these stand near."""
    start, end = quote["start_char"], quote["end_char"]
    for part in ("cue", "speaker"):
        a, b = quote[f"{part}_start"], quote[f"{part}_end"]
        if a is not None and a >= quote["start_char"] - _NEAR and b <= quote["end_char"] + _NEAR:
            start, end = min(start, a), max(end, b)
    return start, end


def _sentence_start(text: str, place: int) -> tuple[int, bool]:
    floor = max(0, place - _REACH)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, floor, place)]
    if ends:
        return ends[-1], False
    if floor == 0:
        return 0, False
    blank = text.find(" ", floor, place)
    return (blank + 1 if blank >= 0 else place), True


def _sentence_end(text: str, place: int) -> tuple[int, bool]:
    ceiling = min(len(text), place + _REACH)
    # A quote may end with its own full stop: look from the sign before its end, so that the next sentence stays out.
    match = _SENTENCE_END.search(text, max(place - 1, 0), ceiling)
    if match and match.end() >= place:
        return max(place, match.start() + len(match.group().rstrip())), False
    if ceiling == len(text):
        return ceiling, False
    return max(place, _word_before(text, ceiling)), True


def _word_before(text: str, place: int) -> int:
    blank = text.rfind(" ", 0, place)
    return blank if blank > place - _REACH else place
