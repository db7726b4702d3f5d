"""The names of a document by their place in the text."""

from __future__ import annotations

from bisect import bisect_left

from flows.enums import Label
from flows.extract.names.mentions import Mention
from flows.extract.text.layout import Layout
from flows.extract.text.tokens import Token, root_of
from flows.extract.vocabulary import Vocabulary

BODIES = frozenset({Label.ORG, Label.GPE, Label.LOC})
TITLES = 3
"""Tokens of titles between a role and its name."""


class NameIndex:
    """Finds the names at places of one document."""

    def __init__(self, layout: Layout, mentions: list[Mention], vocabulary: Vocabulary) -> None:
        self.layout, self.tokens = layout, layout.tokens
        self.mentions, self.vocabulary = mentions, vocabulary
        self.starts = [mention.start for mention in mentions]

    def covering(self, i: int) -> Mention | None:
        """The name that token `i` belongs to."""
        offset = self.tokens[i].idx
        at = bisect_left(self.starts, offset + 1) - 1
        return self.mentions[at] if at >= 0 and self.mentions[at].end > offset else None

    def root(self, mention: Mention) -> Token:
        """The token of a name on which its others hang."""
        first, last = self.layout.token_at(mention.start), self.layout.token_at(mention.end - 1)
        return self.tokens[root_of(self.tokens, first, last + 1)]

    def next_person(self, i: int) -> Mention | None:
        """The person whose name starts at token `i`, or behind the titles there."""
        for behind in range(i, min(i + TITLES, len(self.tokens))):
            named = self.covering(behind)
            if named is not None:
                return named if named.label == Label.PERSON and self.tokens[behind].idx == named.start else None
            if self.tokens[behind].lower_ not in self.vocabulary.titles and not self.tokens[behind].is_space:
                return None
            if "\n" in self.tokens[behind].text:
                return None
        return None


def is_of_kind(mention: Mention, head: Token, number: str) -> bool:
    """Whether a name is of the kind that a noun describes. `number` is one, many, body or text."""
    if number == "one":
        return mention.label == Label.PERSON or (mention.label == Label.ORG and mention.end < head.idx)
    return number == "body" and mention.label in BODIES
