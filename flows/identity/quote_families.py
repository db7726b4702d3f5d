"""Quote families: one speaker's words in several articles, shortened, begun elsewhere or with a word changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product

import polars as pl
from rapidfuzz.distance import LCSseq

from flows.identity.copies import split_words
from flows.records import UTC, digest

FEWEST_WORDS = 5
"""Words of the shortest statement: two people may well say four words without one having them from the other."""
SHINGLE = 3
"""Words in a row that two quotes of a family must share, whatever else was changed."""
LEAST_SHARE = 0.8
"""Share of the shorter quote's words that stand in the longer one, in order."""
LEAST_SHARE_OF_SPEAKER = 0.65
"""The same for two long prints of one known speaker, whose words an outlet has translated or smoothed."""
LONG = 10
"""Words of a long print: so many words of one speaker in one order are no coincidence."""
SLACK = 6
"""Words that one print may have more than the other within the statement: an attribution, a clause left out."""
MOST_SHARERS = 50
"""Texts with the same words in a row beyond which these are a phrase of everybody ("one of the most").

Prints with the same words are one text: a statement that a hundred outlets print is no phrase of everybody.
"""
WINDOW_DAYS = 30
"""Days between two prints of one statement; later ones are another occasion or an anniversary."""

_ELLIPSIS = re.compile(r"\[?(?:…|\.\s?\.\s?\.)\]?")

PRINTS = pl.Schema(
    {
        "quote_id": pl.String(),
        "article_id": pl.String(),
        "text": pl.String(),
        "speaker_entity_id": pl.String(),
        "printed_at": UTC,
    }
)
"""One row per quote that can be of a family: direct or mixed, by somebody or by nobody known.

`printed_at`: when its article was published or, if it entered with a later version, when that was first seen.
"""
FAMILIES = pl.Schema(
    {"quote_id": pl.String(), "family_id": pl.String(), "is_first": pl.Boolean(), "similarity": pl.Float64()}
)
"""One row per quote of a family of several articles; `similarity` is to the first print, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Print:
    """A quote as it is compared: its words, speaker and day (None for undated articles)."""

    quote_id: str
    article_id: str
    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    speaker: str | None
    day: int | None
    order: tuple[int, str]


def group_quotes(quotes: pl.DataFrame, crowded: Iterable[tuple[str, int]] = ()) -> pl.DataFrame:
    """The families of quotes (`PRINTS`), of columns `FAMILIES`; a family spans at least two articles.

    `crowded`: quote_id and place of words in a row that too many texts share, counted over more than `quotes`.
    """
    prints = {
        each.quote_id: each
        for each in map(_read_print, quotes.sort("quote_id").iter_rows(named=True))
        if len(each.words) >= FEWEST_WORDS
    }
    groups = _join(prints, _find_pairs(prints.values(), frozenset(crowded)))
    rows = [row for group in groups if len({p.article_id for p in group}) > 1 for row in _describe(group)]
    return pl.DataFrame(rows, FAMILIES, orient="row").sort("family_id", "quote_id")


def _read_print(row: Mapping[str, object]) -> Print:
    at = row["printed_at"]
    stamp = int(at.timestamp()) if hasattr(at, "timestamp") else None
    return Print(
        quote_id=str(row["quote_id"]),
        article_id=str(row["article_id"]),
        words=tuple(split_words(str(row["text"]))),
        parts=split_parts(str(row["text"])),
        speaker=str(row["speaker_entity_id"]) if row["speaker_entity_id"] else None,
        day=None if stamp is None else stamp // 86_400,
        order=(2**62 if stamp is None else stamp, str(row["quote_id"])),
    )


def _find_pairs(prints: Iterable[Print], crowded: Set[tuple[str, int]]) -> list[tuple[str, str]]:
    """Pairs of prints that join what all pairs of one statement would join. Each two texts are compared once."""
    copies: dict[tuple[tuple[str, ...], ...], list[Print]] = defaultdict(list)
    for each in prints:
        copies[each.parts].append(each)
    texts = list(copies.values())
    pairs: set[tuple[str, str]] = set()
    for one, other in _find_candidates([text[0] for text in texts], crowded):
        pairs.update(_pair_prints(texts[one], texts[other]))
    return sorted(pairs)


def _find_candidates(texts: Sequence[Print], crowded: Set[tuple[str, int]]) -> set[tuple[int, int]]:
    """Places of texts that share words in a row, and of each text with itself. `texts`: one print of each."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for at, each in enumerate(texts):
        holders[each.words].add(at)
        for start in range(len(each.words) - SHINGLE + 1):
            if (each.quote_id, start) not in crowded:
                holders[each.words[start : start + SHINGLE]].add(at)
    found = {(at, at) for at in range(len(texts))}
    for sharers in holders.values():
        if len(sharers) > 1 and len({texts[at].words for at in sharers}) <= MOST_SHARERS:
            found.update(combinations(sorted(sharers), 2))
    return found


