"""Who a phrase cannot mean: number, gender, kind, binding, and who speaks to whom. Hard; nothing outweighs them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Set
from itertools import pairwise

from flows.enums import MentionKind
from flows.extract.coreference.discourse import Discourse
from flows.extract.coreference.entities import Entity, Place, is_called, words_before
from flows.extract.coreference.phrase import FEMALE, MALE, MANY, THING, Kind, Phrase, Scope
from flows.extract.text.syntax import Syntax
from flows.extract.text.tags import VERBS
from flows.extract.vocabulary import Vocabulary
from flows.extract.word_groups import WordGroup

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
PRONOUN, NOMINAL, OWNED = MentionKind.PRONOUN, MentionKind.NOMINAL, Scope.OWNED
PERSON, PLACE = Kind.PERSON, Kind.PLACE
BODIES = frozenset({Kind.BODY, Kind.PLACE})
REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
ARGUMENTS = frozenset({"subject", "object", "oblique"})
KINDS_OF_PRONOUN = {
    **dict.fromkeys(MALE | FEMALE, frozenset({Kind.PERSON})),
    **dict.fromkeys(MANY, frozenset({Kind.PEOPLE, Kind.BODY, Kind.PLACE, Kind.UNKNOWN})),
    **dict.fromkeys(THING, frozenset({Kind.BODY, Kind.PLACE, Kind.TEXT, Kind.UNKNOWN})),
}
KINDS_OF_DESCRIPTION = {
    Kind.PERSON: frozenset({Kind.PERSON}),
    Kind.BODY: frozenset({Kind.BODY}),
    Kind.PLACE: frozenset({Kind.PLACE}),
    Kind.PEOPLE: frozenset({Kind.PEOPLE}),
    Kind.TEXT: frozenset({Kind.TEXT, Kind.BODY}),
    Kind.UNKNOWN: frozenset({Kind.PERSON, Kind.BODY}),
}
REALMS = {
    WordGroup.COUNTRY: frozenset({"country", "ambiguous"}),
    WordGroup.DIVISION: frozenset({"division", "ambiguous", ""}),
    WordGroup.LAND: frozenset({"country", "division", "ambiguous", ""}),
    WordGroup.TOWN: frozenset({"city", "capital", "ambiguous", ""}),
}
"""The kinds of places that nouns of a group mean; "" for a place that no list has."""
COMMANDED = 40
"""Tokens behind a verb in which names are not its subject."""
SCENE = 20
"""Tokens from a name in a scene to the subject of its clause."""
TOPIC = 5
TOPICAL = frozenset({("as", "for"), ("as", "to")})
"""What opens a sentence about somebody, within so many tokens before the name."""


class Constraints:
    """Tells whom a phrase can mean."""

    def __init__(self, discourse: Discourse, syntax: Syntax, vocabulary: Vocabulary) -> None:
        self.discourse, self.syntax, self.families = discourse, syntax, vocabulary.families
        groups = vocabulary.groups
        self.anonymous, self.parts = groups[WordGroup.ANONYMOUS], groups[WordGroup.BODY_PART]
        self.ranks, self.portfolios = groups[WordGroup.RANK], groups[WordGroup.PORTFOLIO]
        self.offices, self.partisans = groups[WordGroup.PUBLIC_OFFICE], groups[WordGroup.PARTISAN]
        self.own_bodies, self.states = groups[WordGroup.OWN_BODY], groups[WordGroup.STATE]
        self.kinds = vocabulary.region_kinds
        self.relations = groups[WordGroup.NO_ROLE]
        self.territories, self.facilities = groups[WordGroup.TERRITORY], groups[WordGroup.FACILITY]
        self.realms = {word: realms for group, realms in REALMS.items() for word in groups[group]}
        self.tokens = discourse.layout.tokens

    def allow(self, phrase: Phrase, entity: Entity, barred: frozenset[int]) -> bool:
        """Whether `phrase` can mean `entity`; `barred` are the ids of entities that it cannot mean where it stands."""
        if id(entity) in barred or entity.is_misread or not self._agrees(phrase, entity):
            return False
        return entity.last is None or not (self._is_bound(phrase, entity.last) or self._is_scene(phrase, entity.last))

    def _agrees(self, phrase: Phrase, entity: Entity) -> bool:
        """Kind, number and gender."""
        if phrase.gender and entity.is_gender_sure and entity.gender not in {"", phrase.gender}:
            return False
        if phrase.form is PRONOUN:
            is_body = entity.kind in BODIES
            is_number = phrase.is_many == entity.is_many or (phrase.is_many and is_body)
            is_kind = entity.kind in KINDS_OF_PRONOUN[phrase.word]
            is_place = entity.kind is PLACE and entity.subject_sentence < 0  # "Kidal", which never did anything
            return is_number and (is_kind or (bool(phrase.gender) and entity.is_doubtful and not is_place))
        if phrase.is_many != entity.is_many:
            return False
        if entity.identity is None and phrase.word not in entity.heads:
            return False  # somebody unnamed is described anew by the same noun
        known = entity.heads.keys() | entity.name_words | entity.epithets.nouns.keys()
        if self._is_other_rank(phrase, entity) or not self._is_whose(phrase, entity):
            return False
        if self._is_anothers(phrase, entity):
            return False
        if phrase.age and entity.age and phrase.age != entity.age:
            return False
        if phrase.word in self.anonymous and phrase.word not in known:
            return False  # an aide of somebody's
        if (
            (phrase.word in self.parts or phrase.word in self.facilities)
            and phrase.word not in known
            and self._families(phrase).isdisjoint(entity.families)
        ):
            return False  # "the team" is not the institute, but "the union" may be the Farm Workers' League
        if phrase.word not in known and not self.own_bodies.isdisjoint(known):
            return False  # "the institute" is not the Roe campaign
        if not is_called(phrase, entity) and not self._is_realm(phrase.word, entity):
            return False  # "the city" is no company, nor is "the country" a Country Club
        if phrase.places and entity.places and self._is_elsewhere(phrase.places, entity.places):
            return False
        if phrase.word in entity.name_words and phrase.kind is not PERSON and entity.kind is not PERSON:
            return True  # "the center", whatever the recogniser calls "Plains Weather Center"
        if phrase.kind is Kind.TEXT and entity.kind is not Kind.TEXT:
            return phrase.word in known  # "the letter" is nobody who may have written it, only who is said to have
        is_state = entity.kind is PLACE and phrase.word in self.states
        return is_state or entity.kind in KINDS_OF_DESCRIPTION[phrase.kind]

    def _is_other_rank(self, phrase: Phrase, entity: Entity) -> bool:
        """Whether their offices differ: "the president" is not the vice president, nor "the prime minister" of health.

        The nouns before a minister or secretary tell the office; others tell more of the same person.
        """
        known: Set[str] = words_before(phrase, entity, entity.heads) or frozenset()
        is_field = phrase.word in self.portfolios and bool(phrase.field and known)
        return self.ranks & phrase.modifiers != self.ranks & known or (is_field and phrase.modifiers.isdisjoint(known))

    def _is_anothers(self, phrase: Phrase, entity: Entity) -> bool:
        """Whether a public office or a party's noun is none of those of somebody whom everybody knows."""
        nouns = entity.epithets.nouns
        if entity.kind is not PERSON or not nouns or is_called(phrase, entity):
            return False
        is_member = phrase.word in self.partisans and not self.partisans.isdisjoint(nouns)
        return is_member or phrase.word in self.offices

    def _is_whose(self, phrase: Phrase, entity: Entity) -> bool:
        """Whether somebody may hold an office under somebody: "Roe's manager" is whoever was said to be a manager."""
        is_office = phrase.scope is OWNED and phrase.kind is PERSON and phrase.word not in self.relations
        return not is_office or is_called(phrase, entity) or not self._families(phrase).isdisjoint(entity.families)

    def _is_elsewhere(self, places: frozenset[str], known: Set[str]) -> bool:
        """Whether places and parties are others than the known ones of their kind.

        "The Ohio senator" is not the one from Utah, and may be the Democratic candidate.
        """
        if not places.isdisjoint(known):
            return False
        return not {self.kinds.get(word) for word in places}.isdisjoint({self.kinds.get(word) for word in known})

    def _is_realm(self, noun: str, entity: Entity) -> bool:
        """Whether a noun for a territory can mean an entity: "the country" is no company, town or state."""
        if entity.kind is not PLACE:
            return noun not in self.territories
        return noun not in self.realms or entity.realm in self.realms[noun]

    def _families(self, phrase: Phrase) -> frozenset[str]:
        return self.families.get(phrase.word, frozenset())

    def _is_bound(self, phrase: Phrase, place: Place) -> bool:
        """Whether the entity fills another place beside the same verb ("Roe met her")."""
        if phrase.word in REFLEXIVE or phrase.verb != place.verb:
            return phrase.form is NOMINAL and self._is_near_joined(phrase, place)
        is_free = place.relation == "oblique" and phrase.relation == "subject" and self.is_topic(place.token)
        return not is_free and phrase.relation in ARGUMENTS and place.relation in ARGUMENTS

    def _is_scene(self, phrase: Phrase, place: Place) -> bool:
        """Whether somebody is named in the scene of the clause ("In talks with Ann Roe, the candidate said")."""
        if phrase.kind is not PERSON or phrase.form is not NOMINAL or phrase.relation != "subject":
            return False
        if place.form is not MentionKind.NAME or place.relation in {"possessor", "owner", "subject"}:
            return False
        start = max(self.discourse.layout.sentence(phrase.head)[0], phrase.head - SCENE)
        if not start <= place.token < phrase.head:
            return False
        token = self.tokens[place.token]
        while token.pos_ not in VERBS and token.head.i != token.i:
            token = token.head
        return token.i == phrase.verb

    def is_topic(self, i: int) -> bool:
        """Whether the sentence names at its start whom it goes on to speak of ("As for Roe, she")."""
        before = [token.lower_ for token in self.tokens[max(0, i - TOPIC) : i]]
        return any(pair in TOPICAL for pair in pairwise(before))

    def _is_near_joined(self, phrase: Phrase, place: Place) -> bool:
        """Whether the phrase is joined to the mention ("Ann Roe and the mayor")."""
        token = self.tokens[phrase.head]
        return self.syntax.has(token, "conjunct") and token.head.i == place.token

    def barred(self, phrase: Phrase, entity_at: dict[int, Entity]) -> frozenset[int]:
        """The ids of entities that a phrase cannot mean because of whose words it stands in, or what it says.

        The speaker of a quotation is "I" there; whoever is named in a quotation is not its speaker; an owner is not
        what is owned, and nobody named inside a description is the one described.
        """
        barred = {id(entity_at[i]) for i in self._others_inside(phrase) if i in entity_at}
        speaker = self.discourse.speaker_of(phrase.head) if self.discourse.is_quoted(phrase.head) else None
        if speaker is not None and speaker in entity_at:
            barred.add(id(entity_at[speaker]))
        for act in self.discourse.acts_by_source.get(phrase.head, ()):
            for i in self._quoted_heads(act.segments, entity_at):
                barred.add(id(entity_at[i]))
        barred.update(id(entity_at[i]) for i in self._commanded(phrase, entity_at))
        return frozenset(barred)

    def _commanded(self, phrase: Phrase, entity_at: Container[int]) -> Iterator[int]:
        """The phrases that a subject commands: "he" in "He said that Roe had left" is not Roe."""
        if phrase.form is PRONOUN and phrase.relation == "subject" and phrase.head < phrase.verb:
            verb = self.tokens[phrase.verb]
            end = min(self.discourse.layout.sentence(phrase.head)[1], phrase.verb + COMMANDED)
            yield from (i for i in range(phrase.verb + 1, end) if i in entity_at and verb.is_ancestor(self.tokens[i]))

    def _others_inside(self, phrase: Phrase) -> list[int]:
        if phrase.form is not NOMINAL:
            return []
        owner = [phrase.owner] if phrase.scope is OWNED else []
        return owner + [i for i in range(phrase.start, phrase.end) if i != phrase.head]

    def _quoted_heads(self, segments: tuple[tuple[int, int], ...], entity_at: dict[int, Entity]) -> list[int]:
        layout = self.discourse.layout
        return [
            i
            for start, end in segments
            for i in range(layout.token_at(start), layout.token_at(end - 1) + 1)
            if i in entity_at and self.discourse.is_quoted(i) and not self._is_modifier(i)
        ]

    def _is_modifier(self, i: int) -> bool:
        """Whether a name stands before a noun: whoever speaks of "*Roe* supporters" may be Roe."""
        token = self.tokens[i]
        return token.head.i > i and self.syntax.has(token, "noun_modifier") and not self.syntax.is_possessor(token)
