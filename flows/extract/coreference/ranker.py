"""The choice among candidates: a weight for each feature, the greatest sum wins, and its share is the chance."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from flows.enums import MentionKind
from flows.extract.coreference.entities import Entity, learn_gender
from flows.extract.coreference.features import Candidate
from flows.extract.coreference.phrase import MANY, SINGLE, Kind, Phrase
from flows.extract.coreference.weights import Anaphor, Weights

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
PERSON, IT, THEY, BODY = Anaphor.PERSON, Anaphor.IT, Anaphor.THEY, Anaphor.BODY
NOMINAL = MentionKind.NOMINAL
ROLES = frozenset({Kind.PERSON, Kind.UNKNOWN})
SURE = 0.8
"""Chance from which a pronoun tells the gender of somebody of whom none is known."""
LEAST = {Anaphor.IT: 0.6, Anaphor.THEY: 0.5}
"""The chance below which a pronoun that does not speak has no entity: a wrong mention is worse than none."""


class Reference(NamedTuple):
    """Whom a phrase means: the entity, the chance that it is right, and the features that chose it."""

    phrase: Phrase
    entity: Entity | None
    chance: float
    why: tuple[str, ...] = ()
    is_new: bool = False
    """The phrase introduces the entity."""


class Question(NamedTuple):
    """A phrase to be resolved, its candidates and the features of each; the last features are those of "none"."""

    phrase: Phrase
    candidates: list[Candidate]
    features: list[list[str]]
    speaks: bool = False
    """The phrase is the source of words."""


def anaphor_of(phrase: Phrase) -> Anaphor:
    """The kind of an anaphor."""
    if phrase.form is NOMINAL:
        return Anaphor.ROLE if phrase.kind in ROLES else BODY
    if phrase.word in SINGLE:
        return PERSON
    return THEY if phrase.word in MANY else IT


class Ranker:
    """Chooses the candidate with the greatest weight."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def meet(self, entity: Entity, head: int) -> None:
        """Nothing to remember: what an entity was called is in the entity."""

    def choose(self, question: Question) -> Reference:
        """The best candidate, with its chance among all answers."""
        kind = anaphor_of(question.phrase)
        weigh = self.weights[kind].get
        scores = [sum([weigh(name, 0.0) for name in names]) for names in question.features]
        best = scores.index(max(scores))
        chance = _chance(scores, best)
        is_sure = question.speaks or chance >= LEAST.get(kind, 0.0)
        entity = question.candidates[best].entity if best < len(question.candidates) and is_sure else None
        if entity is not None and chance >= SURE and not entity.is_gender_sure:
            learn_gender(entity, question.phrase.gender)
        return Reference(question.phrase, entity, chance, tuple(question.features[best]))


def _chance(scores: Sequence[float], number: int) -> float:
    """The share of one answer among all."""
    own = scores[number]
    return 1 / sum([exp(score - own) for score in scores])
