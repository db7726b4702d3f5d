"""The name that the text says somebody bears: "a nurse named Ann Roe", "police identified the driver as Al Roe"."""

from __future__ import annotations

from collections.abc import Iterator

from flows.enums import Label
from flows.extract.coreference.name_index import NameIndex, is_of_kind
from flows.extract.names.mentions import Mention
from flows.extract.text.syntax import Syntax
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary
from flows.extract.word_groups import WordGroup

REFLEXIVES = frozenset({"himself", "herself"})
TOLD = 12
"""Tokens from "as" to the name: "as a 52-year-old resident of Marn named Ann Roe"."""
BY = 12
"""Tokens from the verb to "as": "identified by the police on Monday as Ann Roe"."""


class Called:
    """Finds the names by which a document says that people go."""

    def __init__(self, index: NameIndex, vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.index, self.tokens, self.syntax = index, index.tokens, syntax
        self.calling = vocabulary.groups[WordGroup.CALLING]
        self.identifying = vocabulary.groups[WordGroup.IDENTIFYING]

    def name_of(self, head: Token, end: int, number: str) -> Mention | None:
        """The name of whom the noun phrase around `head` before token `end` describes. `number` is one or body."""
        named = self._right_behind(head, end, number)
        return named if named is not None else self._identified(head, number)

    def _right_behind(self, head: Token, end: int, number: str) -> Mention | None:
        """The name behind "named" or "called" right behind a description ("a nurse named Ann Roe")."""
        i = next((i for i in range(head.i + 1, min(end + 2, len(self.tokens))) if self.tokens[i].text != ","), 0)
        words = [token.lower_ for token in self.tokens[i : i + 2]] if i else []
        if len(words) == 2 and ((words[0] in {"known", "identified"} and words[1] == "as") or words[0] == "calling"):
            i += 1  # "a cook known as Ann Roe", "a cook calling himself Ben Poe"
        elif not words or words[0] not in self.calling or self._acts(head, i):
            return None
        if i + 1 >= len(self.tokens):
            return None
        mention = self.index.next_person(i + 1) if number == "one" else self.index.covering(i + 1)
        return mention if mention is not None and is_of_kind(mention, head, number) else None

    def _acts(self, head: Token, i: int) -> bool:
        """Whether a description is the subject of token `i`: "Roe's campaign called Marn a trap" names no campaign."""
        return self.syntax.has(head, "subject") and head.head.i == i

    def _identified(self, head: Token, number: str) -> Mention | None:
        """The person as whom somebody is identified, or identifies herself."""
        verb = head.head
        if number != "one" or verb.lower_ not in self.identifying or not self._is_identified(head, verb):
            return None
        behind = self._until_mark(verb.i + 1, BY)
        as_ = next((i for i in behind if self.tokens[i].lower_ == "as"), None)
        told = list(self._until_mark(as_ + 1, TOLD)) if as_ is not None else []
        called = next((n + 1 for n, i in enumerate(told) if self.tokens[i].lower_ in self.calling), 0)
        names = (self.index.covering(i) for i in told[called:])
        return next((named for named in names if named is not None and named.label == Label.PERSON), None)

    def _until_mark(self, start: int, most: int) -> Iterator[int]:
        """The tokens from `start` up to a comma, a semicolon or the end of the sentence, `most` at most."""
        for i in range(start, min(start + most, len(self.tokens))):
            if self.tokens[i].is_sent_start or self.tokens[i].text in {",", ";"}:
                return
            yield i

    def _is_identified(self, head: Token, verb: Token) -> bool:
        """Whether a verb identifies its object, the subject of its passive, or a subject that does so herself."""
        if self.syntax.has(head, "subject"):
            told = self.syntax.child(verb, "object")
            return told is not None and told.lower_ in REFLEXIVES
        is_object = self.syntax.has(head, "object") and head.i > verb.i
        return is_object or (self.syntax.has(head, "passive_subject") and self.syntax.is_passive(verb))
