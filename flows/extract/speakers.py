"""Who a cue belongs to: the word in the text that names its source."""

from __future__ import annotations

from spacy.tokens import Token

from flows.extract.cues import CueWord
from flows.extract.layout import Layout
from flows.extract.syntax import Syntax

CLIMB = 6
"""Verbs passed on the way up to a subject: deeper chains are parser errors."""
NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class SpeakerRules:
    """Finds the head of the phrase that names the source of a cue."""

    def __init__(self, layout: Layout, syntax: Syntax) -> None:
        self.layout, self.syntax = layout, syntax
        self.doc = layout.doc

    def head(self, cue: CueWord, after: int | None = None) -> Token | None:
        """The head of the speaker's phrase, outside all quotation marks, or None.

        `after` is the last token of the quoted stretch right before the attribution, if it stands so.
        """
        found, is_settled = self._subject(cue.head)
        if found is not None and (not self.layout.is_outside(found.i) or found.is_punct or found.is_space):
            found = None
        if found is not None and after is None:
            found = self._nearer(cue, found)
        if found is None and after is not None:
            return self._beside(cue, after)
        if found is None and not is_settled:
            return self._before(cue)
        return found

    def of_verb(self, verb: Token) -> Token | None:
        """The subject of a verb, outside quotation marks, or None."""
        found, _ = self._subject(verb)
        return found if found is not None and self.layout.is_outside(found.i) else None

    def _subject(self, verb: Token) -> tuple[Token | None, bool]:
        """The subject of a verb: its own, its agent in the passive, or that of the verb it leans on.

        The second value says that the tree was understood: where it is true and there is no subject, nobody is named.
        """
        for _ in range(CLIMB):
            if self.syntax.is_passive(verb):
                return self.syntax.child(verb, "agent"), True
            own = self.syntax.child(verb, "subject")
            if own is not None:
                return own, True
            if self.syntax.has(verb, "noun_clause"):
                return verb.head, True
            if verb.tag_ == "VBN" and self.syntax.child(verb, "auxiliary") is None:
                return self.syntax.child(verb, "agent"), True
            if verb.head.i == verb.i or not self.syntax.has(
                verb, "conjunct", "adverbial_clause", "open_clause", "loose_clause", "clause"
            ):
                return None, False
            verb = verb.head
        return None, False

    def _nearer(self, cue: CueWord, subject: Token) -> Token:
        """A subject behind a comma right before the verb, where the tree took one from the words that set the scene."""
        if subject.i > cue.head.i or cue.head.tag_ not in FINITE:
            return subject
        i = cue.start - 1
        while i > subject.i and (self.doc[i].pos_ == "ADV" or self.doc[i].tag_ == "MD"):
            i -= 1
        token = self.doc[i]
        if token.ent_type_ == "PERSON" and token.i != subject.i and self._stands_free(i):
            return token
        if i <= subject.right_edge.i or token.pos_ not in NAMING or subject.is_ancestor(token):
            return subject
        start = token.left_edge.i
        return token if start > subject.i and self.doc[start - 1].text in {",", "—", "--", "-"} else subject

    def _stands_free(self, i: int) -> bool:
        """Whether the name that ends at token `i` hangs on no preposition, possessor or conjunction before it."""
        while i > 0 and self.doc[i - 1].ent_type_ == "PERSON":
            i -= 1
        return i > 0 and self.doc[i - 1].pos_ in {"NOUN", "PROPN", "ADJ"}

    def _beside(self, cue: CueWord, after: int) -> Token | None:
        """The first noun phrase between a quotation and its verb, else the first behind the verb."""
        for i in range(after + 1, cue.start):
            if self.doc[i].pos_ in NAMING:
                return self._top(i, after + 1, cue.start)
        for i in range(cue.end, min(cue.end + 6, len(self.doc))):
            token = self.doc[i]
            if token.pos_ in NAMING:
                return self._top(i, cue.end, min(cue.end + 12, len(self.doc)))
            if token.is_punct or not self.layout.is_outside(i):
                break
        return None

    def _top(self, i: int, start: int, end: int) -> Token:
        """The head of the noun phrase that token `i` belongs to, within the tokens `[start, end)`."""
        token = self.doc[i]
        while start <= token.head.i < end and token.head.i != token.i and token.head.pos_ in NAMING:
            if any(self.doc[j].text == "," for j in range(min(i, token.head.i), max(i, token.head.i))):
                break
            token = token.head
        return token

    def _before(self, cue: CueWord) -> Token | None:
        """The nearest subject before a finite or participial verb in its sentence."""
        start, _ = self.layout.sentence(cue.head.i)
        if cue.head.tag_ not in FINITE | {"VBG", "VBN"}:
            return None
        for i in range(cue.start - 1, start - 1, -1):
            token = self.doc[i]
            if self.layout.is_outside(i) and self.syntax.has(token, "subject") and token.pos_ in NAMING:
                return token
        return None
