"""The question that a pronoun or description asks: its candidates among the entities so far, each with its features."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from flows.enums import MentionKind
from flows.extract.coreference.beside import is_whose
from flows.extract.coreference.constraints import Constraints
from flows.extract.coreference.entities import Entity, Place, is_called
from flows.extract.coreference.features import Candidate, Features
from flows.extract.coreference.phrase import SINGLE, Kind, Phrase, Scope
from flows.extract.coreference.ranker import Question
from flows.extract.coreference.state import State
from flows.extract.coreference.title_nouns import find_title_nouns
from flows.extract.word_groups import WordGroup

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
NOMINAL, PRONOUN, PERSON, DEFINITE = MentionKind.NOMINAL, MentionKind.PRONOUN, Kind.PERSON, Scope.DEFINITE
SCANNED = 24
"""Entities looked at, from the one mentioned last: those further back are named again before a pronoun means them."""
FITTING = 10
"""Candidates weighed of those that fit."""
LATER = 6
"""Narrative sentences ahead in which a name may be that of a description ("The mayor ... Ann Roe")."""
LATER_NAMES = 4


class Questions:
    """Asks whom phrases mean."""

    def __init__(self, state: State) -> None:
        self.state, self.layout, self.discourse = state, state.layout, state.discourse
        self.constraints = Constraints(self.discourse, state.syntax, state.vocabulary)
        self.features = Features(self.discourse, state.vocabulary.families)

    def ask(self, phrase: Phrase) -> Question:
        """The candidates of a phrase with their features."""
        if phrase.form is NOMINAL:
            self._complete(phrase)
        barred = self.constraints.barred(phrase, self.state.entity_at)
        ahead = self._subject_ahead(phrase) if phrase.form is PRONOUN else None
        candidates = self._so_far(phrase, barred, ahead)
        _mark_last_speaker(candidates)
        seen = {id(candidate.entity) for candidate in candidates}
        if ahead is not None and id(ahead) not in seen and self.constraints.allow(phrase, ahead, barred):
            candidates.append(self._candidate(ahead, len(candidates), ahead, is_later=True))
        if phrase.form is NOMINAL and (phrase.kind is PERSON or self.state.is_speaking(phrase)):
            candidates += self._later(phrase, barred, len(candidates))
        listed = [self.features.of(phrase, candidate, self.state.entity_at) for candidate in candidates]
        listed.append(self.features.of_nobody(phrase, candidates))
        return Question(phrase, candidates, listed, self.state.is_speaking(phrase))

    def _complete(self, phrase: Phrase) -> None:
        """Add what the words behind a description and the names so far tell of it: its gender, and if it is a body."""
        if not phrase.gender and phrase.kind is not Kind.BODY:
            phrase.gender = self.state.gender_ahead(phrase)
        if phrase.kind is Kind.UNKNOWN:
            is_body = any(phrase.word in entity.name_words for entity in self.state.entities.recent(SCANNED))
            phrase.kind = Kind.BODY if is_body else phrase.kind

    def _so_far(self, phrase: Phrase, barred: frozenset[int], ahead: Entity | None) -> list[Candidate]:
        candidates: list[Candidate] = []
        for entity in self.state.entities.recent(SCANNED):
            if len(candidates) < FITTING and self.constraints.allow(phrase, entity, barred):
                candidates.append(self._candidate(entity, len(candidates), ahead))
        seen = {id(candidate.entity) for candidate in candidates}
        for entity in self.state.entities.bearing(phrase.word) if phrase.form is NOMINAL else ():
            if id(entity) not in seen and self.constraints.allow(phrase, entity, barred):
                candidates.append(self._candidate(entity, len(candidates), ahead))
        candidates = self._prefer_newcomer(phrase, self._prefer_topic(phrase, candidates))
        fitting = _prefer_named(phrase, _without_contrary_genders(phrase, candidates))
        return _prefer_placed(phrase, _prefer_told(phrase, fitting))

    def _prefer_topic(self, phrase: Phrase, candidates: list[Candidate]) -> list[Candidate]:
        """Only whom the sentence of a pronoun names at its start to speak of ("As for Roe, he")."""
        if phrase.form is not PRONOUN or self.discourse.is_quoted(phrase.head):
            return candidates
        start, _ = self.layout.sentence(phrase.head)
        places = [(candidate, candidate.entity.last) for candidate in candidates]
        topics = [c for c, last in places if last and last.token >= start and self.constraints.is_topic(last.token)]
        return topics or candidates

    def _prefer_newcomer(self, phrase: Phrase, candidates: list[Candidate]) -> list[Candidate]:
        """Only the unnamed speaker whom the sentence before introduced ("A nurse said so. “We wept,” *she* said")."""
        if phrase.word not in SINGLE or not self.discourse.speaks_quotation(phrase.head):
            return candidates
        here, paragraph = self.discourse.sentence[phrase.head], self.discourse.paragraph[phrase.head]
        for candidate in candidates:
            entity, last = candidate.entity, candidate.entity.last
            is_new = entity.identity is None and entity.kind is PERSON and entity.subject_sentence == here - 1
            is_heard = entity.spoke == self.state.entities.count_heard and last is not None
            if is_new and is_heard and last is not None and last.paragraph == paragraph and self._tells(last):
                return candidates if _is_second(last, candidates) else [candidate]
        return candidates

    def _tells(self, place: Place) -> bool:
        """Whether a subject tells something: not "whose boss said", nor one that asks and is answered by another."""
        asking = self.state.vocabulary.groups[WordGroup.ASKING]
        return not is_whose(self.layout.tokens[place.token]) and self.layout.tokens[place.verb].lower_ not in asking

    def _candidate(self, entity: Entity, rank: int, ahead: Entity | None, *, is_later: bool = False) -> Candidate:
        candidate = Candidate(entity, rank)
        candidate.is_main = bool(self.state.entities.main) and entity is self.state.entities.main[0]
        candidate.is_later, candidate.is_ahead = is_later, entity is ahead
        return candidate

    def _subject_ahead(self, phrase: Phrase) -> Entity | None:
        """The first name behind a pronoun that is a subject of its sentence ("In her book, *Ann Roe* says")."""
        _, end = self.layout.sentence(phrase.head)
        at = bisect_right(self.state.subjects, phrase.head)
        if at == len(self.state.subjects) or self.state.subjects[at] >= end or self.discourse.is_quoted(phrase.head):
            return None
        return self.state.entity_at[self.state.subjects[at]]

    def _later(self, phrase: Phrase, barred: frozenset[int], rank: int) -> Iterator[Candidate]:
        """Who is first named within a few sentences behind that of a phrase: in its own it is mostly somebody else."""
        _, end = self.layout.sentence(phrase.head)
        at = bisect_right(self.state.firsts, end - 1, key=lambda first: first[0])
        limit = self.discourse.sentence[phrase.head] + LATER
        for head, entity, name in self.state.firsts[at : at + LATER_NAMES]:
            is_near = self.discourse.sentence[head] <= limit and entity.last is None
            if is_near and self.constraints.allow(phrase, entity, barred):
                candidate = self._candidate(entity, rank, None, is_later=True)
                candidate.heads = find_title_nouns(self.layout.tokens, name.start, self.state.vocabulary)
                rank += 1
                yield candidate


def _mark_last_speaker(candidates: list[Candidate]) -> None:
    """Tell of those that fit who spoke last."""
    last = max(candidates, key=lambda candidate: candidate.entity.spoke, default=None)
    if last is not None and last.entity.spoke >= 0:
        last.is_last_speaker = True


def _without_contrary_genders(phrase: Phrase, candidates: list[Candidate]) -> list[Candidate]:
    """Those of another gender by their given name, and bodies that may be persons, only where no person fits."""
    if not phrase.gender:
        return candidates
    agreeing = [candidate for candidate in candidates if candidate.entity.gender in {"", phrase.gender}]
    persons = [c for c in agreeing if c.entity.kind is PERSON]
    return persons if any(c.entity.identity is not None for c in persons) else candidates


def _prefer_named(phrase: Phrase, candidates: list[Candidate]) -> list[Candidate]:
    """Without the unnamed where somebody named bears the noun: "Judge clears the way" means the judge named below."""
    is_borne = any(c.entity.identity is not None and phrase.word in c.entity.heads for c in candidates)
    if phrase.form is not NOMINAL or not is_borne:
        return candidates
    return [candidate for candidate in candidates if candidate.entity.identity is not None]


def _prefer_told(phrase: Phrase, candidates: list[Candidate]) -> list[Candidate]:
    """Only those named whom the text has called by the noun ("Al Roe, the fire *chief*"), where any is."""
    if phrase.form is not NOMINAL or phrase.scope is not DEFINITE:
        return candidates
    named = [c for c in candidates if c.entity.identity is not None]
    if phrase.age and (aged := [c for c in named if c.entity.age == phrase.age]):
        return aged
    known = [c for c in named if phrase.word in c.entity.heads and _is_told_so(phrase, c.entity)]
    return known if any(phrase.word in c.entity.told_heads for c in known) else candidates


def _is_told_so(phrase: Phrase, entity: Entity) -> bool:
    """Whether places and the nouns before the noun fit; "the former trooper" may be "retired trooper Ann Roe"."""
    is_field = not phrase.field or not phrase.field.isdisjoint(entity.heads[phrase.word])
    return is_field and (not phrase.places or not phrase.places.isdisjoint(entity.places))


def _prefer_placed(phrase: Phrase, candidates: list[Candidate]) -> list[Candidate]:
    """Only those known by the noun and the place or party beside it, where there are any: "the Ohio senator"."""
    placed = [c for c in candidates if _is_called_there(phrase, c.entity) and phrase.places & c.entity.places]
    return placed or candidates


def _is_called_there(phrase: Phrase, entity: Entity) -> bool:
    """Whether an entity is known by a noun, or is of the people that the noun means ("the Egyptian")."""
    return is_called(phrase, entity) or phrase.word in phrase.places


def _is_second(newcomer: Place, candidates: list[Candidate]) -> bool:
    """Whether another is a subject before the newcomer: "*She* has an offer, her agent said. “Ask me,” she said"."""
    places = (place for candidate in candidates for place in candidate.entity.recent)
    return any(p.relation == "subject" and p.sentence == newcomer.sentence and p.token < newcomer.token for p in places)
