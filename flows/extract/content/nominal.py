"""Attributions by a noun or adjective: "her claim that ...", "calls for ...", "confident that ..."."""

from __future__ import annotations

from spacy.tokens import Token

from flows.extract.content.complements import QUESTION_WORDS
from flows.extract.content.extent import Extent
from flows.extract.cues import CueWord
from flows.extract.speakers.sources import SpeakerRules
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax

NAMERS = frozenset({"PERSON", "ORG", "NORP", "GPE"})


class NominalRules:
    """Finds the content and the source of reporting nouns and adjectives."""

    def __init__(self, layout: Layout, syntax: Syntax, extent: Extent, speakers: SpeakerRules) -> None:
        self.layout, self.syntax, self.extent, self.speakers = layout, syntax, extent, speakers
        self.doc = layout.tokens

    def content_of(self, cue: CueWord) -> tuple[int, int, str] | None:
        """The tokens `[start, end)` of what the noun or adjective introduces right behind it, and its form."""
        opening = self._opening(cue)
        if opening is None:
            return None
        start, form = opening
        end = self.extent.end(cue, start, form)
        if form != "clause" or self.syntax.has(cue.head, "subject", "passive_subject"):
            end = min(end, cue.head.right_edge.i + 1)
        return (start, end, form) if end > start else None

    def _opening(self, cue: CueWord) -> tuple[int, str] | None:
        _, sentence_end = self.layout.sentence(cue.head.i)
        at = cue.end
        if at + 1 >= sentence_end or not self.layout.is_outside(at):
            return None
        word = self.doc[at].lower_
        if word == "that" and cue.takes("that"):
            return (at, "clause") if self.doc[at + 1].pos_ not in {"VERB", "AUX"} else None
        if word == "to" and self.doc[at + 1].tag_ == "VB":
            return (at, "infinitive") if cue.takes("to") else None
        if word in QUESTION_WORDS and cue.takes("wh"):
            return at, "clause"
        return (at + 1, "object") if word in cue.complements else None

    def source(self, cue: CueWord) -> Token | None:
        """Whose claim it is: the possessor, the one behind "by" or "from", or the subject of the governing verb."""
        governor = self._governor(cue)
        for child in cue.head.children:
            if self.syntax.is_possessor(child):
                return governor if governor is not None and child.pos_ == "PRON" else child
        for child in cue.head.rights:
            if child.left_edge.lower_ in {"by", "from"} and self.syntax.has(child, "oblique", "noun_modifier"):
                return child if self.layout.is_outside(child.i) else None
        namer = self._namer(cue)
        if namer is not None:
            return namer
        own = self.syntax.child(cue.head, "subject")
        if own is not None:
            return own
        if cue.head.pos_ != "NOUN" and cue.head.head.pos_ in {"NOUN", "PROPN", "PRON"} and cue.head.head.i < cue.head.i:
            return cue.head.head
        return governor

    def _namer(self, cue: CueWord) -> Token | None:
        """The name right before the noun ("Republican criticism that ...", "the Roe claim")."""
        before = self.doc[cue.start - 1] if cue.start else cue.head
        is_modifier = before.head.i == cue.head.i and self.syntax.has(before, "noun_modifier")
        return before if is_modifier and before.ent_type_ in NAMERS and self.layout.is_outside(before.i) else None

    def _governor(self, cue: CueWord) -> Token | None:
        """The subject of the verb whose object the noun is ("He repeated his claim that ...")."""
        verb = cue.head.head
        if verb.i == cue.head.i or verb.pos_ not in {"VERB", "AUX"} or self.syntax.has(cue.head, "subject"):
            return None
        return self.speakers.of_verb(verb)
