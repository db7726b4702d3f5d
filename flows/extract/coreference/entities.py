"""The persons, bodies and groups of a discourse, with all that was said of them so far."""

from __future__ import annotations

from collections import OrderedDict, defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.enums import MentionKind
from flows.extract.coreference.epithets import NONE, Epithets, find_epithets
from flows.extract.coreference.phrase import Kind, Phrase
from flows.extract.names.identity import Identity

LONGEST_PERSON = 2
KEPT = 4
"""Places of an entity that are remembered."""
BEARERS = 6
"""Entities that are remembered for a noun or a word of their name."""
MAIN = 4
"""Entities that are kept at hand as the main ones of the article, however long ago they were mentioned."""


class Place(NamedTuple):
    """Where an entity was mentioned. `sentence` is a narrative one; `act` is that in whose words it was, else -1."""

    token: int
    sentence: int
    paragraph: int
    form: MentionKind
    relation: str
    verb: int
    act: int
    is_quoted: bool


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something of the discourse; without an identity it has no name, and goes by its description."""

    kind: Kind
    identity: Identity | None = None
    text: str = ""
    """The first description of what has no name."""
    is_many: bool = False
    gender: str = ""
    is_gender_sure: bool = True
    """Not only a given name tells it."""
    heads: dict[str, set[str]] = field(default_factory=dict)
    """Nouns that describe it, its titles among them, each with the modifiers that it had."""
    told_heads: set[str] = field(default_factory=set)
    """Those nouns that the text gives beside its name, or as a predicate ("Ann Roe is a *lawyer*")."""
    places: set[str] = field(default_factory=set)
    """The places, peoples and parties that were said of it ("the *Ohio* senator")."""
    epithets: Epithets = NONE
    """What everybody calls it, whether the article does or not."""
    age: int | None = None
    """In years."""
    families: set[str] = field(default_factory=set)
    """The families of the nouns that describe it, and of a body's own name ("the paper", Marn Times)."""
    name_words: frozenset[str] = frozenset()
    realm: str = ""
    """The kind of a listed place: country, division, capital, city or ambiguous."""
    count: int = 0
    last: Place | None = None
    recent: deque[Place] = field(default_factory=lambda: deque(maxlen=KEPT))
    told: Place | None = None
    """The last place outside of others' words."""
    first: Place | None = None
    spoke: int = -1
    """How many phrases had spoken when it spoke last."""
    subject_sentence: int = -1
    """The last narrative sentence of which it was a subject."""
    pronoun: tuple[str, int] = ("", -1)
    """The last pronoun that meant it, and its narrative sentence."""

    is_doubtful: bool = False
    """Its name looks like a person's, whatever the recogniser calls it."""

    is_misread: bool = False
    """What was taken for its name is written small, or for a person ("criminal *justice*")."""

    @property
    def name(self) -> str | None:
        """Its name, else how it was described first."""
        return self.identity.name if self.identity else self.text or None


def _looks_personal(name: str, other_words: Container[str]) -> bool:
    """Whether a name is one or two words with a capital, not of `other_words` ("Murnau", "Santa Anna")."""
    words = name.split()
    if name.lower() in other_words:
        return False
    is_written_so = all(word[0].isupper() and word[1:].islower() for word in words)
    return len(words) <= LONGEST_PERSON and is_written_so and not any(word.lower() in other_words for word in words)


def is_called(phrase: Phrase, entity: Entity) -> bool:
    """Whether the noun of a description is one for an entity, in the article or everywhere."""
    return phrase.word in entity.heads or phrase.word in entity.epithets.nouns


def words_before(phrase: Phrase, entity: Entity, heads: Mapping[str, Set[str]]) -> Set[str] | None:
    """The words known before the noun of a description, of `heads` and of the epithets; None where neither has it."""
    told, common = heads.get(phrase.word), entity.epithets.words_before(phrase.word, phrase.modifiers)
    return common if told is None else told if common is None else told | common


def learn_gender(entity: Entity, gender: str) -> None:
    """Keep a gender that is sure; nothing where the phrase tells none."""
    if gender:
        entity.gender, entity.is_gender_sure = gender, True


