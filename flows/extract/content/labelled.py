"""Attributions by layout: "Ann Roe: The plan is dead" in headlines and transcripts; "“It is dead.” — Ann Roe".

No verb says that something is said; that a name stands alone before a colon, or behind a dash, does.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from flows.extract.content.parenthetical import Aside
from flows.extract.cues import CueWord
from flows.extract.text.layout import REACH, Layout, Stretch
from flows.extract.text.syntax import FINITE
from flows.extract.vocabulary import Vocabulary

LABEL_TOKENS = 7
"""Tokens that a speaker's label has at most: longer ones are sentences with a colon in them."""
SPEAKERS = frozenset({"PERSON", "ORG", "NORP"})
DASHES = frozenset({"-", "–", "—", "--", "―"})
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "ADP", "NUM", "PART"})


class LabelRules:
    """Finds what stands beside a speaker's label."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary) -> None:
        self.layout, self.doc, self.vocabulary = layout, layout.tokens, vocabulary
        self.surnames = {name[-1].text.upper() for name in layout.doc.ents if name.label_ == "PERSON" and len(name) > 1}

    def asides(self, claimed: set[int]) -> Iterator[Aside]:
        """What labels attribute; `claimed` are the first tokens of the stretches that have a cue already."""
        for start, end in self.layout.paragraphs:
            first, last = self.layout.token_at(start), self.layout.token_at(end - 1) + 1
            is_attributed = any(i in claimed for i in range(first, last))
            if not is_attributed and (aside := self._before_colon(first, last)) is not None:
                yield aside
        for stretch in self.layout.stretches:
            if stretch.first not in claimed and (aside := self._behind_dash(stretch)) is not None:
                yield aside

    def _before_colon(self, first: int, last: int) -> Aside | None:
        colon = next((i for i in range(first, min(first + LABEL_TOKENS, last)) if self.doc[i].text == ":"), None)
        if colon is None or colon == first or colon + 1 >= last or not self.layout.is_outside(first):
            return None
        label = self.doc[first:colon]
        if any(token.pos_ not in NAMING for token in label) or not self._names_speaker(label[0], label[-1]):
            return None
        if not any(token.tag_ in FINITE for token in self.doc[colon + 1 : min(last, colon + REACH)]):
            return None
        span = self.layout.span(colon + 1, last)
        source = next((token for token in label if token.ent_type_ in SPEAKERS), label[-1])
        return Aside(self._cue(colon), source, (span,), "label") if span is not None else None

    def _names_speaker(self, first: Token, last: Token) -> bool:
        """Whether a label is a person or body; one word in capitals may be a dateline, so it has to be known."""
        if first.i < last.i or not first.text.isupper():
            return last.ent_type_ in SPEAKERS
        role = self.vocabulary.roles.get(first.lower_)
        return first.ent_type_ == "PERSON" or first.text in self.surnames or (role is not None and role.number == "one")

    def _behind_dash(self, stretch: Stretch) -> Aside | None:
        """The name alone behind a dash behind a stretch."""
        i = stretch.last + 1
        while i < len(self.doc) and self.doc[i].is_space:
            i += 1
        if i + 1 >= len(self.doc) or self.doc[i].text not in DASHES or self.doc[i + 1].ent_type_ != "PERSON":
            return None
        return Aside(self._cue(i), self.doc[i + 1], (stretch.inner,), "label")

    def _cue(self, i: int) -> CueWord:
        return CueWord(self.doc[i], i, i + 1, "speech", frozenset({"quote"}))
