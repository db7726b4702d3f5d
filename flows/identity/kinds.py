"""The kind of a name where its words say more than the pipeline's label. MISC is hidden from marts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from flows.identity.bodies import fold_thing
from flows.identity.chains import NamedChain, find_headline_end
from flows.identity.fold import fold_name
from flows.identity.forms import is_acronym
from flows.identity.persons import GENERATIONS, parse_person
from flows.identity.splits import Row
from flows.identity.surroundings import Mark
from flows.identity.vocabulary import Names, Words
from flows.ordinary_words import is_ordinary

REGION_LABELS = ("GPE", "LOC", "NORP")
"""Labels under which the name of a part of the world is that part; West is a surname too."""
_HEADS = {
    "body": ("ORG", {"GPE", "LOC", "EVENT", "NORP", "PERSON"}),
    "building": ("LOC", {"GPE", "ORG", "PERSON"}),
    "street": ("LOC", {"GPE", "PERSON"}),
    "work": ("MISC", {"GPE", "LOC", "ORG", "PERSON", "EVENT"}),
    "role": ("MISC", {"GPE", "LOC", "ORG", "PERSON", "EVENT", "NORP"}),
}
"""The kind of a name's last word (`seeds/name_heads.csv`) -> its label, and the labels that it overrules."""
FEWEST_WORDS, MOST_CAPITALS = 4, 0.75
"""Long words of a headline, and the share of them with a capital from which it is written in capitals throughout."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_STRAY = re.compile(r"[@\[\]<>{}|=#]|://|,[“\"]| vs?\. |^\d+ ?[AP]M\b")
_BETWEEN = re.compile(r" and |['’]s ")
"""What stands between two names in one: "EU and NATO", "Okoro's Finland"."""
_COUNT = re.compile(r"\d{1,2} ")
_ATTITUDE = re.compile(r"(?:anti|pro|un|non|ex)-", re.IGNORECASE)
_IDEA = re.compile(r"\w{3,}(?:ism|phobia|phobic)")
_TWO_PEOPLES = re.compile(r"(?:Franco|Anglo|Sino|Russo|Indo|Euro)-[A-Z]")


@dataclass(frozen=True, slots=True)
class Company:
    """What an article names: the folded words of its names, of those that are no person's, and of full names; families.

    `is_capitalised`: whether its headline has capitals everywhere, so that any of its words may be taken for a name.
    """

    words: Set[Words]
    things: Set[Words]
    persons: Set[Words]
    families: Set[str]
    is_capitalised: bool


def read_company(article: Row, chains: Iterable[NamedChain], names: Names) -> Company:
    """The company of the names of one article."""
    chains = list(chains)
    persons = [parse_person(each.name, names) for each in chains if each.chain.label == "PERSON"]
    families = {person.family for person in persons if person.given or not person.words[-1].endswith("s")}
    headline = article["text"][: find_headline_end(article["title"], article["text"])]
    things = {each.words for each in chains if each.chain.label != "PERSON"}
    full = {person.words for person in persons if person.given}
    return Company({each.words for each in chains}, things, full, families, _is_capitalised(headline))


def _is_capitalised(headline: str) -> bool:
    words = _LONG_WORD.findall(headline)
    return len(words) >= FEWEST_WORDS and sum(word[0].isupper() for word in words) >= MOST_CAPITALS * len(words)


def find_label(named: NamedChain, listed: str, company: Company, names: Names) -> str:
    """The label of a chain's name. `listed`: the name that lists give it, '' for none."""
    label, words = named.chain.label, fold_thing(listed or named.name)
    if listed in names.party_names:
        return "NORP"
    if known := find_known(named.words, label, names):
        return known[1]
    if not _is_plain_name(named) or (not listed and _is_unsure(named, company, names)):
        return "MISC"
    if _is_group(words, names) or _is_family(named, company, names):
        return "NORP"
    if label == "LOC" and words in names.countries:
        return "GPE"
    if label in ("LOC", "GPE") and _is_centre(words, names):
        return "ORG"
    kind = names.heads.get(words[-1], "") if words else ""
    new, overruled = _HEADS.get(kind, ("", set()))
    if label not in overruled or (label == "PERSON" and words[0] in names.given_names):
        return label
    return new if len(words) > 1 and words not in names.places else label


