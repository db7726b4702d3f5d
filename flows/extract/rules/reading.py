"""One article as every rule sees it: its text and tokens, syntax, layout, vocabulary, mentions and cues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any, TypeVar

from spacy.tokens import Doc

from flows.extract.cues import find_noun_cues, find_verb_cues
from flows.extract.names.mentions import Mention
from flows.extract.quotes import Candidate
from flows.extract.speakers.sources import SpeakerRules
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.vocabulary import Vocabulary

Result = TypeVar("Result")


class Reading:
    """One article as every rule sees it. Rules read it and never change it."""

    def __init__(self, doc: Doc, mentions: list[Mention], vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.vocabulary, self.syntax, self.mentions = vocabulary, syntax, mentions
        self.layout = Layout(doc, vocabulary.verbs)
        self.tokens, self.text = self.layout.tokens, self.layout.text
        self.speakers = SpeakerRules(self.layout, syntax, vocabulary)
        self.cues = list(find_verb_cues(self.layout, vocabulary, syntax))
        """The reporting verbs outside quotation marks, in order."""
        self.noun_cues = list(find_noun_cues(self.layout, vocabulary))
        """The reporting nouns and adjectives outside quotation marks, in order."""
        self.cue_heads = {cue.head.i for cue in self.cues}
        """The tokens that are heads of verb cues."""
        self.quoting_cues = {cue.head.i: cue for cue in self.cues if cue.takes("quote")}
        """The verb cues that can introduce a quotation, by the token of their head."""
        self.standing: Sequence[Candidate] = ()
        """What the rules with a cue found and the selection kept. Set for the rule `continuation` only."""
        self._results: dict[Callable[[Reading], Any], Any] = {}

    def once(self, read: Callable[[Reading], Result]) -> Result:
        """Return `read(self)`, computed at the first call: rules share the results of pure functions this way."""
        if read not in self._results:
            self._results[read] = read(self)
        result: Result = self._results[read]
        return result

    def with_standing(self, candidates: Sequence[Candidate]) -> Reading:
        """Return a copy of this reading that knows which candidates stand."""
        after = copy(self)
        after.standing = candidates
        after._results = {}
        return after
