"""Attributions by a phrase without a verb: "It will fail, according to officials." · "In the words of Ann Roe, ..."

The content is the rest of the sentence, or of its last clause where another's words stand before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from flows.extract.content.extent import Extent
from flows.extract.content.parenthetical import NAMING, SUBJECT_REACH, Aside, is_apposed, rest_of_sentence
from flows.extract.cues import CueWord
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.vocabulary import Vocabulary


class PhraseRules:
    """Finds what source phrases attribute."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary, syntax: Syntax, extent: Extent) -> None:
        self.layout, self.vocabulary, self.syntax, self.extent = layout, vocabulary, syntax, extent
        self.doc = layout.tokens

    def asides(self) -> Iterator[Aside]:
        """What each source phrase ("according to") attributes."""
        for i, token in enumerate(self.layout.tokens):
            for phrase in self.vocabulary.phrases_by_first.get(token.lower_, ()):
                end = i + len(phrase.tokens)
                if end == i + 1 and not (token.is_sent_start or self.doc[i - 1].text == ","):
                    continue  # "per" between other words is a rate: "two per cent"
                if tuple(t.lower_ for t in self.doc[i:end]) == phrase.tokens and self.layout.is_outside(i):
                    cue = CueWord(token, i, end, phrase.cue_class, frozenset({"quote"}))
                    yield from self._by_phrase(cue)

    def _by_phrase(self, cue: CueWord) -> Iterator[Aside]:
        sentence_start, sentence_end = self.layout.sentence(cue.start)
        source = self._source(cue, sentence_end)
        if source is None:
            return
        first = self._first(sentence_start, sentence_end)
        end = self._end_of_source(cue, source, sentence_end, initial=cue.start <= first)
        start = cue.start - 1 if cue.start > sentence_start and self.doc[cue.start - 1].text == "," else cue.start
        segments = rest_of_sentence(self.layout, self._last_clause(sentence_start, start), start, end, sentence_end)
        if segments:
            yield Aside(cue, source, segments, "phrase")

    def _last_clause(self, sentence_start: int, end: int) -> int:
        """Where the last clause before `end` starts, behind the words of another: "She said ..., and the dam"."""
        for i in range(end - 1, sentence_start, -1):
            if self.extent.is_joint(i) and self.layout.is_outside(i):
                has_cue = any(self.extent.is_cue(self.doc[j]) for j in range(sentence_start, i))
                return i + 1 if has_cue else sentence_start
        return sentence_start

    def _first(self, start: int, end: int) -> int:
        while start < end and self.layout.is_filler(start):
            start += 1
        return start

    def _source(self, cue: CueWord, sentence_end: int) -> Token | None:
        """The head of the noun phrase behind a source phrase."""
        if cue.end >= sentence_end:
            return None
        limit = cue.end + 1
        while limit < min(sentence_end, cue.end + SUBJECT_REACH) and self.doc[limit].text != ",":
            limit += 1
        token = self.doc[cue.end]
        while cue.end <= token.head.i < limit and token.head.i != token.i and token.head.pos_ in NAMING:
            token = token.head
        return token

    def _end_of_source(self, cue: CueWord, source: Token, sentence_end: int, *, initial: bool) -> int:
        """The token after the source: the comma where the sentence takes up its content."""
        i = cue.end
        last = None
        while i < sentence_end:
            if self.doc[i].text == ";":
                return i
            if self.doc[i].text == "," and self.layout.is_outside(i):
                last = i
                if not (initial and is_apposed(self.layout, self.syntax, i + 1, sentence_end)):
                    return i
            i += 1
        return last if last is not None and initial else sentence_end
