"""Where each token stands in the telling of an article: narrative sentence, paragraph, and whose words it belongs to.

Sentences that stand wholly inside quotation marks do not count: "she" behind a long quotation is still near to the
sentence before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from flows.extract.quotes import Segment
from flows.extract.text.layout import Layout

DIVIDER = "___"
"""What parts the reports that a news agency strings together."""
PARTED = 5
"""Narrative sentences that it counts for: another report names its people anew."""


class Act(NamedTuple):
    """An act of saying: the tokens of its source and cue, and its words in code points."""

    source: int
    cue: int
    segments: tuple[Segment, ...]


class Discourse:
    """The telling of one article. Every list has one value a token."""

    def __init__(self, layout: Layout, acts: Iterable[Act]) -> None:
        self.layout = layout
        self.acts = sorted(acts)
        self.sentence = _narrative_sentences(layout)
        self.paragraph = _paragraphs(layout)
        self.act_of = [-1] * len(layout.tokens)
        """The number of the act in whose words a token stands: of several the one with the fewest words, else -1."""
        self.acts_by_source: dict[int, list[Act]] = defaultdict(list)
        for act in self.acts:
            self.acts_by_source[act.source].append(act)
        for number in sorted(range(len(self.acts)), key=lambda n: (-_length(self.acts[n]), n)):
            self._mark_words(number)

    def _mark_words(self, number: int) -> None:
        for start, end in self.acts[number].segments:
            first, last = self.layout.token_at(start), self.layout.token_at(end - 1)
            self.act_of[first : last + 1] = [number] * (last + 1 - first)

    def is_quoted(self, i: int) -> bool:
        """Whether token `i` stands inside quotation marks."""
        return self.layout.quotation_of[i] >= 0

    def speaks_quotation(self, i: int) -> bool:
        """Whether the phrase with its head at token `i` speaks words that begin inside quotation marks."""
        acts = self.acts_by_source.get(i, ())
        return any(self.is_quoted(self.layout.token_at(act.segments[0][0])) for act in acts)

    def speaker_of(self, i: int) -> int | None:
        """The source of the words that token `i` belongs to, as a token."""
        number = self.act_of[i]
        return self.acts[number].source if number >= 0 else None

    def reading_order(self, i: int) -> tuple[int, bool, int]:
        """Sort key: tokens in their order, but quoted words behind their speaker ("“I trust him,” Ann Roe said")."""
        source = self.speaker_of(i) if self.is_quoted(i) else None
        return (max(source, i), True, i) if source is not None else (i, False, i)


def _length(act: Act) -> int:
    return sum(end - start for start, end in act.segments)


def _narrative_sentences(layout: Layout) -> list[int]:
    numbers: list[int] = []
    number, is_counted = 0, True
    for i, token in enumerate(layout.tokens):
        if i and (token.is_sent_start or "\n" in layout.tokens[i - 1].text):
            is_counted = False
        if token.text.startswith(DIVIDER):
            number += PARTED
        if not is_counted and layout.is_outside(i) and token.is_alpha:
            number, is_counted = number + 1, True
        numbers.append(number)
    return numbers


def _paragraphs(layout: Layout) -> list[int]:
    numbers: list[int] = []
    for number, (start, _) in enumerate(layout.paragraphs[1:]):
        numbers += [number] * (bisect_left(layout.token_starts, start) - len(numbers))
    return numbers + [max(0, len(layout.paragraphs) - 1)] * (len(layout.tokens) - len(numbers))
