"""Whom a relative pronoun means: the noun or name that its clause describes ("*Ann Roe*, who ...")."""

from __future__ import annotations

from flows.enums import Label
from flows.extract.coreference.beside import Beside
from flows.extract.text.syntax import Syntax
from flows.extract.text.tags import NOUNS
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary

PRONOUNS = frozenset({"who", "which", "that", "whom"})
SPEAKERS = {
    "who": frozenset({Label.PERSON, Label.NORP, "one", "many"}),
    "which": frozenset({Label.ORG, Label.GPE, "body", "text", "place"}),
}
"""Whom a relative pronoun can mean: labels of names, numbers of nouns."""
TIMES = frozenset({"DATE", "TIME"})
CLIMB = 4
"""Words passed from a relative pronoun up to the noun that its clause describes."""


class Relatives:
    """Finds the antecedents of one document's relative pronouns."""

    def __init__(self, beside: Beside, vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.beside, self.doc = beside, beside.tokens
        self.vocabulary, self.syntax = vocabulary, syntax

    def antecedent(self, pronoun: Token) -> Token | None:
        """The noun that a pronoun means: what the tree gives, or the name right before, if only that can speak.

        "Help from Roe, who": the tree may give the help. "Her records in July, which": nobody.
        """
        kinds, noun = SPEAKERS.get(pronoun.lower_, frozenset()), self._described(pronoun)
        near = self._right_before(pronoun) if noun is not None and kinds.isdisjoint(self._kinds(noun)) else None
        found = noun if near is None or kinds.isdisjoint(self._kinds(near)) else near
        return found if found is not None and found.ent_type_ not in TIMES else None

    def _kinds(self, noun: Token) -> set[str]:
        """What a noun or name is: the label of the name, the number of the role."""
        named, role = self.beside.index.covering(noun.i), self.vocabulary.roles.get(noun.lower_)
        return {named.label if named is not None else "", role.number if role is not None else ""}

    def _described(self, pronoun: Token) -> Token | None:
        """The noun that a relative clause describes; where the tree has none, the one right before the pronoun."""
        verb = pronoun.head
        for _ in range(CLIMB):
            if self.syntax.has(verb, "noun_clause"):
                return verb.head if verb.head.pos_ != "PRON" and verb.head.i < pronoun.i else None
            if verb.head.i == verb.i:
                break
            verb = verb.head
        return self._right_before(pronoun)

    def _right_before(self, pronoun: Token) -> Token | None:
        """The noun or name that ends before a relative pronoun and its comma ("Roe, who")."""
        i = pronoun.i - 1
        if i > 0 and self.doc[i].text == ",":
            i -= 1
        if i < 0 or pronoun.lower_ == "that" or self.doc[i].pos_ not in NOUNS:
            return None
        named = self.beside.index.covering(i)
        return self.doc[i] if named is None else self.beside.index.root(named)
