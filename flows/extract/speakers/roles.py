"""Roles in an article: what its people are called beside their names, and who "the minister" therefore is."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from flows.extract.names.mentions import PERSONS, Mention
from flows.extract.text.layout import Layout
from flows.extract.vocabulary import Vocabulary

BEFORE, AFTER = 6, 14
"""Tokens before and behind a name in which its role is sought."""


class Roles:
    """Who has which role in an article."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary) -> None:
        self.layout, self.doc, self.vocabulary = layout, layout.doc, vocabulary
        self.token_starts = layout.token_starts

    def of(self, mention: Mention) -> str | None:
        """The role that stands beside a name: the title before it, else the description behind its comma."""
        if mention.label != PERSONS:
            return None
        return self._title(mention) or self._description(mention)

    def _token(self, offset: int) -> int:
        return bisect_left(self.token_starts, offset)

    def _title(self, mention: Mention) -> str | None:
        """The nouns right before a name that make a title or role ("former prime minister")."""
        first = start = self._token(mention.start)
        while start > max(0, first - BEFORE) and self._is_title_word(self.doc[start - 1]):
            start -= 1
        text = self.doc[start:first].text.strip()
        words = text.lower().split()
        is_role = any(word in self.vocabulary.roles or word in self.vocabulary.titles for word in words)
        return text if is_role and not self._is_address(words) else None

    def _is_address(self, words: list[str]) -> bool:
        """Whether it is only Mr or Mrs, which says nothing of a role."""
        return len(words) == 1 and bool(self.vocabulary.titles.get(words[0]))

    @staticmethod
    def _is_title_word(token: Token) -> bool:
        return token.pos_ in {"NOUN", "PROPN", "ADJ"} and not token.is_punct and not token.is_space

    def _description(self, mention: Mention) -> str | None:
        """What stands between a name's comma and the next ("Ann Roe, a lawyer for the family, said")."""
        comma = self._token(mention.end)
        if comma >= len(self.doc) or self.doc[comma].text != ",":
            return None
        if comma + 2 < len(self.doc) and self.doc[comma + 1].is_digit and self.doc[comma + 2].text == ",":
            comma += 2  # an age: "Ann Roe, 43, a lawyer"
        end = comma + 1
        while end < min(len(self.doc), comma + AFTER) and self.doc[end].text not in {",", ".", ";", "—"}:
            if self.doc[end].pos_ in {"VERB", "AUX"} or self.doc[end].is_quote or self.doc[end].is_space:
                break
            end += 1
        text = self.doc[comma + 1 : end].text
        words = text.lower().split()
        return text if any(word in self.vocabulary.roles for word in words) else None
