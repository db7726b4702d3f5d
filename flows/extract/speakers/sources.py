"""Who a cue belongs to: the word in the text that names its source."""

from __future__ import annotations

from spacy.tokens import Token

from flows.extract.cues import CueWord
from flows.extract.speakers.subjects import Subjects
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import FINITE, Syntax
from flows.extract.vocabulary import Vocabulary

NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
BREAKS = frozenset({",", "—", "--", "-", "–"})
REMARK = 16
"""Tokens that a remark between a subject and its verb has at most ("Ann Roe, who ..., said")."""


class SpeakerRules:
    """Finds the head of the phrase that names the source of a cue."""

    def __init__(self, layout: Layout, syntax: Syntax, vocabulary: Vocabulary) -> None:
        self.layout, self.syntax = layout, syntax
        self.subjects = Subjects(syntax, vocabulary)
        self.doc = layout.doc

    def head(self, cue: CueWord, after: int | None = None) -> Token | None:
        """The head of the speaker's phrase, outside all quotation marks, or None.

        `after` is the last token of the quoted stretch right before the attribution, if it stands so.
        """
        if cue.takes("observer"):
            return None
        found, is_settled = self.subjects.of(cue.head)
        if found is not None and not self._can_speak(found):
            found, is_settled = None, False
        if after is not None:
            return found if found is not None else self._beside(cue, after)
        if found is None:
            return None if is_settled else self._unsubjected(cue)
        return self._nearer(cue, self._past_remark(cue, found))

    def _unsubjected(self, cue: CueWord) -> Token | None:
        """Who a verb belongs to that has no subject in the tree."""
        found = self._without_tree(cue) if self._is_finite(cue) or cue.head.tag_ == "VBN" else None
        return found if found is not None else self._before(cue)

    def of_verb(self, verb: Token) -> Token | None:
        """The subject of a verb, outside quotation marks, or None."""
        found, _ = self.subjects.of(verb)
        return found if found is not None and self.layout.is_outside(found.i) else None

    def _can_speak(self, token: Token) -> bool:
        """Whether a subject can be a source: no day, no verb, nothing inside quotation marks."""
        is_word = not (token.is_punct or token.is_space) and token.pos_ not in {"VERB", "AUX"}
        return (
            is_word and _is_spelt(token) and token.ent_type_ not in {"DATE", "TIME"} and self.layout.is_outside(token.i)
        )

    def _past_remark(self, cue: CueWord, subject: Token) -> Token:
        """Whom a remark speaks of, where the tree took its subject for that of the verb ("Ann Roe, who ..., said")."""
        first = subject.left_edge
        if not {first.tag_, subject.tag_} & RELATIVE or subject.i > cue.start or cue.head.tag_ == "VBG":
            return subject
        start = first.i - 1
        while start > 0 and self.doc[start].tag_ in {"IN", "DT", "CD", "JJ", "NN"}:
            start -= 1  # "both of whom", "one of which", "the head of which"
        words = self.doc[subject.i + 1 : cue.start]
        ends = [t for t in words if t.text in BREAKS]
        is_over = bool(ends) and all(t.pos_ in {"ADV", "AUX"} for t in self.doc[ends[-1].i + 1 : cue.start])
        if start < 1 or self.doc[start].text not in BREAKS or not is_over:
            return subject
        if not any(token.tag_ in FINITE for token in words[: ends[-1].i - subject.i]):
            return subject
        return self._top(start - 1, max(0, start - REMARK), start) if self.doc[start - 1].pos_ in NAMING else subject

    def _nearer(self, cue: CueWord, subject: Token) -> Token:
        """The noun phrase right before a finite verb, where the tree took a subject from words further back."""
        near = self._right_before(cue) if subject.i < cue.start and self._is_finite(cue) else None
        if near is None or near.i == subject.i:
            return subject
        if near.ent_type_ == "PERSON" and self._stands_free(near.i):
            return near
        if near.i <= subject.right_edge.i or subject.is_ancestor(near):
            return subject
        start = near.left_edge.i
        if start <= subject.i or self.doc[start - 1].pos_ == "ADP":
            return subject
        return near if self.doc[start - 1].text in BREAKS or subject.head.i != cue.head.i else subject

    def _is_finite(self, cue: CueWord) -> bool:
        return cue.head.tag_ in FINITE or self.doc[cue.start].tag_ in FINITE

    def _right_before(self, cue: CueWord) -> Token | None:
        """The noun that ends right before a verb and its adverbs."""
        i = cue.start - 1
        while i > 0 and (self.doc[i].pos_ == "ADV" or self.doc[i].tag_ == "MD" or self.doc[i].is_space):
            i -= 1
        return self.doc[i] if i >= 0 and self._names(i) and self._can_speak(self.doc[i]) else None

    def _without_tree(self, cue: CueWord) -> Token | None:
        """The noun phrase right before a finite verb, or before the remark before it, where the tree has no subject."""
        start, _ = self.layout.sentence(cue.head.i)
        i = cue.start - 1
        while i > start:
            token = self.doc[i]
            if token.text in BREAKS or token.text == ")":
                i = self._remark(i, start)
            elif token.pos_ != "ADV" and token.tag_ != "MD" and not token.is_space:
                break
            i -= 1
        if i < start or not (self._names(i) or self.doc[i].tag_ in {"DT", "CD", "JJ"}):
            return None
        found = self._top(i, max(start, i - REMARK), i + 1)
        is_governed = self.syntax.child(found, "case") is not None
        return found if not is_governed and self._can_speak(found) else None

    def _remark(self, end: int, start: int) -> int:
        """The mark that opens the remark that the mark at token `end` closes, else `end`."""
        opener = "(" if self.doc[end].text == ")" else self.doc[end].text
        for i in range(end - 1, max(start, end - REMARK), -1):
            if self.doc[i].text == opener:
                return i
        return end

    def _stands_free(self, i: int) -> bool:
        """Whether the name that ends at token `i` hangs on no preposition, possessor or conjunction before it."""
        while i > 0 and self.doc[i - 1].ent_type_ == "PERSON":
            i -= 1
        return i > 0 and self.doc[i - 1].pos_ in {"NOUN", "PROPN", "ADJ"}

    def _beside(self, cue: CueWord, after: int) -> Token | None:
        """The first noun phrase between a quotation and its verb, else the first behind the verb."""
        for i in range(after + 1, cue.start):
            if self._names(i):
                return self._top(i, after + 1, cue.start)
        for i in range(cue.end, min(cue.end + 6, len(self.doc))):
            if self._names(i):
                return self._top(i, cue.end, min(cue.end + 12, len(self.doc)))
            if self.doc[i].is_punct or not self.layout.is_outside(i):
                break
        return None

    def _names(self, i: int) -> bool:
        return self.doc[i].pos_ in NAMING and _is_spelt(self.doc[i])

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
            if self.syntax.has(token, "subject", "passive_subject") and self._names(i) and self._can_speak(token):
                return self._past_remark(cue, token)
        return None


def _is_spelt(token: Token) -> bool:
    """Whether a token has a letter or digit: the tagger takes an emoji for a name."""
    return any(c.isalnum() for c in token.text)
