"""The reference data of identity, read from the seeds folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nicknames import name_triplets

from flows.identity.fold import fold_body, fold_name, unify_spelling
from flows.seeds import read_seed

Words = tuple[str, ...]
SHORTEST_WHOLE_NAME = 5
"""Letters from which a name with short forms of its own is no short form (Jack has some, and is one of John)."""


@dataclass(frozen=True)
class Party:
    """A party of a country's parliament. `evidence`: the folded words that name its country or people in an article.

    `needs_country`: whether a form says nothing without them (Socialists, Conservatives).
    """

    name: str
    evidence: frozenset[Words]
    needs_country: bool


@dataclass(frozen=True, eq=False)
class Names:
    """The word lists behind comparisons; keys are folded words.

    `title_starts` and `title_ends` are the first and last words of titles; `aliases` maps a form to the name of the one
    body, place or people it means anywhere; `parties` a form to the parties it may mean, the best known first;
    `adjectives` those of countries to their country; `nouns` a noun beside a name to the label that it tells; `known` a
    form to the name and label that it has everywhere.
    """

    titles: Mapping[Words, str]
    title_starts: frozenset[str]
    title_ends: frozenset[str]
    given_names: Mapping[str, str]
    variants: Mapping[str, frozenset[str]]
    families: Mapping[str, str]
    family_first: frozenset[str]
    particles: frozenset[str]
    body_words: Mapping[str, tuple[str, str]]
    verbs: frozenset[str]
    aliases: Mapping[Words, str]
    person_aliases: Mapping[Words, str]
    parties: Mapping[Words, tuple[Party, ...]]
    party_names: frozenset[str]
    places: frozenset[Words]
    countries: Mapping[Words, str]
    peoples: Mapping[Words, str]
    adjectives: Mapping[Words, str]
    after_peoples: frozenset[str]
    roles: frozenset[str]
    heads: Mapping[str, str]
    nouns: Mapping[str, str]
    known: Mapping[Words, tuple[str, str]]
    scores: Mapping[str, float]


@lru_cache(maxsize=4)
def read_names(seeds: Path) -> Names:
    """The word lists of a seeds folder. Errors as in `flows.seeds.read_seed`."""
    located = [row for seed in ("countries", "places") for row in read_seed(seeds, seed, ("name", "kind"))]
    places = {fold_body(row["name"]): row["name"] for row in located}
    parties = _read_parties(seeds)
    place_aliases = {
        fold_body(row["alias"]): row["name"] for row in read_seed(seeds, "place_aliases", ("alias", "name"))
    }
    titles = {fold_name(row["title"]): row["gender"] for row in read_seed(seeds, "titles", ("title", "gender"))}
    return Names(
        titles=titles,
        title_starts=frozenset(words[0] for words in titles),
        title_ends=frozenset(words[-1] for words in titles),
        given_names={_one(row["name"]): row["gender"] for row in read_seed(seeds, "given_names", ("name", "gender"))},
        variants=_read_variants(seeds),
        families=_read_families(seeds),
        family_first=_read_words(seeds, "family_first_names", "name"),
        particles=_read_words(seeds, "name_particles", "particle"),
        body_words={
            row["word"]: (row["kind"], row["type"]) for row in read_seed(seeds, "body_words", ("word", "kind", "type"))
        },
        verbs=_read_words(seeds, "headline_verbs", "verb"),
        aliases={**_read_aliases(seeds, parties), **place_aliases},
        person_aliases={
            fold_name(row["alias"]): row["name"] for row in read_seed(seeds, "person_aliases", ("alias", "name"))
        },
        parties=parties,
        party_names=frozenset(party.name for each in parties.values() for party in each),
        places=frozenset(places) | frozenset(place_aliases) | frozenset(map(fold_body, place_aliases.values())),
        countries=_read_countries(seeds, place_aliases),
        peoples=_read_peoples(seeds),
        adjectives={
            fold_body(row["adjective"]): row["country"]
            for row in read_seed(seeds, "country_adjectives", ("adjective", "country"))
        },
        after_peoples=_read_words(seeds, "words_after_peoples", "word"),
        roles=_read_words(seeds, "role_nouns", "noun"),
        heads={
            row["word"]: row.choice("kind", ("body", "building", "street", "work", "role"))
            for row in read_seed(seeds, "name_heads", ("word", "kind"))
        },
        nouns={
            row["noun"]: row.choice("label", ("ORG", "GPE", "LOC", "MISC"))
            for row in read_seed(seeds, "name_nouns", ("noun", "label"))
        },
        known={
            fold_name(row["name"]): (row["means"], row.choice("label", ("LOC", "NORP", "ORG", "EVENT", "MISC")))
            for row in read_seed(seeds, "known_names", ("name", "means", "label"))
        },
        scores={
            row["reason_id"]: row.number("score") for row in read_seed(seeds, "merge_scores", ("reason_id", "score"))
        },
    )


def _one(name: str) -> str:
    return "".join(fold_name(name))


def _read_words(seeds: Path, name: str, column: str) -> frozenset[str]:
    return frozenset(_one(row[column]) for row in read_seed(seeds, name, (column,)))


def _read_variants(seeds: Path) -> dict[str, frozenset[str]]:
    """Folded name -> the folded names that may stand for it, in both directions."""
    related: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    for row in read_seed(seeds, "name_variants", ("name", "variant", "kind")):
        if row.choice("kind", ("given", "family")) == "given":
            groups[row["name"]].add(_one(row["variant"]))
    for group in groups.values():
        for name in group:
            related[name] |= group
    for name, short in _english_nicknames():
        related[name].add(short)
        related[short].add(name)
    return {name: frozenset(others - {name}) for name, others in related.items()}


def _read_families(seeds: Path) -> dict[str, str]:
    rows = read_seed(seeds, "name_variants", ("name", "variant", "kind"))
    return {_one(row["variant"]): _one(row["name"]) for row in rows if row["kind"] == "family"}


def _english_nicknames() -> list[tuple[str, str]]:
    """Given names with their short forms. A long name that has short forms itself is none: Peter is not Patrick."""
    pairs = [(_one(row.name1), _one(row.name2)) for row in name_triplets() if row.relationship == "has_nickname"]
    whole = {name for name, _ in pairs}
    return [(name, short) for name, short in pairs if short not in whole or len(short) < SHORTEST_WHOLE_NAME]


def _read_parties(seeds: Path) -> dict[Words, tuple[Party, ...]]:
    found: dict[Words, list[Party]] = defaultdict(list)
    for row in read_seed(seeds, "parties", ("form", "party", "country", "people", "needs_country")):
        evidence = frozenset(fold_body(word) for word in (row["country"], *row["people"].split()))
        party = Party(row["party"], evidence, row.choice("needs_country", ("yes", "no")) == "yes")
        if party.name not in {known.name for known in found[fold_body(row["form"])]}:
            found[fold_body(row["form"])].append(party)
    return {form: tuple(parties) for form, parties in found.items()}


def _read_aliases(seeds: Path, parties: Mapping[Words, tuple[Party, ...]]) -> dict[Words, str]:
    rows = read_seed(seeds, "organisation_aliases", ("alias", "name"))
    found = {fold_body(row["alias"]): row["name"] for row in rows if fold_body(row["alias"]) not in parties}
    found |= {fold_body(row["alias"]): row["name"] for row in read_seed(seeds, "body_aliases", ("alias", "name"))}
    return found


def _read_countries(seeds: Path, aliases: Mapping[Words, str]) -> dict[Words, str]:
    """Words by which a country stands in another name ("U.S.", "American") -> the country."""
    own = {fold_body(row["name"]): row["name"] for row in read_seed(seeds, "countries") if row["kind"] == "country"}
    return own | {words: name for words, name in aliases.items() if name in own.values()}


def _read_peoples(seeds: Path) -> dict[Words, str]:
    """A plural ("Muslims") -> the singular of the same people, where the list has both; every singular to itself.

    Adjectives and everyday forms ("Jewish", "Brits") lead to the people too.
    """
    listed = {fold_body(row["demonym"]): row["demonym"] for row in read_seed(seeds, "demonyms", ("demonym",))}
    found = {}
    for words, demonym in listed.items():
        one = fold_body(demonym[:-1]) if demonym.endswith("s") else words
        found[words] = listed.get(one, demonym)
    forms = read_seed(seeds, "people_aliases", ("alias", "people"))
    return found | {fold_body(row["alias"]): row["people"] for row in forms}


def unify_given(word: str, names: Names) -> frozenset[str]:
    """The spellings that may stand for a given name, itself included, each unified."""
    return frozenset(unify_spelling(other) for other in (word, *names.variants.get(word, ())))
