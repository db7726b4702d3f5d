"""Nouns for what somebody does, as a clause beside the name tells: "Ben Poe, who *drives* the bus" is a driver."""

from __future__ import annotations

from flows.extract.text.syntax import Syntax
from flows.extract.text.tags import VERBS
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary


def find_doings(head: Token, syntax: Syntax, vocabulary: Vocabulary) -> set[str]:
    """The nouns for the doer of each verb of which the name with that head is the "who", in small letters."""
    clauses = [verb for verb in syntax.children(head, "noun_clause") if verb.pos_ in VERBS and _is_done(verb, syntax)]
    return {noun for verb in clauses for noun in vocabulary.doers.get(verb.lower_, ())}


def _is_done(verb: Token, syntax: Syntax) -> bool:
    subject = syntax.child(verb, "subject")
    return subject is not None and subject.lower_ == "who"
