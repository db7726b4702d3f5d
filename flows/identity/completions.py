"""A person's single name made whole by its article: by the word before it, by the pair it is in, by its one bearer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from flows.identity.chains import NamedChain
from flows.identity.fold import fold_name, unify_spelling
from flows.identity.persons import PersonName, parse_person
from flows.identity.splits import Row
from flows.identity.surroundings import KIN
from flows.identity.vocabulary import Names, unify_given
from flows.ordinary_words import is_ordinary

WIDTH = 40
"""Code points before a name that are read."""
_WORD_BEFORE = re.compile(r"(?:^|[^\w.])([A-Z][a-z]{2,}) $")
_KIN = re.compile(rf"\b(?:{KIN})s?,? $")
_PAIR = re.compile(r" (?:and|&) ")
LABELS = ("PERSON", "GPE", "ORG")
"""Labels under which a given name may stand. Under those of things it must be told: "their daughter Chelsea"."""


def complete_names(article: Row, chains: Sequence[NamedChain], names: Names) -> list[NamedChain]:
    """The chains of an article; a person's single name is whole where the article tells the rest of it."""
    persons = [(each, parse_person(each.name, names)) for each in chains if each.chain.label == "PERSON"]
    full = [(each, person) for each, person in persons if person.given]
    placed = {start: each for each, _ in full for start, _ in _places(each)}
    ends = {end for each in chains for _, end in _places(each)}
    families = {person.family for _, person in full}
    return [
        _complete(each, article["text"], full, placed, ends, names)
        if _is_single(each, families, names)
        else _drop_title(each, families, names)
        for each in chains
    ]


def _drop_title(named: NamedChain, families: Set[str], names: Names) -> NamedChain:
    """A body or place that is a title and the surname of one of the article's persons: "Justice Breyer"."""
    title, _, rest = named.name.partition(" ")
    is_titled = named.chain.label != "PERSON" and " " not in rest and fold_name(title) in names.titles
    return _rename(named, rest) if is_titled and parse_person(rest, names).family in families else named


def _is_single(named: NamedChain, families: Iterable[str], names: Names) -> bool:
    if len(named.words) != 1 or named.chain.label not in LABELS or named.words in names.person_aliases:
        return False
    is_listed = named.words in names.places or named.words in names.peoples
    return not is_listed and parse_person(named.name, names).family not in families


def _complete(
    named: NamedChain,
    text: str,
    full: Sequence[tuple[NamedChain, PersonName]],
    placed: Mapping[int, NamedChain],
    ends: Iterable[int],
    names: Names,
) -> NamedChain:
    is_person = named.chain.label == "PERSON"
    is_given = is_person and named.words[0] in names.given_names
    for start, end in _places(named):
        pair = _PAIR.match(text, end) if is_given and text[start - 2 : start] != ", " else None
        if pair and pair.end() in placed:
            return _rename(named, f"{named.name} {placed[pair.end()].name.split()[-1]}")
    if bearer := _find_bearer(named, text, full, names):
        return _rename(named, bearer.name)
    for start, _ in _places(named) if is_person else ():
        before = _WORD_BEFORE.search(text[max(0, start - WIDTH) : start])
        if before and start - 1 not in ends and _may_stand_before(before[1], names):
            return _rename(named, f"{before[1]} {named.name}")
    return named


def _places(named: NamedChain) -> list[tuple[int, int]]:
    return [(each["start_char"], each["end_char"]) for each in named.chain.mentions if each["kind"] == "name"]


def _may_stand_before(word: str, names: Names) -> bool:
    """Whether a word before a name is a given name left out of it, not a title."""
    words = fold_name(word)
    is_given = "".join(words) in names.given_names and not is_ordinary(word)
    return is_given and words not in names.titles and words not in names.places


def _find_bearer(
    named: NamedChain, text: str, full: Sequence[tuple[NamedChain, PersonName]], names: Names
) -> NamedChain | None:
    """The one full name of the article whose given name stands alone in a chain; its short forms come second."""
    word = named.words[0]
    fitting = [(each, person) for each, person in full if not _is_other(named, each)]
    same = [pair for pair in fitting if pair[1].first == word]
    variants = unify_given(word, names) if named.chain.label == "PERSON" else frozenset()
    found = same or [pair for pair in fitting if unify_spelling(pair[1].first) in variants]
    if len({each.words for each, _ in found}) != 1:
        return None
    (bearer, person), *_ = found
    is_kin = _is_kin(named, text)
    if named.chain.label != "PERSON":
        return bearer if is_kin else None
    relatives = {each.words for each, other in full if other.family == person.family}
    return None if is_kin and len(relatives) < 2 else bearer


def _is_other(named: NamedChain, bearer: NamedChain) -> bool:
    """Whether genders contradict."""
    return bool(named.chain.gender and bearer.chain.gender) and named.chain.gender != bearer.chain.gender


def _is_kin(named: NamedChain, text: str) -> bool:
    """Whether a name is told as that of somebody's kin: "his son Michael" is no other Michael of the article."""
    return any(_KIN.search(text[max(0, start - WIDTH) : start]) for start, _ in _places(named))


def _rename(named: NamedChain, name: str) -> NamedChain:
    named.chain.told["PERSON"] += 1
    return replace(named, name=name, words=fold_name(name))
