"""What each phrase adds to the entity that it means: a mention, nouns, places, gender, an owner."""

from __future__ import annotations

from flows.enums import MentionKind
from flows.extract.coreference.ages import read_age
from flows.extract.coreference.constraints import REFLEXIVE
from flows.extract.coreference.doings import find_doings
from flows.extract.coreference.entities import Entity, Place, learn_gender
from flows.extract.coreference.kin import Kin
from flows.extract.coreference.phrase import Kind, Phrase
from flows.extract.coreference.regions import Regions
from flows.extract.coreference.settling import Settler
from flows.extract.coreference.state import State
from flows.extract.coreference.title_nouns import find_title_nouns

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
NAME, NOMINAL, PERSON = MentionKind.NAME, MentionKind.NOMINAL, Kind.PERSON
LONGEST = 120
"""Code points of several names together ("Ann Roe and the botanist Ben Poe")."""
TOLD = 1.0
"""Chance of a description beside its name, or in a predicate."""
LIKELY = 0.5
"""Chance from which a description is kept as one of whom it means."""


class Recorder:
    """Keeps what phrases say."""

    def __init__(self, state: State, settler: Settler) -> None:
        self.state, self.settler, self.layout = state, settler, state.layout
        self.discourse, self.syntax, self.vocabulary = state.discourse, state.syntax, state.vocabulary
        self.kin = Kin(state.vocabulary)
        self.regions = Regions(state.reader, state.vocabulary)

    def record(self, phrase: Phrase, entity: Entity, chance: float) -> None:
        """Record that a phrase means an entity. A doubtful description says nothing of it to those that follow."""
        i = phrase.head
        self.state.entity_at[i] = entity
        place = Place(
            i,
            self.discourse.sentence[i],
            self.discourse.paragraph[i],
            phrase.form,
            phrase.relation,
            phrase.verb,
            self.discourse.act_of[i],
            self.discourse.is_quoted(i),
        )
        self.state.entities.touch(entity, place)
        self._learn(phrase, entity, chance)
        is_described = i in self.state.described_speakers
        if is_described:
            entity.subject_sentence = place.sentence
        if is_described or self.state.is_speaking(phrase):
            self.state.entities.hear(entity)
        self._join(phrase, place)

    def _join(self, phrase: Phrase, place: Place) -> None:
        """Several persons joined by "and" are a group that "they" may mean."""
        token = self.layout.tokens[phrase.head]
        first = self.state.references.get(token.head.i) if self.syntax.has(token, "conjunct") else None
        if first is None or first.phrase.kind is not PERSON or phrase.kind is not PERSON:
            return
        self._marry(first.phrase, phrase)
        text = self.layout.text_of(first.phrase.start, phrase.end)
        if len(text) <= LONGEST and "\n" not in text:
            self.state.entities.touch(Entity(Kind.PEOPLE, text=text, is_many=True), place)

    def _marry(self, one: Phrase, other: Phrase) -> None:
        """A man and a woman joined under one surname are taken for a couple ("Ann and Ben Roe")."""
        known = self.state.entities.of_identity
        pair = [known[id(phrase.identity)] for phrase in (one, other) if id(phrase.identity) in known]
        surnames = {(entity.name or " ").split()[-1] for entity in pair}
        is_short = one.end == one.start + 1 and other.end > other.start + 1
        if is_short and len(pair) == 2 and len(surnames) == 1 and {e.gender for e in pair} == {"male", "female"}:
            for owner, owned in (pair, pair[::-1]):
                for noun in self.kin.spouse(owned):
                    self.state.owned.setdefault((id(owner), noun), owned)

    def _learn(self, phrase: Phrase, entity: Entity, chance: float) -> None:
        """Keep what the phrase says of whom it means."""
        is_sure = chance >= LIKELY
        if phrase.form is NAME:
            origin = self.regions.origin(phrase)
            entity.places.update(origin.places)
            entity.age = read_age(self.layout.tokens, phrase.start, phrase.end) or entity.age
            if origin.member:
                self.state.entities.describe(entity, origin.member, ())
            for noun, modifiers in find_title_nouns(self.layout.tokens, phrase.start, self.vocabulary).items():
                self.state.entities.describe(entity, noun, modifiers)
            for noun in sorted(find_doings(phrase, self.layout.tokens, self.syntax, self.vocabulary)):
                self.state.entities.describe(entity, noun, ())
        elif phrase.form is NOMINAL:
            if is_sure:
                entity.age = phrase.age or entity.age
                is_told = chance == TOLD
                self.state.entities.describe(entity, phrase.word, phrase.modifiers, is_told=is_told)
                entity.places.update(phrase.places)
                entity.is_doubtful &= phrase.kind is not Kind.BODY
            owner = self.settler.owner(phrase)
            if owner is not None and owner is not entity:
                self.state.owned.setdefault((id(owner), phrase.word), entity)
                for noun in self.kin.inverse(phrase.word, owner) if chance == TOLD else ():
                    self.state.owned.setdefault((id(entity), noun), owner)
        elif phrase.word not in REFLEXIVE:
            entity.pronoun = (phrase.word, self.discourse.sentence[phrase.head])
        if is_sure and phrase.form is NOMINAL and not (entity.is_gender_sure and entity.gender):
            learn_gender(entity, phrase.gender)
