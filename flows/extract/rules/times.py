"""Times beside a cue: "said last week", "a moment ago". They belong to the act of saying, not to what is said."""

from __future__ import annotations

from spacy.tokens import Token

from flows.extract.text.tags import DATES, NOUNS_AND_PRONOUNS

TIME_RELATIONS = frozenset({"obl:unmarked", "npadvmod", "obl:tmod"})
"""How label sets name a noun phrase that tells a time ("said last week")."""


def is_time(token: Token) -> bool:
    """Whether the noun phrase that a token opens tells a time."""
    head = token if token.pos_ in NOUNS_AND_PRONOUNS else token.head
    return token.ent_type_ in DATES or token.dep_ in TIME_RELATIONS or head.dep_ in TIME_RELATIONS
