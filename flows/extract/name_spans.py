"""The entities of a document while rules look at them. What is a name is said by the rules, not here."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

WORD = re.compile(r"^[^\W\d_][\w'’.-]*$")


class Names:
    """The entities of one document while rules look at them: no two overlap."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = [token.text for token in doc]  # a look at a list costs a tenth of a look at a token
        self.spans: list[Span] = list(doc.ents)

    def at(self, start: int, end: int) -> list[Span]:
        """The entities that share a token with [start, end)."""
        return [span for span in self.spans if span.start < end and span.end > start]

    def put(self, start: int, end: int, label: str) -> bool:
        """Set a name in place of those inside it. Refused where an entity reaches beyond it: longer names know more."""
        touched = self.at(start, end)
        if any(span.start < start or span.end > end for span in touched):
            return False
        self.replace(touched, [Span(self.doc, start, end, label=label)])
        return True

    def replace(self, old: list[Span], new: list[Span]) -> None:
        self.spans = [span for span in self.spans if span not in old] + new


def is_name_word(token: Token) -> bool:
    """A word with a capital, such as names are made of."""
    return bool(WORD.match(token.text)) and token.text[0].isupper()