def find_known(words: Words, label: str, names: Names) -> tuple[str, str] | None:
    """The name and label that words have everywhere (`seeds/known_names.csv`); None if the article decides."""
    known = names.known.get(words)
    return known if known and (known[1] != "LOC" or label in REGION_LABELS) else None


def _is_plain_name(named: NamedChain) -> bool:
    """Whether words are a name at all: no handle or address, attitude ("anti-Trump"), doctrine or count of events."""
    if named.chain.label == "EVENT" and _COUNT.match(named.name):
        return False
    if " " not in named.name and (_IDEA.fullmatch(named.name) or _is_small(named)):
        return False
    return not _STRAY.search(named.name) and not _ATTITUDE.match(named.name)


def _is_small(named: NamedChain) -> bool:
    """Whether a word has no capital, which only brands do without."""
    return named.chain.label != "ORG" and named.name == named.name.lower() != named.name.upper()


def _is_unsure(named: NamedChain, company: Company, names: Names) -> bool:
    """Whether a name is two names, the title of a work, or nothing but a headline's words."""
    if named.chain.label in ("MISC", "DATE") or named.words in names.places or named.words in names.peoples:
        return False
    chain = named.chain
    is_headline = not chain.forms and bool(chain.headline_forms) and not is_acronym(named.name)
    is_part = chain.is_always(Mark.CUT_OFF) and chain.label in ("PERSON", "ORG", "EVENT")
    is_word = (is_headline and company.is_capitalised) or any(map(chain.is_always, (Mark.QUOTED, Mark.TAGGED)))
    is_part |= chain.is_always(Mark.CASE) and chain.label in ("PERSON", "GPE")
    return is_word or is_part or _is_word(named, names) or _is_pair(named, company, names)


def _is_word(named: NamedChain, names: Names) -> bool:
    """Whether a single word is an ordinary one, a title or what is left of a name cut short."""
    chain, word = named.chain, "".join(named.words)
    if len(named.words) != 1 or chain.genders or chain.titled or not named.name.istitle():
        return False
    if chain.label != "PERSON" and (named.words in names.titles or word in GENERATIONS):
        return True
    is_loose = chain.label == "PERSON" or chain.is_always(Mark.OPENING)
    return is_loose and word not in names.given_names and is_ordinary(named.name)


def _is_centre(words: Words, names: Names) -> bool:
    """Whether a name is a body's that is called a centre: "Center for Harbour Studies", "Anna Roe Center"."""
    at = next((at for at, word in enumerate(words) if word in ("center", "centre")), len(words))
    is_persons = at == len(words) - 1 >= 2 and words[0] in names.given_names
    return is_persons or words[at + 1 : at + 2] in (("for",), ("on",))


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
    """Whether two names are one ("Okoro-Finch", "EU and NATO", "Republican Iowa"); Miami-Dade is a name."""
    one, hyphen, other = named.name.partition("-")
    if named.words[:1] in names.parties and len(named.words) > 1:
        rest = named.words[1:]
        return rest in names.places or rest in names.peoples or rest[0] == "of"
    if _TWO_PEOPLES.match(named.name) and named.chain.label != "NORP":
        return True
    halves = (one, other) if hyphen else _BETWEEN.split(named.name)
    if len(halves) == 2 and all(_is_known(fold_thing(half), company, names) for half in halves):
        return True
    head = fold_thing(named.name.split(" and ")[0])
    if " and " in named.name and head in names.aliases and head not in names.places:
        return True  # a listed body has no other behind "and"
    return _has_person(named, company, names)


def _has_person(named: NamedChain, company: Company, names: Names) -> bool:
    """Whether a person's full name and a place, or two persons' names, ran into one: "Ann Roe Ohio"."""
    words = named.words
    if named.chain.label == "PERSON" and named.name.count("-") == 1:
        halves = [fold_name(half) for half in named.name.split("-")]
        return all(len(half) == 2 and half[0] in names.given_names for half in halves)
    return any(words[:at] in company.persons and words[at:] in names.places for at in range(2, len(words)))


def _is_known(words: Words, company: Company, names: Names) -> bool:
    is_listed = words in names.aliases or words in names.places or words in names.peoples
    is_surname = len(words) == 1 and parse_person(words[0], names).family in company.families
    return is_listed or is_surname or words in company.words
