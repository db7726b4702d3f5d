"""Offices that begin with the name of a place or body: "Ohio Gov. Ann Roe", "Army Lt. Gen. Ben Poe"."""

from __future__ import annotations

from collections.abc import Sequence

from flows.enums import Label
from flows.extract.coreference.beside import Beside
from flows.extract.coreference.name_index import BODIES
from flows.extract.names.mentions import Mention
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary

LONGEST = 7
"""Tokens between a place or body and the person whose office it is part of."""
WORDS = frozenset({"NOUN", "PROPN", "ADJ"})


def find_holder(mention: Mention, beside: Beside) -> Mention:
    """The person whose office the name of a place or body is a part of ("*Ohio* Gov. Ann Roe"), else the name."""
    if mention.label not in BODIES | {Label.NORP}:
        return mention
    first = beside.layout.token_at(mention.end - 1) + 1
    for i in range(first, min(first + LONGEST, len(beside.tokens))):
        token, named = beside.tokens[i], beside.index.covering(i)
        if named is not None and named.label == Label.PERSON:
            return named if _is_office(beside.tokens[first:i], beside.vocabulary) else mention
        if token.is_space or token.pos_ not in WORDS or token.tag_ == "POS":
            break
    return mention


def _is_office(tokens: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """Whether words name an office: one of them is a role, or the last are a title ("Lt. Gen.")."""
    words = [token.lower_ for token in tokens]
    is_title = any(" ".join(words[i:]) in vocabulary.titles for i in range(len(words)))
    return is_title or any(word in vocabulary.roles for word in words)
