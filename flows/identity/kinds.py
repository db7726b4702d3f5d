"""The kind of a name where its words say more than the pipeline's label. MISC is hidden from marts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from flows.identity.bodies import fold_thing
from flows.identity.chains import NamedChain, Row, find_headline_end
from flows.identity.forms import is_acronym
from flows.identity.persons import parse_person
from flows.identity.vocabulary import Names, Words

_HEADS = {
    "body": ("ORG", {"GPE", "LOC", "EVENT", "NORP", "PERSON"}),
    "building": ("LOC", {"GPE", "ORG", "PERSON"}),
    "work": ("MISC", {"GPE", "LOC", "ORG", "PERSON"}),
    "role": ("MISC", {"GPE", "LOC", "ORG", "PERSON", "EVENT", "NORP"}),
}
"""The kind of a name's last word (`seeds/name_heads.csv`) -> its label, and the labels that it overrules."""
FEWEST_WORDS, MOST_CAPITALS = 4, 0.75
"""Long words of a headline, and the share of them with a capital from which it is written in capitals throughout."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_STRAY = re.compile(r"[@\[\]<>{}|=#]|://")
_ATTITUDE = re.compile(r"(?:anti|pro|un|non|ex)-", re.IGNORECASE)
_TWO_PEOPLES = re.compile(r"(?:Franco|Anglo|Sino|Russo|Indo|Euro)-[A-Z]")


@dataclass(frozen=True, slots=True)
class Company:
    """What an article names: the folded words of its names, and the family names of its persons.

    `is_capitalised`: whether its headline has capitals everywhere, so that any of its words may be taken for a name.
    """

    words: Set[Words]
    families: Set[str]
    is_capitalised: bool


def read_company(article: Row, chains: Iterable[NamedChain], names: Names) -> Company:
    """The company of the names of one article."""
    chains = list(chains)
    persons = [parse_person(each.name, names) for each in chains if each.chain.label == "PERSON"]
    families = {person.family for person in persons if person.given or not person.words[-1].endswith("s")}
    headline = article["text"][: find_headline_end(article["title"], article["text"])]
    return Company({each.words for each in chains}, families, _is_capitalised(headline))


def _is_capitalised(headline: str) -> bool:
    words = _LONG_WORD.findall(headline)
    return len(words) >= FEWEST_WORDS and sum(word[0].isupper() for word in words) >= MOST_CAPITALS * len(words)


def find_label(named: NamedChain, listed: str, company: Company, names: Names) -> str:
    """The label of a chain's name. `listed`: the name that lists give it, '' for none."""
    label, words = named.chain.label, fold_thing(listed or named.name)
    if listed in names.party_names:
        return "NORP"
    if not _is_plain_name(named) or (not listed and _is_unsure(named, company, names)):
        return "MISC"
    if _is_group(words, names) or _is_family(named, company, names):
        return "NORP"
    kind = names.heads.get(words[-1], "") if words else ""
    new, overruled = _HEADS.get(kind, ("", set()))
    if label not in overruled or (label == "PERSON" and words[0] in names.given_names):
        return label
    return new if len(words) > 1 and words not in names.places else label


def _is_plain_name(named: NamedChain) -> bool:
    """Whether words are a name at all: no handle or address, no attitude ("anti-Trump")."""
    return not _STRAY.search(named.name) and not _ATTITUDE.match(named.name)


def _is_unsure(named: NamedChain, company: Company, names: Names) -> bool:
    """Whether a name is two names, the title of a work, or nothing but a headline's words."""
    if named.chain.label in ("MISC", "DATE") or named.words in names.places or named.words in names.peoples:
        return False
    is_headline = not named.chain.forms and bool(named.chain.headline_forms) and not is_acronym(named.name)
    is_part = named.chain.is_cut_off and named.chain.label in ("PERSON", "ORG", "EVENT")
    is_word = (is_headline and company.is_capitalised) or named.chain.is_title
    return is_word or is_part or _is_pair(named, company, names)


def _is_group(words: Words, names: Names) -> bool:
    """Whether a name is one people within another: "Israeli Arabs", but not the Cleveland Indians."""
    return len(words) > 1 and words[-1].endswith("s") and words[-1:] in names.peoples and words[:-1] in names.peoples


def _is_family(named: NamedChain, company: Company, names: Names) -> bool:
    """Whether a word names several persons of one family: "the Clintons", where the article names a Clinton."""
    word = named.name if len(named.words) == 1 and named.name.endswith("s") else ""
    singles = [word.removesuffix(ending) for ending in ("s", "es") if word]
    families = {parse_person(single, names).family for single in singles if single}
    return bool(families & company.families) and parse_person(word, names).family not in company.families


def _is_pair(named: NamedChain, company: Company, names: Names) -> bool:
    """Whether two names stand together ("Clinton-Sanders", "Swiss-EU", "Republican Iowa"); Miami-Dade is one."""
    one, hyphen, other = named.name.partition("-")
    if named.words[:1] in names.parties and len(named.words) > 1:
        rest = named.words[1:]
        return rest in names.places or rest in names.peoples or rest[0] == "of"
    if _TWO_PEOPLES.match(named.name) and named.chain.label != "NORP":
        return True
    return bool(hyphen) and all(_is_known(fold_thing(half), company, names) for half in (one, other))


def _is_known(words: Words, company: Company, names: Names) -> bool:
    is_listed = words in names.aliases or words in names.places or words in names.peoples
    is_surname = len(words) == 1 and parse_person(words[0], names).family in company.families
    return is_listed or is_surname or words in company.words
