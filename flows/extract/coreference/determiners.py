"""What stands before the noun of a description: its determiner, who owns it, and its modifiers."""

from __future__ import annotations

from typing import NamedTuple

from flows.extract.coreference.ages import AGE, is_age
from flows.extract.coreference.phrase import DETERMINERS, Scope
from flows.extract.text.syntax import Syntax
from flows.extract.text.tags import NOUNS
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary
from flows.extract.word_groups import WordGroup

SPEAKERS_OWN = frozenset({"my", "our", "your"})
BEST = frozenset({"JJS", "RBS"})
"""Tags of superlatives."""
SEATED = frozenset({"based", "headquartered", "listed", "registered"})


class Left(NamedTuple):
    """The words before a noun. `owner`: a token, -1 for none; the others in small letters.

    `field` are those modifiers that tell offices apart ("the *energy* minister"): nouns, and a few adjectives.
    """

    scope: Scope
    owner: int
    modifiers: frozenset[str]
    field: frozenset[str]


def _is_seat(token: Token) -> bool:
    """Whether words tell where a body has its seat ("the *Rome-based* company"): that tells no company from another."""
    return token.lower_ in SEATED and token.i > 1 and token.nbor(-1).text == "-"


class LeftReader:
    """Reads the words before the nouns of one document."""

    def __init__(self, syntax: Syntax, vocabulary: Vocabulary) -> None:
        groups = vocabulary.groups
        self.syntax, self.virtual, self.fields = syntax, groups[WordGroup.VIRTUAL], groups[WordGroup.FIELD]
        self.nouns_of_here = groups[WordGroup.TERRITORY] | groups[WordGroup.WRITER]
        """Nouns that "this" before them means from where it is said."""

    def read(self, head: Token) -> Left:
        """The words before the noun `head`."""
        scope, owner = Scope.BARE, -1
        modifiers: list[Token] = []
        is_virtual = False
        for child in (head.doc[head.i - AGE], *head.lefts) if is_age(head.doc, head.i) else head.lefts:
            is_virtual = is_virtual or child.lower_ in self.virtual or child.tag_ in BEST
            if self.syntax.is_possessor(child):
                scope, owner = (Scope.DEICTIC, -1) if child.lower_ in SPEAKERS_OWN else (Scope.OWNED, child.i)
            elif child.lower_ in DETERMINERS:
                is_here = child.lower_ == "this" and head.lower_ in self.nouns_of_here
                scope = Scope.DEICTIC if is_here else DETERMINERS[child.lower_]
            elif child.tag_ == "CD":
                scope = Scope.QUANTIFIED if scope is Scope.BARE else scope
            elif self.syntax.has(child, "noun_modifier"):
                modifiers += [] if _is_seat(child) else [t for t in child.subtree if t.pos_ in NOUNS or t.pos_ == "ADJ"]
        scope = Scope.VIRTUAL if is_virtual and scope is Scope.DEFINITE else scope
        nouns = frozenset(t.lower_ for t in modifiers if t.pos_ in NOUNS or t.lower_ in self.fields)
        return Left(scope, owner, frozenset(t.lower_ for t in modifiers), nouns)
