"""Attributions by layout: "Ann Roe: The plan is dead" in headlines and transcripts; "“It is dead.” — Ann Roe".

No verb says that something is said; that a name stands alone before a colon, or behind a dash, does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from flows.extract.content.parenthetical import Aside
from flows.extract.cues import CueWord
from flows.extract.quotes import Segment
from flows.extract.text.datelines import DASHES
from flows.extract.text.layout import REACH, Layout, Stretch
from flows.extract.text.sentences import END_MARKS
from flows.extract.text.syntax import FINITE
from flows.extract.vocabulary import Vocabulary

LABEL_TOKENS = 7
"""Tokens that a speaker's label has at most: longer ones are sentences with a colon in them."""
NAME_TOKENS = 14
"""Tokens of a name with its office, before a colon and a quotation: "Rep. Ann Roe (D-Ohio), the chair: “..."."""
TITLE_TOKENS = 3
"""Tokens of a title between a dash and a name."""
TURNS = 3
"""Lines with a label that make a transcript, if two labels take turns in them."""
SPEAKERS = frozenset({"PERSON", "ORG", "NORP"})
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "ADP", "NUM", "PART"})


class LabelRules:
    """Finds what stands beside a speaker's label."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary) -> None:
        self.layout, self.doc, self.vocabulary = layout, layout.tokens, vocabulary
        self.surnames = {name[-1].text.upper() for name in layout.doc.ents if name.label_ == "PERSON" and len(name) > 1}
        self.lines = [(layout.token_at(start), layout.token_at(end - 1) + 1) for start, end in layout.paragraphs]
        self.turns = self._turns()

    def asides(self, claimed: set[int]) -> Iterator[Aside]:
        """What labels attribute; `claimed` are the first tokens of the stretches that have a cue already."""
        labelled: set[int] = set()
        for first, last in self.lines:
            is_attributed = any(i in claimed for i in range(first, last))
            if not is_attributed and (aside := self._before_colon(first, last)) is not None:
                labelled.update(range(first, last))
                yield aside
        for stretch in self.layout.stretches:
            if stretch.first in claimed or stretch.first in labelled:
                continue
            if (aside := self._behind_dash(stretch) or self._before_quotation(stretch)) is not None:
                yield aside

    def _turns(self) -> Counter[str]:
        """How many lines each label opens, in a transcript; empty where the text is none."""
        turns = Counter(label for first, last in self.lines if (label := self._label(first, last)) is not None)
        repeated = Counter({label: count for label, count in turns.items() if count > 1})
        return turns if repeated and len(turns) > 1 and turns.total() >= TURNS else Counter()

    def _label(self, first: int, last: int) -> str | None:
        """The words before the colon that opens a line, where they can name somebody; "Q:" and "A:" name nobody."""
        colon = self._colon(first, last)
        if colon is None or not self.doc[first].text[0].isupper() or len(self.doc[first]) == 1:
            return None
        return self.layout.text[self.doc[first].idx : self.doc[colon].idx]

    def _colon(self, first: int, last: int) -> int | None:
        colon = next((i for i in range(first, min(first + LABEL_TOKENS, last)) if self.doc[i].text == ":"), None)
        if colon is None or colon == first or colon + 1 >= last or not self.layout.is_outside(first):
            return None
        return colon if all(token.pos_ in NAMING for token in self.doc[first + 1 : colon]) else None

    def _before_colon(self, first: int, last: int) -> Aside | None:
        colon = self._colon(first, last)
        if colon is None:
            return None
        label = self.doc[first:colon]
        if not self._takes_turns(first, last):
            if label[0].pos_ not in NAMING or not self._names_speaker(label[0], label[-1]):
                return None
            if not any(token.tag_ in FINITE for token in self.doc[colon + 1 : min(last, colon + REACH)]):
                return None
        span = self._line(colon + 1, last)
        source = next((token for token in label if token.ent_type_ in SPEAKERS), label[-1])
        return Aside(self._cue(colon), source, (span,), "label") if span is not None else None

    def _takes_turns(self, first: int, last: int) -> bool:
        """Whether a line of a transcript has a label that opens another one too, or stands in capitals."""
        label = self._label(first, last) or ""
        return self.turns[label] > 1 or (self.turns[label] == 1 and label.isupper())

    def _line(self, start: int, end: int) -> Segment | None:
        """What a line says, with its end mark; without its marks where it is one quotation."""
        while start < end and self.doc[start].is_space:
            start += 1
        if start >= end:
            return None
        number = self.layout.stretch_of[start]
        if number >= 0 and self.layout.stretches[number].last >= end - 1:
            return self.layout.stretches[number].inner
        return self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])

    def _names_speaker(self, first: Token, last: Token) -> bool:
        """Whether a label is a person or body; one word in capitals may be a dateline, so it has to be known."""
        if first.i < last.i or not first.text.isupper():
            return last.ent_type_ in SPEAKERS
        role = self.vocabulary.roles.get(first.lower_)
        return first.ent_type_ == "PERSON" or first.text in self.surnames or (role is not None and role.number == "one")

    def _before_quotation(self, stretch: Stretch) -> Aside | None:
        """A name with its office before a colon and a quotation: Rep. Ann Roe (D-Ohio): “...”"""
        colon = self.layout.before(stretch.first)
        if colon is None or self.doc[colon].text not in {":", "):"} or not self.layout.is_outside(colon):
            return None
        source = None
        for i in range(colon - 1, max(-1, colon - NAME_TOKENS), -1):
            token = self.doc[i]
            if token.is_space or token.text in END_MARKS or (token.text in DASHES and token.whitespace_):
                break
            if token.tag_ in FINITE or not self.layout.is_outside(i):
                return None
            source = token if token.ent_type_ == "PERSON" else source
        return Aside(self._cue(colon), source, (stretch.inner,), "label") if source is not None else None

    def _behind_dash(self, stretch: Stretch) -> Aside | None:
        """The name behind a dash behind a stretch."""
        i = stretch.last + 1
        while i < len(self.doc) and self.doc[i].is_space:
            i += 1
        if i + 1 >= len(self.doc) or self.doc[i].text not in DASHES:
            return None
        title = range(i + 1, min(i + 1 + TITLE_TOKENS, len(self.doc)))
        source = next((self.doc[j] for j in title if self.doc[j].ent_type_ == "PERSON"), None)
        if source is None or not all(self.doc[j].pos_ == "PROPN" for j in range(i + 1, source.i)):
            return None
        return Aside(self._cue(i), source, (stretch.inner,), "label")

    def _cue(self, i: int) -> CueWord:
        return CueWord(self.doc[i], i, i + 1, "speech", frozenset({"quote"}))
