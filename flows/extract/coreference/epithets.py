"""What reporters call people and bodies that everybody knows ("the Vermont senator"), from `seeds/epithets.csv`.

An article seldom says why somebody well known is called so. What it says itself comes first; the list only adds to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.extract import seed_files
from flows.extract.names.identity import normalised
from flows.extract.word_groups import WordGroup, read_word_groups

YEAR = re.compile(r"\d{4}")


@dataclass(slots=True, eq=False)
class Epithets:
    """What one person or body is called."""

    nouns: dict[str, list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    """Nouns in small letters, each with the words that may stand before it, once for every office that it names."""
    places: set[str] = field(default_factory=set)
    """The words of places, peoples and parties, in small letters."""

    def words_before(self, noun: str, asked: frozenset[str]) -> frozenset[str] | None:
        """The words known before a noun: of several offices those that most of `asked` fit. None: not called so."""
        offices = self.nouns.get(noun)
        if not offices:
            return None
        return max(offices, key=lambda words: (len(asked & words), -len(words), sorted(words)))


NONE = Epithets()
"""What somebody is called whom the list does not have."""


def read_epithets(seeds: Path) -> dict[str, Epithets]:
    """The epithets of each name, by its `normalised` form. Raises `SeedError` where a row lacks a name or a noun."""
    found: dict[str, Epithets] = defaultdict(Epithets)
    former = read_word_groups(seeds)[WordGroup.FORMER]
    for row in seed_files.read(seeds, "epithets"):
        called = [epithet.split() for epithet in row["called"].split(";")]
        if not normalised(row["name"]):
            raise row.error("name", "it is empty")
        if not all(called):
            raise row.error("called", "an epithet is empty")
        if row["until"] and not YEAR.fullmatch(row["until"]):
            raise row.error("until", f"{row['until']!r} is not a year")
        epithets, places = found[normalised(row["name"])], row["places"].split()
        common = frozenset(places) | former if row["until"] else frozenset(places)
        for *words, noun in called:
            epithets.nouns[noun].append(common.union(words) if words else common)
        epithets.places.update(places)
    return dict(found)


def find_epithets(forms: Iterable[str], known: Mapping[str, Epithets]) -> Epithets:
    """The epithets of the first of several forms of a name that has any."""
    return next((known[key] for form in forms if (key := normalised(form)) in known), NONE)
