"""The lists behind `onrecord_names`, read from the seeds folder and made ready to match."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from flows.extract.text.plain import without_accents

SEEDS = (
    *("countries", "demonyms", "fixed_names", "given_names"),
    *("organisation_aliases", "organisation_suffixes", "titles"),
)
"""The seed files that the component reads: a change in one of them is a change of the extractor."""


@dataclass(frozen=True)
class NameSeeds:
    """Matchers for listed names and the word sets of the rules. `phrases` labels its matches with the entity label."""

    phrases: PhraseMatcher
    possible_organisations: frozenset[str]
    ambiguous_countries: frozenset[str]
    countries: frozenset[str]
    datelines: frozenset[str]
    strong_suffixes: frozenset[str]
    fixed: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    title_openings: frozenset[str]
    given_names: frozenset[str]

    def is_title(self, words: Iterable[str]) -> bool:
        """Whether the words, full stops aside, are a title such as "Prime Minister" or "Mr."."""
        return tuple(word.rstrip(".") for word in words) in self.titles

    def title_length(self, doc: Doc, start: int, stop: int) -> int:
        """How many tokens from `start` are titles, all of them before `stop`."""
        position = start
        while position < stop:
            length = next((n for n in (3, 2, 1) if position + n <= stop and self._titles_at(doc, position, n)), 0)
            if not length:
                break
            position += length
        return position - start

    def _titles_at(self, doc: Doc, start: int, length: int) -> bool:
        words = [doc[i].text for i in range(start, start + length)]
        return words[0][0].isupper() and self.is_title(words)


def _rows(seeds: Path, name: str) -> list[dict[str, str]]:
    """Read one seed file. Errors: FileNotFoundError naming the file where the folder lacks it."""
    path = seeds / f"{name}.csv"
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such seed file; onrecord_names needs {', '.join(SEEDS)} in one folder")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_seeds(nlp: Language, seeds: Path) -> NameSeeds:
    """Read the seed files. Country names match in their own spelling and in capitals, as a dateline has them."""
    countries, demonyms = _rows(seeds, "countries"), _rows(seeds, "demonyms")
    aliases, suffixes = _rows(seeds, "organisation_aliases"), _rows(seeds, "organisation_suffixes")
    places = {row["name"] for row in countries if row["kind"] != "ambiguous"}
    certain = {row["alias"] for row in aliases if row["certainty"] == "certain"}
    matcher = PhraseMatcher(nlp.vocab)
    fixed: dict[str, set[str]] = defaultdict(set)
    for row in _rows(seeds, "fixed_names"):
        fixed[row["label"]].add(row["name"])
    for label, names in (
        ("GPE", places | {name.upper() for name in places if len(name) > 3}),
        ("NORP", {row["demonym"] for row in demonyms}),
        ("ORG", certain),
        ("MISC", set[str]()),
        ("PERSON", set[str]()),
    ):
        matcher.add(label, _patterns(nlp, _spellings(names | fixed[label])))
    titles = {tuple(word.rstrip(".") for word in row["title"].split()) for row in _rows(seeds, "titles")}
    return NameSeeds(
        phrases=matcher,
        possible_organisations=frozenset(row["alias"] for row in aliases) - certain,
        ambiguous_countries=frozenset(row["name"] for row in countries) - places,
        countries=frozenset(row["name"] for row in countries),
        datelines=frozenset(spelling.upper() for spelling in _spellings(places)),
        strong_suffixes=frozenset(row["suffix"] for row in suffixes if row["strength"] == "strong"),
        fixed=frozenset(_spellings(set().union(*fixed.values()))),
        titles=frozenset(titles),
        title_openings=frozenset(title[0] for title in titles),
        given_names=frozenset(row["name"] for row in _rows(seeds, "given_names")),
    )


def _patterns(nlp: Language, names: Iterable[str]) -> list[Doc]:
    return [nlp.make_doc(name) for name in sorted(names)]


def _spellings(names: Iterable[str]) -> set[str]:
    """The names with their accents and without, with each shape of apostrophe: "São Tomé", "Sao Tome"."""
    plain = {spelling for name in names for spelling in (name, without_accents(name))}
    return plain | {name.replace("'", "’") for name in plain}
