"""The vocabularies of the extraction, read from `seeds/` once per process and made ready for look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from flows.enums import CueClass, Label
from flows.extract import seed_files
from flows.extract.coreference.epithets import Epithets, read_epithets
from flows.extract.coreference.weights import Scorers, read_mention_chances, read_scorers
from flows.extract.inflection import inflections, plural, verbs_of
from flows.extract.vocabulary_entries import Metonym, ReportingNoun, ReportingVerb, Role, SourcePhrase
from flows.extract.word_groups import WordGroup, read_word_groups
from flows.seeds import read_seed

GENDERS = ("male", "female", "")
NUMBERS = ("one", "many", "body", "place", "text")
PARTS_OF_SPEECH = ("noun", "adjective")


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
    speaker_confidence: dict[str, float]
    title_nouns: dict[str, str]
    groups: dict[WordGroup, frozenset[str]]
    families: dict[str, frozenset[str]]
    anonymity: tuple[str, ...]
    """Phrases by which a sentence withholds the name of its source, in lower case."""
    place_kinds: dict[str, str]
    """Country, division, capital, city or ambiguous, by the name of a place in small letters."""
    demonym_kinds: dict[str, str]
    """Nationality, people, religion or politics, by the word in small letters."""
    place_aliases: dict[str, str]
    """Places by their short forms without the last full stop, all in small letters ("ky": kentucky)."""
    epithets: dict[str, Epithets]
    """What everybody calls those whom everybody knows, by the `normalised` form of their name."""
    coreference: Scorers
    mention_chances: dict[str, float]
    """The chance below which a phrase that does not speak has no entity."""

    @cached_property
    def phrases_by_first(self) -> dict[str, list[SourcePhrase]]:
        """The source phrases by their first word."""
        found: dict[str, list[SourcePhrase]] = defaultdict(list)
        for phrase in self.phrases:
            found[phrase.tokens[0]].append(phrase)
        return found

    @cached_property
    def region_kinds(self) -> dict[str, str]:
        """What each word of a place, people or party is of ("ohio": division, "republican": politics)."""
        words = {word: kind for name, kind in self.place_kinds.items() for word in name.split()}
        return {**words, **self.demonym_kinds}

    @cached_property
    def doers(self) -> dict[str, frozenset[str]]:
        """The nouns for one who does what a verb says, by each of its regular forms ("drives": driver)."""
        found: dict[str, set[str]] = defaultdict(set)
        for noun in (noun for noun, role in self.roles.items() if role.number == "one"):
            for form in {form for verb in verbs_of(noun) for form in inflections(verb)}:
                found[form].add(noun)
        return {form: frozenset(nouns) for form, nouns in found.items()}

    @cached_property
    def first_verb_words(self) -> frozenset[str]:
        """The words with which reporting verbs begin."""
        return frozenset(self.verbs) | self.phrasal_verbs.keys()

    @cached_property
    def unpersonal_words(self) -> frozenset[str]:
        """Words in small letters that are in no person's name: nouns for speakers, and places that stand for bodies.

        Beside them the whole names of countries and places ("puerto rico").
        """
        of_metonyms = {word.lower() for name in self.metonyms for word in name.split()}
        return frozenset(self.roles) | of_metonyms | self.place_kinds.keys()

    def get_confidence(self, rule: str, evidence: str) -> float:
        """The fitted share of right rows for a rule and its evidence (`seeds/quote_confidence.csv`).

        A rule that is not fitted yet has the lowest share that any fitted rule has on the same evidence, so that a new
        rule needs no gold set and never looks surer than the others.
        """
        fitted = self.confidence.get((rule, evidence))
        return self._default_confidence[evidence] if fitted is None else fitted

    def get_certainty(self, certainty: str) -> float:
        """How often such a speaker is the right person, against one who is named there (1; never more)."""
        return min(1.0, self.speaker_confidence[certainty] / self.speaker_confidence["named"])

    @cached_property
    def _default_confidence(self) -> dict[str, float]:
        lowest: dict[str, float] = {}
        for (_, evidence), share in self.confidence.items():
            lowest[evidence] = min(share, lowest.get(evidence, share))
        return lowest


@lru_cache(maxsize=4)
def load(seeds: Path) -> Vocabulary:
    """Read the vocabularies in the folder `seeds`. Raises `SeedError` with file, line and column."""
    relations: dict[str, set[str]] = defaultdict(set)
    for row in seed_files.read(seeds, "dependency_labels"):
        relations[row["relation"]].add(row["label"])
    return Vocabulary(
        verbs=_read_verbs(seeds),
        phrasal_verbs=_read_phrasal_verbs(seeds),
        nouns=_read_nouns(seeds),
        roles=_read_roles(seeds),
        titles={row["title"].lower(): row.choice("gender", GENDERS) for row in seed_files.read(seeds, "titles")},
        metonyms=_read_metonyms(seeds),
        phrases=_read_phrases(seeds),
        given_names={row["name"]: row.choice("gender", GENDERS) for row in seed_files.read(seeds, "given_names")},
        relations={relation: frozenset(labels) for relation, labels in relations.items()},
        confidence=_read_confidence(seeds),
        speaker_confidence=_read_speaker_confidence(seeds),
        title_nouns={row["title"].lower(): row["noun"] for row in seed_files.read(seeds, "title_nouns")},
        groups=read_word_groups(seeds),
        families=_read_families(seeds),
        anonymity=_read_anonymity(seeds),
        place_kinds=_read_place_kinds(seeds),
        demonym_kinds={row["demonym"].lower(): row["kind"] for row in seed_files.read(seeds, "demonyms")},
        place_aliases={
            row["alias"].lower().rstrip("."): row["name"].lower() for row in seed_files.read(seeds, "place_aliases")
        },
        epithets=read_epithets(seeds),
        coreference=read_scorers(seeds),
        mention_chances=read_mention_chances(seeds),
    )


def require_seeds(seeds: Path) -> None:
    """Raises `SeedError` with file, line and column if any reference data in the folder `seeds` is malformed."""
    for file in sorted(seeds.glob("*.csv")):
        if file.stem not in seed_files.COLUMNS:  # `load` reads these
            read_seed(seeds, file.stem)
    load(seeds)


def _read_anonymity(seeds: Path) -> tuple[str, ...]:
    rows = seed_files.read(seeds, "anonymity_phrases")
    return tuple(row["phrase"] for row in rows if row["place"] == "sentence")


def _read_verbs(seeds: Path) -> dict[str, ReportingVerb]:
    """Reporting verbs of one word by each of their inflected forms, because lemmatizers make mistakes."""
    verbs: dict[str, ReportingVerb] = {}
    for form, verb in _inflected_verbs(seeds):
        if not verb.rest:
            verbs.setdefault(form, verb)
    return verbs


def _read_phrasal_verbs(seeds: Path) -> dict[str, list[ReportingVerb]]:
    """Reporting verbs of several words ("point out") by each inflected form of the first."""
    verbs: dict[str, list[ReportingVerb]] = defaultdict(list)
    for form, verb in _inflected_verbs(seeds):
        if verb.rest:
            verbs[form].append(verb)
    return dict(verbs)


def _inflected_verbs(seeds: Path) -> Iterator[tuple[str, ReportingVerb]]:
    for row in seed_files.read(seeds, "reporting_verbs"):
        first, *rest = row["verb"].split()
        cue_class = CueClass(row.choice("cue_class", CueClass))
        verb = ReportingVerb(row["verb"], cue_class, frozenset(row["complements"].split()), tuple(rest))
        for form in sorted(inflections(first, row["irregular_forms"].split())):
            yield form, verb


def _read_nouns(seeds: Path) -> dict[str, ReportingNoun]:
    """Reporting nouns (by singular and plural) and adjectives."""
    nouns: dict[str, ReportingNoun] = {}
    for row in seed_files.read(seeds, "reporting_nouns"):
        part_of_speech = row.choice("part_of_speech", PARTS_OF_SPEECH)
        cue_class = CueClass(row.choice("cue_class", CueClass))
        noun = ReportingNoun(part_of_speech, cue_class, frozenset(row["complements"].split()))
        forms = [row["word"]] if part_of_speech == "adjective" else [row["word"], plural(row["word"])]
        nouns.update(dict.fromkeys(forms, noun))
    return nouns


def _read_roles(seeds: Path) -> dict[str, Role]:
    rows = seed_files.read(seeds, "role_nouns")
    return {row["noun"].lower(): Role(row.choice("gender", GENDERS), row.choice("number", NUMBERS)) for row in rows}


def _read_metonyms(seeds: Path) -> dict[str, Metonym]:
    rows = seed_files.read(seeds, "metonyms")
    return {row["name"]: Metonym(row["body"], row.choice("label", Label)) for row in rows}


def _read_phrases(seeds: Path) -> tuple[SourcePhrase, ...]:
    rows = seed_files.read(seeds, "source_phrases")
    return tuple(
        SourcePhrase(tuple(row["phrase"].split()), CueClass(row.choice("cue_class", CueClass))) for row in rows
    )


def _read_confidence(seeds: Path) -> dict[tuple[str, str], float]:
    rows = seed_files.read(seeds, "quote_confidence")
    return {(row["rule"], row["evidence"]): row.number("confidence") for row in rows}


def _read_speaker_confidence(seeds: Path) -> dict[str, float]:
    rows = seed_files.read(seeds, "speaker_confidence")
    return {row["certainty"]: row.number("share") for row in rows}


def _read_place_kinds(seeds: Path) -> dict[str, str]:
    rows = [row for seed in ("places", "countries") for row in seed_files.read(seeds, seed)]
    return {row["name"].lower(): row["kind"] for row in rows}


def _read_families(seeds: Path) -> dict[str, frozenset[str]]:
    """The families of each noun or word of a name: nouns of one family may describe the same person or body."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in seed_files.read(seeds, "noun_families"):
        found[row["word"]].add(row["family"])
    return {word: frozenset(families) for word, families in found.items()}
