"""The vocabularies of the extraction, read from `seeds/` once per process and made ready for look-up."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from flows.errors import UsageError
from flows.extract.coreference.weights import Weights, read_weights
from flows.extract.inflection import inflections, plural

SEEDS = (
    "coreference_weights",
    "dependency_labels",
    "given_names",
    "metonyms",
    "quote_confidence",
    "reporting_nouns",
    "reporting_verbs",
    "role_nouns",
    "source_phrases",
    "title_nouns",
    "titles",
)
"""The seed files that the extraction reads: a change in one of them is a change of the extractor."""


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb that can mark an attribution, and what may stand as its content."""

    verb: str
    cue_class: str
    complements: frozenset[str]
    rest: tuple[str, ...] = ()
    """The words that belong to it behind the verb itself ("out" of "point out")."""


@dataclass(frozen=True, slots=True)
class ReportingNoun:
    """A noun or adjective that can mark an attribution, and what may stand as its content."""

    part_of_speech: str
    cue_class: str
    complements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for a speaker: `gender` male, female or ''; `number` one, many, body or text."""

    gender: str
    number: str


@dataclass(frozen=True, slots=True)
class Metonym:
    """What a place or building stands for when it speaks."""

    body: str
    label: str


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """Words that name a source without a verb ("according to"), as lower-case tokens."""

    tokens: tuple[str, ...]
    cue_class: str


@dataclass(frozen=True)
class Vocabulary:
    """Every vocabulary, keyed by what the text shows: an inflected form, a lower-case noun, a name."""

    verbs: dict[str, ReportingVerb]
    phrasal_verbs: dict[str, list[ReportingVerb]]
    nouns: dict[str, ReportingNoun]
    roles: dict[str, Role]
    titles: dict[str, str]
    metonyms: dict[str, Metonym]
    phrases: tuple[SourcePhrase, ...]
    given_names: dict[str, str]
    relations: dict[str, frozenset[str]]
    confidence: dict[tuple[str, str], float]
    title_nouns: dict[str, str]
    coreference: Weights

    @cached_property
    def phrases_by_first(self) -> dict[str, list[SourcePhrase]]:
        """The source phrases by their first word."""
        found: dict[str, list[SourcePhrase]] = defaultdict(list)
        for phrase in self.phrases:
            found[phrase.tokens[0]].append(phrase)
        return found


@lru_cache(maxsize=4)
def load(seeds: Path) -> Vocabulary:
    """The vocabularies in the folder `seeds`. Raises `UsageError` where a file or column is missing."""
    relations: dict[str, set[str]] = defaultdict(set)
    for row in rows(seeds, "dependency_labels"):
        relations[row["relation"]].add(row["label"])
    return Vocabulary(
        verbs=_verbs(seeds),
        phrasal_verbs=_phrasal_verbs(seeds),
        nouns=_nouns(seeds),
        roles={r["noun"].lower(): Role(r["gender"], r["number"]) for r in rows(seeds, "role_nouns")},
        titles={r["title"].lower(): r["gender"] for r in rows(seeds, "titles")},
        metonyms={r["name"]: Metonym(r["body"], r["label"]) for r in rows(seeds, "metonyms")},
        phrases=tuple(SourcePhrase(tuple(r["phrase"].split()), r["cue_class"]) for r in rows(seeds, "source_phrases")),
        given_names={r["name"]: r["gender"] for r in rows(seeds, "given_names")},
        relations={relation: frozenset(labels) for relation, labels in relations.items()},
        confidence={(r["rule"], r["evidence"]): float(r["confidence"]) for r in rows(seeds, "quote_confidence")},
        title_nouns={r["title"].lower(): r["noun"] for r in rows(seeds, "title_nouns")},
        coreference=read_weights(seeds),
    )


def _verbs(seeds: Path) -> dict[str, ReportingVerb]:
    """Reporting verbs of one word by each of their inflected forms, so that no lemmatizer's mistake hides one."""
    verbs: dict[str, ReportingVerb] = {}
    for form, verb in _inflected(seeds):
        if not verb.rest:
            verbs.setdefault(form, verb)
    return verbs


def _phrasal_verbs(seeds: Path) -> dict[str, list[ReportingVerb]]:
    """Reporting verbs of several words ("point out") by each inflected form of the first."""
    verbs: dict[str, list[ReportingVerb]] = defaultdict(list)
    for form, verb in _inflected(seeds):
        if verb.rest:
            verbs[form].append(verb)
    return dict(verbs)


def _inflected(seeds: Path) -> Iterator[tuple[str, ReportingVerb]]:
    for row in rows(seeds, "reporting_verbs"):
        first, *rest = row["verb"].split()
        verb = ReportingVerb(row["verb"], row["cue_class"], frozenset(row["complements"].split()), tuple(rest))
        for form in sorted(inflections(first, row["irregular_forms"].split())):
            yield form, verb


def _nouns(seeds: Path) -> dict[str, ReportingNoun]:
    """Reporting nouns (by singular and plural) and adjectives."""
    nouns: dict[str, ReportingNoun] = {}
    for row in rows(seeds, "reporting_nouns"):
        noun = ReportingNoun(row["part_of_speech"], row["cue_class"], frozenset(row["complements"].split()))
        forms = [row["word"]] if row["part_of_speech"] == "adjective" else [row["word"], plural(row["word"])]
        nouns.update(dict.fromkeys(forms, noun))
    return nouns


def rows(seeds: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of one seed file. Raises `UsageError` where the folder lacks it."""
    path = seeds / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except FileNotFoundError:
        raise UsageError(f"{path} is missing: point the setting `seeds` at a folder that has it") from None
