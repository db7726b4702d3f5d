"""The name beside a description: "his lawyer, Ann Roe", "the teacher Ann Roe", "Ann Roe, a lawyer"."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from flows.enums import Label
from flows.extract.names.mentions import Mention
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.vocabulary import Vocabulary

NEAR = 8
"""Mentions looked at from the start of a phrase: no phrase that speaks holds more names."""
CLOSERS = frozenset({",", ".", ";", ":", ")", "—", "–", "--", "-", "”", '"', "''", "!", "?"})
"""What may end an apposition behind its name."""
BODIES = frozenset({Label.ORG, Label.GPE, Label.LOC})
SPANNED = 3
"""Words between a name's own word and the head that it names."""


class Beside:
    """Finds the name beside a description in one document."""

    def __init__(self, layout: Layout, mentions: list[Mention], vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.layout, self.doc, self.tokens = layout, layout.doc, layout.tokens
        self.mentions, self.vocabulary, self.syntax = mentions, vocabulary, syntax
        self.starts = [mention.start for mention in mentions]

    def covering(self, i: int) -> Mention | None:
        """The name that token `i` belongs to."""
        offset = self.tokens[i].idx
        at = bisect_left(self.starts, offset + 1) - 1
        return self.mentions[at] if at >= 0 and self.mentions[at].end > offset else None

    def name_of(self, head: Token, start: int, end: int) -> Mention | None:
        """The name of whom the noun phrase `[start, end)` around `head` describes, None where none stands beside it."""
        if self._number(head) == "many":
            return None
        return (
            self._inside(head, start, end)
            or self._right_behind(head, end)
            or self._apposed(head)
            or self._behind_comma(head, end)
        )

    def _number(self, head: Token) -> str:
        """one, many, body or text, as the noun tells."""
        if head.lower_ == "one":
            return "one"
        role = self.vocabulary.roles.get(head.lower_)
        return role.number if role else ""

    def _inside(self, head: Token, start: int, end: int) -> Mention | None:
        """A person named in the phrase of one ("spokeswoman Ann Roe"); "the Roe campaign" is not Roe."""
        if self._number(head) in {"body", "text", "place"}:
            return None
        at = bisect_left(self.starts, self.tokens[start].idx)
        last = self.tokens[end - 1].idx + len(self.tokens[end - 1])
        for mention in self.mentions[at : at + NEAR]:
            if mention.end <= last and mention.label == Label.PERSON and self._is_name_of(mention, head):
                return mention
        return None

    def _is_name_of(self, mention: Mention, head: Token) -> bool:
        """Whether a name in the phrase hangs on its head without a preposition between."""
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        token = span.root if span is not None else head
        for _ in range(SPANNED):
            if token.i == head.i:
                return True
            if not self.syntax.has(token, "noun_modifier", "apposition") or self.syntax.is_possessor(token):
                return False
            if self.syntax.child(token, "case") is not None:
                return False
            token = token.head
        return False

    def _right_behind(self, head: Token, end: int) -> Mention | None:
        """The person named right behind a role that the tree took for a second subject ("the teacher Ann Roe said")."""
        at = bisect_left(self.starts, self.tokens[end - 1].idx + 1)
        if self._number(head) != "one" or end != head.i + 1 or at == len(self.starts):
            return None
        mention = self.mentions[at]
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if mention.label != Label.PERSON or span is None or span.start != end or span.root.head.i != head.head.i:
            return None
        return mention

    def _apposed(self, head: Token) -> Mention | None:
        """The name that the tree sets beside the head, behind it or before it."""
        for apposition in self.syntax.children(head, "apposition"):
            named = self.covering(apposition.i)
            if named is not None and self._fits(named, head):
                return named
        if self.syntax.has(head, "apposition"):
            named = self.covering(head.head.i)
            return named if named is not None and self._fits(named, head) else None
        return None

    def _fits(self, mention: Mention, head: Token) -> bool:
        """Whether a name is of the kind that the noun describes."""
        number = self._number(head)
        if number == "one":
            return mention.label == Label.PERSON
        return number == "body" and mention.label in BODIES

    def _behind_comma(self, head: Token, end: int) -> Mention | None:
        """The name between a comma and the end of the apposition, whatever the tree makes of it."""
        number = self._number(head)
        if number not in {"one", "body"} or end + 1 >= len(self.doc) or self.tokens[end].text != ",":
            return None
        behind = self.tokens[end + 1].idx
        at = bisect_left(self.starts, behind)
        if at == len(self.starts):
            return None
        mention = self.mentions[at]
        title = self.layout.text[behind : mention.start].strip().lower()
        if title and title not in self.vocabulary.titles:
            return None
        is_kind = mention.label != Label.PERSON if number == "body" else mention.label not in {"GPE", "LOC", "NORP"}
        return mention if is_kind and self._is_closed(mention, mention.label == Label.PERSON) else None

    def _is_closed(self, mention: Mention, is_person: bool) -> bool:
        """Whether an apposition ends behind its name: with a comma, for a person with any mark."""
        after = self.layout.token_at(mention.end - 1) + 1
        if after >= len(self.tokens):
            return is_person
        mark = self.tokens[after].text
        return mark == "," or (is_person and (mark in CLOSERS or "\n" in mark))


