"""Which words name a speaker: the noun phrase around a head, cut where the tree took too much."""

from __future__ import annotations

from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.text.tokens import Token, Words

LEADING = frozenset({"SCONJ", "CCONJ", "ADV", "ADP", "PUNCT", "INTJ", "SPACE"})
"""Word classes that lead up to a noun phrase and are no part of it."""
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
ENDS = frozenset({",", ";", ":", "—", "--"})
NICKNAME = 6
"""Tokens, marks included, of quoted words that may be part of a speaker's phrase ("the “money men” of the party")."""


class Wording:
    """Finds the words of speakers in one document."""

    def __init__(self, layout: Layout, syntax: Syntax) -> None:
        self.layout, self.doc, self.syntax = layout, layout.tokens, syntax

    def phrase(self, head: Token, floor: int) -> Words:
        """The words that name the speaker, without what only leads up to them ("as", "In Rome,") or follows a comma.

        They start at token `floor` at the earliest: behind "according to", which the tree counts to them.
        """
        phrase = self.syntax.noun_phrase(head)
        start = max(phrase.start, floor, self._behind_scene(phrase.start, head.i))
        is_before_noun = head.i < head.head.i and head.head.tag_ not in VERBS and self.syntax.has(head, "noun_modifier")
        if is_before_noun and not self.syntax.is_possessor(head):
            start = max(floor, head.head.left_edge.i)  # "the party leadership fears", with the verb for a noun
        while start < head.i and self.doc[start].pos_ in LEADING:
            start += 1
        while start > floor and self.doc[start].ent_iob_ == "I":
            start -= 1
        phrase_end = self._behind_counted(head, phrase.end)
        end = next((i for i in range(head.i + 1, phrase_end) if self._ends_phrase(i)), phrase_end)
        while end > head.i + 1 and (self._is_owners(head, end - 1) or self.doc[end - 1].is_space):
            end -= 1
        return Words(self.doc, min(start, head.i), self._name_behind(head, end))

    def _is_owners(self, head: Token, i: int) -> bool:
        """Whether token `i` is the "'s" of the speaker's own phrase, not of a name in it ("nurses at St Ann's")."""
        return self.doc[i].tag_ == "POS" and (self.doc[i].head.i == head.i or self.syntax.is_possessor(head))

    def _behind_counted(self, head: Token, end: int) -> int:
        """Where a phrase ends with the noun that the tree set beside its number ("one Rome supporter")."""
        if head.tag_ != "CD":
            return end
        beside = [*self.syntax.children(head, "apposition"), *self.syntax.children(head.head, "subject")]
        counted = next((noun for noun in beside if noun.left_edge.i == end), None)
        return end if counted is None else counted.right_edge.i + 1

    def _name_behind(self, head: Token, end: int) -> int:
        """Where a phrase ends with the name that the tree took for a second subject ("... for the station Val")."""
        is_second = head.i + 1 < end < len(self.doc) and self.doc[end].head.i == head.head.i != end
        if is_second and self.doc[end].ent_type_ and self.syntax.has(self.doc[end], "subject"):
            label = self.doc[end].ent_type_
            while end < len(self.doc) and self.doc[end].ent_type_ == label:
                end += 1
        return end

    def _behind_scene(self, start: int, head: int) -> int:
        """Where a phrase starts behind the quotation and the words before its last comma that the tree gave to it."""
        opens = self.doc[start].pos_ in LEADING or self.doc[start].tag_ in VERBS
        for i in range(head - 1, start - 1, -1):
            if (opens and self.doc[i].text == ",") or "\n" in self.doc[i].text:
                return i + 1
            number = self.layout.quotation_of[i]
            if number >= 0 and self.layout.quotations[number].last - self.layout.quotations[number].first > NICKNAME:
                return i + 1
        return start

    def _ends_phrase(self, i: int) -> bool:
        """Whether a speaker's phrase ends before token `i`, whatever the tree hangs on it."""
        return self.doc[i].text in ENDS or "\n" in self.doc[i].text
