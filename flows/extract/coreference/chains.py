"""One pass over an article that says whom each name, pronoun and description means.

Phrases come in the order of the telling, quoted words behind their speaker. A rule or a name settles a phrase where it
can; else the entities of the discourse so far that the constraints allow are weighed, "none of them" among them.
"""

from __future__ import annotations

from typing import Protocol

from flows.enums import MentionKind
from flows.extract.coreference.candidates import Questions
from flows.extract.coreference.constraints import REFLEXIVE
from flows.extract.coreference.entities import Entity
from flows.extract.coreference.phrase import Phrase
from flows.extract.coreference.ranker import Question, Reference
from flows.extract.coreference.recorder import Recorder
from flows.extract.coreference.settling import Settler
from flows.extract.coreference.state import State

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
NOMINAL = MentionKind.NOMINAL


class Judge(Protocol):
    """Chooses antecedents."""

    def meet(self, entity: Entity, head: int) -> None:
        """Hear whom the phrase with that head means, where no question was asked."""

    def choose(self, question: Question) -> Reference:
        """Answer a question."""


class Chains:
    """Whom the phrases of one article mean, by the token of their head."""

    def __init__(self, state: State, judge: Judge) -> None:
        self.layout, self.beside, self.discourse = state.layout, state.beside, state.discourse
        self.references = state.references
        self.judge, self.state = judge, state
        self.settler, self.questions = Settler(state), Questions(state)
        self._read(Recorder(state, self.settler))

    def _read(self, recorder: Recorder) -> None:
        for head, entity in self.state.entity_at.items():
            self.judge.meet(entity, head)
        for phrase in sorted(self.state.phrases, key=lambda phrase: self.discourse.reading_order(phrase.head)):
            reference = self._resolve(phrase)
            self.references[phrase.head] = reference
            if reference.entity is not None:
                self.judge.meet(reference.entity, phrase.head)
                chance = 1.0 if reference.is_new else reference.plain_chance
                recorder.record(phrase, reference.entity, chance)

    def _resolve(self, phrase: Phrase) -> Reference:
        if phrase.identity is not None:
            return Reference(phrase, self.state.entity_at[phrase.head], 1.0)
        settled = self._settle(phrase)
        if settled is not None:
            return settled
        chosen = self.judge.choose(self.questions.ask(phrase))
        if chosen.entity is None and phrase.form is NOMINAL:
            return chosen._replace(entity=self.settler.introduce(phrase), is_new=True)
        return chosen

    def _settle(self, phrase: Phrase) -> Reference | None:
        if phrase.is_empty:
            return Reference(phrase, None, 1.0, ("empty",))
        if phrase.form is NOMINAL:
            return self.settler.settle(phrase)
        own = self.settler.own_subject(phrase) if phrase.word in REFLEXIVE else None
        return Reference(phrase, own, 1.0, ("reflexive",)) if own is not None else None
