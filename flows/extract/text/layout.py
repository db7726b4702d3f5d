"""A parsed document laid out for the quote rules: which token lies in which sentence and inside which marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Doc

from flows.extract.text.marks import Quoted, quoted
from flows.extract.text.paragraphs import paragraph_at, paragraphs
from flows.extract.text.tokens import read_tokens

MAX_FINAL_ATTRIBUTION = 10
"""Tokens of an attribution at the end of a quotation that is never closed."""
MAX_SMALL_WORD = 3
"""Letters of the words that a title writes small ("of", "and", "the")."""
MAX_SENTENCE = 160
"""Tokens that a rule looks ahead or back: longer than any sentence worth reading, so that the work stays linear."""
EDGES_KEPT = "%$£€#@&(["
"""Punctuation that belongs to the words beside it."""


@dataclass(frozen=True)
class QuotationSpan:
    """An outermost quotation with its place among the tokens: `[first, last]` hold its marks too."""

    quoted: Quoted
    first: int
    last: int
    paragraph: int

    @property
    def inner(self) -> tuple[int, int]:
        """The span between the marks, in code points."""
        return self.quoted.inner_start, self.quoted.inner_end


class Layout:
    """The tokens of a document in their paragraphs, sentences and quotation marks."""

    def __init__(self, doc: Doc, speech: Collection[str] = ()) -> None:
        """`speech`: the forms of reporting verbs, which bound a quotation that is never closed."""
        self.speech = speech
        self.tokens = read_tokens(doc)
        self.text = "".join([token.text + token.whitespace_ for token in self.tokens])
        self.paragraphs = paragraphs(self.text)
        self.token_starts = [token.idx for token in self.tokens]
        self.quotations = [self._place(q) for q in quoted(self.text) if q.depth == 0]
        self.quotation_of = [-1] * len(self.tokens)
        for number, quotation in enumerate(self.quotations):
            for i in range(quotation.first, quotation.last + 1):
                self.quotation_of[i] = number

    def text_of(self, start: int, end: int) -> str:
        """The text of the tokens `[start, end)`."""
        if start >= end:
            return ""
        return self.text[self.token_starts[start] : self.token_starts[end - 1] + len(self.tokens[end - 1].text)]

    def token_at(self, offset: int) -> int:
        """The index of the token that holds the code point `offset` (or the last one before it)."""
        return max(0, bisect_right(self.token_starts, offset) - 1)

    def _place(self, found: Quoted) -> QuotationSpan:
        if found.is_unclosed:
            found = self._before_attribution(found)
        paragraph = paragraph_at(self.paragraphs, found.start)
        return QuotationSpan(found, self.token_at(found.start), self.token_at(found.end - 1), paragraph)

    def _before_attribution(self, found: Quoted) -> Quoted:
        """A quotation that is never closed, without the attribution at its end: “It is late, said Ann Roe."""
        first, last = self.token_at(found.start), self.token_at(found.end - 1)
        for i in range(last, max(first + 1, last - MAX_FINAL_ATTRIBUTION), -1):
            if self.tokens[i].text != ",":
                continue
            if not any(token.lower_ in self.speech for token in self.tokens[i + 1 : last]):
                continue  # ", a farmer"
            end = self.tokens[i].idx + 1
            return replace(found, end=end, inner_end=end)
        return found

    def is_title(self, quotation: QuotationSpan) -> bool:
        """Whether a quotation is written like the title of a work: a capital on each longer word."""
        start, end = quotation.inner
        words = [word for word in self.text[start:end].split() if len(word) > MAX_SMALL_WORD]
        return len(words) > 1 and all(word[0].isupper() for word in words)

    def paragraph_of(self, i: int) -> int:
        """The index of the paragraph that holds token `i`."""
        return paragraph_at(self.paragraphs, self.token_starts[i])

    @cached_property
    def _starts(self) -> list[int]:
        return [i for i, token in enumerate(self.tokens) if token.is_sent_start or i == 0]

    def sentence(self, i: int) -> tuple[int, int]:
        """The sentence that holds token `i`, as tokens `[start, end)`; at most `MAX_SENTENCE` tokens to either side."""
        at = bisect_right(self._starts, i)
        start = self._starts[at - 1] if at else 0
        end = self._starts[at] if at < len(self._starts) else len(self.tokens)
        return max(start, i - MAX_SENTENCE), min(end, i + MAX_SENTENCE)

    def is_outside(self, i: int) -> bool:
        """Whether token `i` stands outside all quotation marks."""
        return self.quotation_of[i] < 0

    def before(self, i: int) -> int | None:
        """The token before token `i`, past white space."""
        i -= 1
        while i >= 0 and self.tokens[i].is_space:
            i -= 1
        return i if i >= 0 else None

    def is_filler(self, i: int) -> bool:
        """Whether token `i` is white space or punctuation."""
        token = self.tokens[i]
        return bool(token.is_space or token.is_punct)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Code points of the tokens `[start, end)` without blanks and outer punctuation; None where none are left."""
        while start < end and self._is_edge(start) and not self._opens_inside(start, end):
            start += 1
        while end > start and self._is_edge(end - 1) and not self._closes_inside(start, end - 1):
            end -= 1
        return (self.tokens[start].idx, self.tokens[end - 1].idx + len(self.tokens[end - 1])) if start < end else None

    def _is_edge(self, i: int) -> bool:
        token = self.tokens[i]
        return bool(token.is_space) or (bool(token.is_punct) and token.text not in EDGES_KEPT)

    def _opens_inside(self, i: int, end: int) -> bool:
        """Whether the mark at `i` opens a quotation that closes before the span does (so it belongs to the span)."""
        number = self.quotation_of[i]
        if number < 0 or self.quotations[number].first != i:
            return False
        rest = range(self.quotations[number].last + 1, end)
        return any(not self._is_edge(j) for j in rest)

    def _closes_inside(self, start: int, i: int) -> bool:
        """Whether the mark at `i` closes a quotation or bracket that opens after `start`, so it belongs to the span."""
        token = self.tokens[i]
        if token.text in ")]":
            return True
        number = self.quotation_of[i]
        return number >= 0 and self.quotations[number].first > start and i == self.quotations[number].last
