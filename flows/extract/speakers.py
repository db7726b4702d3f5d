"""Who a cue belongs to: the word in the text that names its source."""

from __future__ import annotations

from spacy.tokens import Token

from flows.extract.cues import CueWord
from flows.extract.layout import Layout
from flows.extract.syntax import Syntax

CLIMB = 6
"""Verbs passed on the way up to a subject: deeper chains are parser errors."""


class SpeakerRules:
    """Finds the head of the phrase that names the source of a cue."""

    def __init__(self, layout: Layout, syntax: Syntax) -> None:
        self.layout, self.syntax = layout, syntax

    def head(self, cue: CueWord) -> Token | None:
        """The head of the speaker's phrase, outside all quotation marks, or None."""
        found = self._subject(cue.head)
        return found if found is not None and self.layout.is_outside(found.i) else None

    def _subject(self, verb: Token) -> Token | None:
        """The subject of a verb: its own, its agent in the passive, or that of the verb it leans on."""
        for _ in range(CLIMB):
            if self.syntax.is_passive(verb):
                return self.syntax.child(verb, "agent")
            own = self.syntax.child(verb, "subject")
            if own is not None:
                return own
            if self.syntax.has(verb, "noun_clause"):
                return verb.head
            if verb.head.i == verb.i or not self.syntax.has(
                verb, "conjunct", "adverbial_clause", "open_clause", "loose_clause", "clause"
            ):
                return None
            verb = verb.head
        return None
