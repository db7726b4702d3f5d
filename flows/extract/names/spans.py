"""The entities of a document while rules change them. The rules decide what a name is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from flows.enums import Label

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
PERSON = Label.PERSON

WORD = re.compile(r"^[^\W\d_][\w'’.-]*$")

FIXED = "fixed"
"""The id of an entity whose title belongs to its name ("Lady Gaga")."""
MAX_NAME_TOKENS = 16
"""Tokens that a name may have. In 420 news articles the longest name outside headlines had nine words; with commas or
hyphens between them it has up to this many tokens. Hostile text repeats a name for pages."""
MAX_NAME_CHARS = 120
"""Letters and marks that a name may have, twice those of the longest one there."""


class Names:
    """The entities of one document while rules change them. No two overlap; tokens find them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = [token.text for token in doc]  # a look at a list costs a tenth of a look at a token
        self.full: Counter[str] = Counter()
        """How many full names of persons end in a word."""
        self.given: Counter[str] = Counter()
        """How many begin with it."""
        self._of: list[Span | None] = [None] * len(doc)
        self._spans: list[Span] | None = None
        """All entities in order, until the next change: most rules ask, and few change any."""
        self.replace([], list(doc.ents))

    @property
    def spans(self) -> list[Span]:
        """All entities, in order."""
        if self._spans is None:
            self._spans = [span for i, span in enumerate(self._of) if span is not None and span.start == i]
        return list(self._spans)

    def at(self, start: int, end: int) -> list[Span]:
        """The entities that share a token with [start, end)."""
        found, i = [], start
        while i < min(end, len(self._of)):
            span = self._of[i]
            if span is not None:
                found.append(span)
            i = i + 1 if span is None else span.end
        return found

    def has_full_name(self, last: str) -> bool:
        """Whether the text has a person's full name that ends in the word `last`."""
        return self.full[last] > 0

    def fits(self, start: int, end: int) -> bool:
        """Whether the tokens [start, end) are short enough for a name."""
        return end - start <= MAX_NAME_TOKENS and sum(map(len, self.words[start:end])) <= MAX_NAME_CHARS

    def put(self, start: int, end: int, label: str, span_id: str = "") -> bool:
        """Set a name in place of those inside it; return False where it is refused.

        It is refused where an entity reaches beyond it, because longer names know more, and where it is too long.
        """
        touched = self.at(start, end)
        if not self.fits(start, end) or any(span.start < start or span.end > end for span in touched):
            return False
        self.replace(touched, [Span(self.doc, start, end, label=label, span_id=span_id)])
        return True

    def replace(self, old: list[Span], new: list[Span]) -> None:
        """Take entities out and set others."""
        self._spans = None
        for spans, is_new in ((old, False), (new, True)):
            for span in spans:
                self._of[span.start : span.end] = [span if is_new else None] * (span.end - span.start)
                if span.label_ == PERSON and len(span) > 1:
                    self.full[self.words[span.end - 1]] += 1 if is_new else -1
                    self.given[self.words[span.start]] += 1 if is_new else -1


def is_name_word(token: Token) -> bool:
    """Whether a word has a capital, as the words of names do."""
    return bool(WORD.match(token.text)) and token.text[0].isupper()


def split_lines(words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines among the tokens [start, end), without the tokens of the line ends."""
    for i in range(start, end):
        if "\n" in words[i]:
            yield start, i
            start = i + 1
    yield start, end