class Entities:
    """The entities of a discourse by salience: the one mentioned last comes first."""

    def __init__(
        self,
        other_words: Container[str],
        families: Mapping[str, frozenset[str]],
        realms: Mapping[str, str],
        epithets: Mapping[str, Epithets],
    ) -> None:
        """`other_words`: in small letters, the nouns and places that are in no person's name; `realms`: place kinds."""
        self._other_words, self._families, self._realms, self._epithets = other_words, families, realms, epithets
        self._recent: OrderedDict[int, Entity] = OrderedDict()
        self._bearers: dict[str, deque[Entity]] = defaultdict(lambda: deque(maxlen=BEARERS))
        self.count_heard = 0
        """How many phrases have spoken so far."""
        self.main: list[Entity] = []
        self.of_identity: dict[int, Entity] = {}

    def named(self, identity: Identity, kind: Kind, *, is_many: bool) -> Entity:
        """The entity of an identity, made when first asked for."""
        entity = self.of_identity.get(id(identity))
        if entity is None:
            words = frozenset(word for form in identity.forms for word in form.lower().split())
            entity = Entity(kind, identity, is_many=is_many, gender=identity.gender, name_words=words)
            entity.is_gender_sure = identity.is_gender_told
            if kind is not Kind.PERSON:
                entity.families.update(*(families for word in words if (families := self._families.get(word))))
            entity.is_misread = all(form.islower() for form in identity.forms)
            entity.is_doubtful = kind not in {Kind.PERSON, Kind.PEOPLE} and all(
                _looks_personal(form, self._other_words) for form in identity.forms
            )
            if kind is Kind.PLACE:
                entity.realm = next((self._realms[f.lower()] for f in identity.forms if f.lower() in self._realms), "")
            if kind is not Kind.PLACE:
                self._add_epithets(entity, find_epithets((identity.name, *identity.forms), self._epithets))
            self.of_identity[id(identity)] = entity
        return entity

    def _add_epithets(self, entity: Entity, epithets: Epithets) -> None:
        entity.epithets = epithets
        entity.places.update(epithets.places)
        entity.families.update(*(self._families.get(noun, ()) for noun in epithets.nouns))

    def touch(self, entity: Entity, place: Place) -> None:
        """Record a mention."""
        if entity.last is None:
            for word in (*entity.name_words, *entity.epithets.nouns):
                self._bear(word, entity)
        entity.count += 1
        entity.last = place
        entity.recent.append(place)
        entity.first = entity.first or place
        if place.act < 0 or entity.told is None:
            entity.told = place
        if place.relation == "subject" and not place.is_quoted:
            entity.subject_sentence = place.sentence
        self._recent[id(entity)] = entity
        self._recent.move_to_end(id(entity))
        self._rank(entity)

    def hear(self, entity: Entity) -> None:
        """Record that an entity speaks."""
        self.count_heard += 1
        entity.spoke = self.count_heard

    def describe(self, entity: Entity, noun: str, modifiers: Iterable[str], *, is_told: bool = True) -> None:
        """Record a noun that describes an entity, with its modifiers. `is_told`: the text says that it does."""
        if is_told:
            entity.told_heads.add(noun)
        entity.heads.setdefault(noun, set()).update(modifiers)
        entity.families.update(self._families.get(noun, ()))
        self._bear(noun, entity)

    def _bear(self, word: str, entity: Entity) -> None:
        bearers = self._bearers[word]
        if entity in bearers:
            bearers.remove(entity)
        bearers.append(entity)

    def bearing(self, word: str) -> Iterator[Entity]:
        """The entities that a noun described or that have it in their name, the latest first, however far back."""
        return (entity for entity in reversed(self._bearers.get(word, ())) if entity.last is not None)

    def _rank(self, entity: Entity) -> None:
        if self.main and self.main[0] is entity:
            return  # it stays the first
        if entity not in self.main:
            if len(self.main) == MAIN and entity.count <= self.main[-1].count:
                return
            self.main.append(entity)
        self.main = sorted(self.main, key=lambda known: -known.count)[:MAIN]

    def recent(self, scanned: int) -> Iterator[Entity]:
        """The entities mentioned last, at most `scanned` of them, then the main ones of the article."""
        seen: set[int] = set()
        for number, (key, entity) in enumerate(reversed(self._recent.items())):
            if number >= scanned:
                break
            seen.add(key)
            yield entity
        yield from (entity for entity in self.main if id(entity) not in seen)
