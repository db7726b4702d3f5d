"""A phrase that can mean somebody, and what kind of somebody."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from flows.enums import Label, MentionKind
from flows.extract.names.identity import Identity


class Kind(StrEnum):
    """What somebody or something is, as far as pronouns and nouns tell it."""

    PERSON = "person"
    PEOPLE = "people"
    BODY = "body"
    PLACE = "place"
    TEXT = "text"
    UNKNOWN = ""


class Scope(StrEnum):
    """Whether a description speaks of somebody who is known."""

    DEFINITE = "definite"
    OWNED = "owned"
    BARE = "bare"
    INDEFINITE = "indefinite"
    QUANTIFIED = "quantified"
    DEICTIC = "deictic"
    """Known from where it is said, not from the text ("this country", "my campaign")."""
    VIRTUAL = "virtual"
    """Somebody who is not yet, or need not be ("the next president")."""


MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
THING = frozenset({"it", "its", "itself"})
SINGLE = MALE | FEMALE
THIRD_PERSON = SINGLE | MANY | THING
KIND_OF_LABEL = {
    Label.PERSON: Kind.PERSON,
    Label.ORG: Kind.BODY,
    Label.GPE: Kind.PLACE,
    Label.LOC: Kind.PLACE,
    Label.NORP: Kind.PEOPLE,
}
KIND_OF_NUMBER = {"one": Kind.PERSON, "many": Kind.PEOPLE, "body": Kind.BODY, "place": Kind.PLACE, "text": Kind.TEXT}
DETERMINERS = {
    **dict.fromkeys(("the", "this", "that", "these", "those"), Scope.DEFINITE),
    **dict.fromkeys(("a", "an", "another", "one"), Scope.INDEFINITE),
    **dict.fromkeys(("some", "several", "many", "no", "each", "every", "any", "both", "most", "few"), Scope.QUANTIFIED),
}
ASKING = frozenset({Scope.DEFINITE, Scope.OWNED})
"""Descriptions that may speak of somebody known; the others open a chain of their own."""


@dataclass(slots=True, eq=False)
class Phrase:
    """A phrase that means somebody: the tokens `[start, end)` around its head, and what it says of whom it means."""

    head: int
    start: int
    end: int
    form: MentionKind
    word: str
    """The head in small letters."""
    kind: Kind
    gender: str = ""
    is_many: bool = False
    identity: Identity | None = None
    scope: Scope = Scope.DEFINITE
    modifiers: frozenset[str] = frozenset()
    field: frozenset[str] = frozenset()
    """The nouns among the modifiers, which tell offices apart ("the *energy* minister")."""
    places: frozenset[str] = frozenset()
    """The places, peoples and parties among the modifiers ("the *Ohio* senator"), in small letters."""
    age: int | None = None
    """In years."""
    owner: int = -1
    """The head of the phrase that owns it ("*his* wife"), as a token."""
    is_empty: bool = False
    """A pronoun that stands for nothing."""
    relation: str = ""
    verb: int = -1
    """The word that it depends on."""
    above: dict[int, int] = dataclasses.field(default_factory=dict)
    """The verbs above it in its sentence, each with its level: 0 for that of its own clause."""
    inside: list[Identity] = dataclasses.field(default_factory=list)
    """Who is named inside it."""
    is_placed: bool = False
    """Somebody is named behind its head ("the mayor *of Rome*")."""
