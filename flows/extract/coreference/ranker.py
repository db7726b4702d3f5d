"""The choice among candidates: the greatest score of its features wins, and its share is the chance."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from flows.enums import MentionKind
from flows.extract.coreference.entities import Entity, is_called, learn_gender
from flows.extract.coreference.features import Candidate
from flows.extract.coreference.phrase import MANY, SINGLE, Kind, Phrase, Scope
from flows.extract.coreference.weights import Anaphor, Scorers

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
PERSON, IT, THEY, BODY = Anaphor.PERSON, Anaphor.IT, Anaphor.THEY, Anaphor.BODY
NOMINAL = MentionKind.NOMINAL
ROLES = frozenset({Kind.PERSON, Kind.UNKNOWN})
SURE = 0.8
"""Chance from which a pronoun tells the gender of somebody of whom none is known."""
PRIORS = {Anaphor.ROLE: 1.5}
"""Taken from the weight of "nobody" for a description of a person. The weights answer as many questions rightly as they
can, and most descriptions mean nobody named; but a reader misses a name more than she minds a doubtful one, which has a
low confidence. In 90 news articles 33 of 68 descriptions have the right name with 0.5, 38 with 1.5 and with 2.5."""
SPEAKING = {Anaphor.IT: 2.0, Anaphor.THEY: 1.0}
"""Taken from it for a pronoun that speaks: "it said" is somebody, "it rained" is not."""
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
    plain_chance: float = 1.0
    """The chance by the fitted weights alone, without what news are known to do: surer where words do not speak."""


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
    """Chooses the candidate with the greatest score."""

    def __init__(self, scorers: Scorers) -> None:
        self.scorers = scorers

    def meet(self, entity: Entity, head: int) -> None:
        """Nothing to remember: what an entity was called is in the entity."""

    def choose(self, question: Question) -> Reference:
        """The best candidate, with its chance among all answers."""
        kind = anaphor_of(question.phrase)
        scores = self.scorers[kind].score(question.features)
        plain = list(scores)
        scores[-1] -= _prior(question, kind)
        best = scores.index(max(scores))
        chance = _chance(scores, best)
        is_sure = question.speaks or chance >= LEAST.get(kind, 0.0)
        entity = question.candidates[best].entity if best < len(question.candidates) and is_sure else None
        if entity is not None and chance >= SURE and not entity.is_gender_sure:
            learn_gender(entity, question.phrase.gender)
        why = tuple(question.features[best])
        return Reference(question.phrase, entity, chance, why, plain_chance=_chance(plain, best))


def _chance(scores: Sequence[float], number: int) -> float:
    """The share of one answer among all."""
    own = scores[number]
    return 1 / sum([exp(score - own) for score in scores])


def _is_apart(question: Question, kind: Anaphor) -> bool:
    """Whether an office of a place, or a body with modifiers, is of a kind that no candidate is known for."""
    phrase = question.phrase
    is_known = any(is_called(phrase, c.entity) or phrase.word in c.entity.name_words for c in question.candidates)
    return not is_known and (phrase.is_placed or (kind is BODY and bool(phrase.modifiers)))


def _prior(question: Question, kind: Anaphor) -> float:
    """What is taken from "nobody": no prior for what is owned, and for an office of a place that none is known for.

    "His friend" is seldom somebody named before, and "the mayor of Rome" often is not.
    """
    phrase = question.phrase
    speaking = SPEAKING.get(kind, 0.0) if question.speaks else 0.0
    return speaking if phrase.scope is Scope.OWNED or _is_apart(question, kind) else PRIORS.get(kind, 0.0) + speaking
