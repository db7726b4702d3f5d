"""Queries on the syntax tree, in relations that hold for several label sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.extract.text.tokens import Token, Words

NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
BE_OR_GET = frozenset(
    ["be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m"]
) | frozenset(["get", "gets", "got", "getting", "gotten"])


class Syntax:
    """Queries on the tree. `relations`: relation -> dependency labels, from `seeds/dependency_labels.csv`."""

    def __init__(self, relations: Mapping[str, frozenset[str]]) -> None:
        self.relations = relations

    def has(self, token: Token, *relations: str) -> bool:
        """Whether a token stands in one of the relations to its head."""
        dep = token.dep_
        for relation in relations:  # noqa: SIM110 - the most frequent question of all rules; `any` doubles its time
            if dep in self.relations[relation]:
                return True
        return False

    def children(self, token: Token, *relations: str) -> Iterator[Token]:
        """The dependents of a token in the given relations, in order."""
        return (child for child in token.children if self.has(child, *relations))

    def child(self, token: Token, *relations: str) -> Token | None:
        """The first dependent of a token in the given relations."""
        return next(self.children(token, *relations), None)

    def is_passive(self, verb: Token) -> bool:
        """Whether a verb is in the passive: a participle with a form of "be" or "get", whatever the tree calls it."""
        helpers = [child.lower_ for child in self.children(verb, "auxiliary") if child.i < verb.i]
        return verb.tag_ == "VBN" and bool(helpers) and helpers[-1] in BE_OR_GET and not self._is_perfect(verb, helpers)

    def _is_perfect(self, verb: Token, helpers: list[str]) -> bool:
        """Whether "'s" stands for "has": the subject is then one that acts, as in "he's said that he will"."""
        if helpers[-1] not in {"'s", "’s"}:
            return False
        subject = self.child(verb, "passive_subject")
        return subject is None or (subject.lower_ != "it" and self.child(verb, "clause") is not None)

    def is_possessor(self, token: Token) -> bool:
        """Whether a token owns its head ("her claim", "the ministry's claim")."""
        return token.dep_ in self.relations["possessor"]

    def noun_phrase(self, head: Token) -> Words:
        """A noun phrase with its modifiers, without the clauses, appositions and coordinates that follow it."""
        start, end = head.left_edge.i, head.i + 1
        for child in head.rights:
            if _is_hyphenated(child):
                end = child.right_edge.i + 1
                continue
            if self.has(
                child, "noun_clause", "adverbial_clause", "apposition", "loose_clause", "punctuation", "clause"
            ):
                break
            if self.has(child, "coordinator", "conjunct"):
                break
            end = child.right_edge.i + 1
        return _without_outer_punctuation(head.doc, start, end, head.i)


def _is_hyphenated(token: Token) -> bool:
    """Whether a hyphen without spaces binds a word to the one before it, or is the word: "Inspector-General"."""
    if token.tag_ == "HYPH":
        return not token.whitespace_
    return token.i > 1 and token.nbor(-1).tag_ == "HYPH" and not token.nbor(-1).whitespace_


def _without_outer_punctuation(doc: list[Token], start: int, end: int, head: int) -> Words:
    """A phrase without the marks around it, but never without its head, which may be a mark itself."""
    while start < min(head, end - 1) and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > head + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return Words(doc, start, end)