def _pair_prints(ones: Sequence[Print], others: Sequence[Print]) -> Iterator[tuple[str, str]]:
    """Pairs of the prints of two texts, or of a text with itself; none of two speakers."""
    one, other = ones[0], others[0]
    share = 1.0 if one.words == other.words else compare_prints(one, other)
    by_speaker = [_split_speakers(prints) for prints in (ones, others)]
    for (x, these), (y, those) in product(*(each.items() for each in by_speaker)):
        is_sure = bool(x) and x == y and min(len(one.words), len(other.words)) >= LONG
        if share >= (LEAST_SHARE_OF_SPEAKER if is_sure else LEAST_SHARE) and not (x and y and x != y):
            yield from _link(these, those)
            yield from _link(those, these)


def _split_speakers(prints: Iterable[Print]) -> dict[str | None, list[Print]]:
    found: dict[str | None, list[Print]] = defaultdict(list)
    for each in prints:
        found[each.speaker].append(each)
    return found


def _link(ones: Sequence[Print], others: Sequence[Print]) -> Iterator[tuple[str, str]]:
    """Each print with the next before it, after it and of all that another article has, if their days are near.

    In both directions that joins what all near pairs would, in steps that grow with the prints and not their pairs.
    """
    stops = sorted({(each.article_id, each.day): each for each in reversed(others)}.values(), key=_place)
    for one in ones:
        at = bisect_left(stops, _place(one), key=_place)
        for way in (range(at - 1, -1, -1), range(at, len(stops)), range(len(stops))):
            other = next((stops[i] for i in way if stops[i].article_id != one.article_id), None)
            if other and _is_near(one, other):
                yield min(one.quote_id, other.quote_id), max(one.quote_id, other.quote_id)


def _place(each: Print) -> tuple[int, str]:
    """Prints in the order of their days, undated ones first: they are near all."""
    return (-1 if each.day is None else each.day, each.quote_id)


def _is_near(one: Print, other: Print) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= WINDOW_DAYS


def compare_prints(one: Print, other: Print) -> float:
    """The share of the shorter print's words that stand in the longer one: each part of it in one stretch."""
    short, long = sorted((one, other), key=lambda each: len(each.words))
    found = sum(len(part) * measure_similarity(part, long.words) for part in short.parts)
    return found / max(1, len(short.words))


def measure_similarity(short: Sequence[str], long: Sequence[str]) -> float:
    """The share of a text's words that stand in order in one stretch of a longer text."""
    start = _align(short, long)
    stretch = long[max(0, start - SLACK) : start + len(short) + SLACK]
    return LCSseq.similarity(short, stretch) / max(1, len(short))


def split_parts(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a text in parts, as ellipses divide it; a part too short to be found goes to the one before it."""
    parts: list[list[str]] = []
    for part in map(split_words, _ELLIPSIS.split(text)):
        if parts and (len(part) < SHINGLE or len(parts[-1]) < SHINGLE):
            parts[-1] += part
        elif part:
            parts.append(part)
    return tuple(map(tuple, parts))


def _align(short: Sequence[str], long: Sequence[str]) -> int:
    """Where the shorter text starts in the longer, by the first words in a row that they share; 0 if there are none."""
    places = {tuple(long[i : i + SHINGLE]): i for i in range(len(long) - SHINGLE, -1, -1)}
    for at in range(len(short) - SHINGLE + 1):
        if (found := places.get(tuple(short[at : at + SHINGLE]))) is not None:
            return max(0, found - at)
    return 0


def _join(prints: Mapping[str, Print], pairs: Iterable[tuple[str, str]]) -> list[list[Print]]:
    """Prints joined over pairs. A print without a known speaker never joins two speakers: the first print's stays."""
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    speakers: dict[str, str | None] = {}
    known_first = sorted(pairs, key=lambda p: (prints[p[0]].speaker is None) + (prints[p[1]].speaker is None))
    for one, other in known_first:
        a, b = find(one), find(other)
        x, y = (speakers.get(root, prints[root].speaker) for root in (a, b))
        if a != b and not (x and y and x != y):
            parent[b] = a
            speakers[a] = x or y
    groups: dict[str, list[Print]] = defaultdict(list)
    for key in sorted(parent):
        groups[find(key)].append(prints[key])
    return list(groups.values())


def _describe(group: Sequence[Print]) -> list[tuple[str, str, bool, float]]:
    first = min(group, key=lambda each: each.order)
    family = digest("family", first.quote_id)
    return [(p.quote_id, family, p is first, round(compare_prints(first, p), 3)) for p in group]
