"""The lists behind `onrecord_names`, read from the seeds folder and made ready to match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from flows.enums import Label
from flows.extract import seed_files
from flows.extract.text.plain import without_accents
from flows.extract.word_groups import WordGroup, read_word_groups

PLACE_KINDS = ("country", "capital", "city", "division", "ambiguous")
CERTAINTIES = ("certain", "possible")
OFFICES = ("strong", "joined")
STRENGTHS = ("strong", "weak", "joined", "trade")
"""How sure a suffix tells a body; "joined": only behind "and" ("Customs and Border Protection"); "trade": only behind a
name that the net sees."""
MIN_CAPITALS = 4
"""Letters from which a place also matches in capitals: shorter words in capitals are abbreviations too often."""


@dataclass(frozen=True)
class NameSeeds:
    """Matchers for listed names and the word sets of the rules. `phrases` labels its matches with the entity label."""

    phrases: PhraseMatcher
    possible_organisations: frozenset[str]
    ambiguous_countries: frozenset[str]
    countries: frozenset[str]
    datelines: frozenset[str]
    strong_suffixes: frozenset[str]
    office_nouns: frozenset[str]
    """Words that end the name of an office joined by "and" ("Health and Human *Services*")."""
    trades: frozenset[str]
    """Words for what a firm makes or does, which end its name ("Roe *Aggregates*")."""
    fixed: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    title_openings: frozenset[str]
    given_names: frozenset[str]
    roles: frozenset[str]
    """Nouns for one person by role, in small letters."""
    groups: dict[WordGroup, frozenset[str]]

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


def read_seeds(nlp: Language, seeds: Path) -> NameSeeds:
    """Read the seed files. Raises `SeedError` with file, line and column."""
    countries = [*seed_files.read(seeds, "countries"), *seed_files.read(seeds, "places")]
    aliases = seed_files.read(seeds, "organisation_aliases")
    suffixes = seed_files.read(seeds, "organisation_suffixes")
    places = {row["name"] for row in countries if row.choice("kind", PLACE_KINDS) != "ambiguous"}
    certain = {row["alias"] for row in aliases if row.choice("certainty", CERTAINTIES) == "certain"}
    fixed = _read_fixed_names(seeds)
    titles = {tuple(word.rstrip(".") for word in row["title"].split()) for row in seed_files.read(seeds, "titles")}
    return NameSeeds(
        phrases=_build_matcher(nlp, seeds, places, certain, fixed),
        possible_organisations=frozenset(row["alias"] for row in aliases) - certain,
        ambiguous_countries=frozenset(row["name"] for row in countries) - places,
        countries=frozenset(row["name"] for row in countries),
        datelines=frozenset(spelling.upper() for spelling in _spellings(places)),
        strong_suffixes=frozenset(row["suffix"] for row in suffixes if row.choice("strength", STRENGTHS) == "strong"),
        office_nouns=frozenset(row["suffix"] for row in suffixes if row.choice("strength", STRENGTHS) in OFFICES),
        trades=frozenset(row["suffix"] for row in suffixes if row.choice("strength", STRENGTHS) == "trade"),
        fixed=frozenset(_spellings(set().union(*fixed.values()))),
        titles=frozenset(titles),
        title_openings=frozenset(title[0] for title in titles),
        given_names=frozenset(row["name"] for row in seed_files.read(seeds, "given_names")),
        roles=frozenset(row["noun"] for row in seed_files.read(seeds, "role_nouns") if row["number"] == "one"),
        groups=read_word_groups(seeds),
    )


def _read_fixed_names(seeds: Path) -> dict[str, set[str]]:
    """Names whose title belongs to them ("Lady Gaga"), by label."""
    fixed: dict[str, set[str]] = defaultdict(set)
    for row in seed_files.read(seeds, "fixed_names"):
        fixed[row.choice("label", Label)].add(row["name"])
    return fixed


def _build_matcher(
    nlp: Language, seeds: Path, places: set[str], organisations: set[str], fixed: Mapping[str, set[str]]
) -> PhraseMatcher:
    """The matcher of listed names. Places match in their own spelling and in capitals, as a dateline has them."""
    listed = {
        Label.GPE: places | {name.upper() for name in places if len(name) >= MIN_CAPITALS},
        Label.NORP: {row["demonym"] for row in seed_files.read(seeds, "demonyms")},
        Label.ORG: organisations,
    }
    matcher = PhraseMatcher(nlp.vocab)
    for label in (Label.GPE, Label.NORP, Label.ORG, Label.MISC, Label.PERSON):
        names = listed.get(label, set()) | fixed.get(label, set())
        matcher.add(label.value, _patterns(nlp, _spellings(names)))
    return matcher


def _patterns(nlp: Language, names: Iterable[str]) -> list[Doc]:
    return [nlp.make_doc(name) for name in sorted(names)]


def _spellings(names: Iterable[str]) -> set[str]:
    """The names with their accents and without, with each shape of apostrophe: "São Tomé", "Sao Tome"."""
    plain = {spelling for name in names for spelling in (name, without_accents(name))}
    return plain | {name.replace("'", "’") for name in plain}
