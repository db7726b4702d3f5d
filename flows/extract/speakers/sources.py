"""Who a cue belongs to: the word in the text that names its source."""

from __future__ import annotations

from flows.extract.cues import CueWord
from flows.extract.speakers.order import BREAKS, NAMED, WordOrder
from flows.extract.speakers.subjects import Subjects
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import Syntax
from flows.extract.text.tags import FINITE
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary

NOUNS = frozenset({"NNS", "NNPS"})
"""Tags of verbs that the tagger took for nouns ("the ministry fears that ...")."""
OPENING = 3
"""Tokens that may stand before a participle that opens its sentence ("But in describing it, Ann Roe ...")."""


class SpeakerRules:
    """Finds the head of the phrase that names the source of a cue."""

    def __init__(self, layout: Layout, syntax: Syntax, vocabulary: Vocabulary) -> None:
        self.layout, self.syntax = layout, syntax
        self.order = WordOrder(layout, syntax)
        self.subjects = Subjects(syntax, vocabulary, self.order.is_scene)
        self.doc = layout.tokens

    def head(self, cue: CueWord, after: int | None = None) -> Token | None:
        """The head of the speaker's phrase, outside all quotation marks, or None.

        `after` is the last token of the quoted stretch right before the attribution, if it stands so.
        """
        if cue.takes("observer"):
            return None
        if after is None and cue.head.tag_ in NOUNS:
            return self.order.right_before(cue)
        found, is_settled = self.subjects.of(cue.head)
        found = found and self.order.past_dateline(self.order.past_owner(found, cue.head))
        found = found and self.order.past_origin(found)
        if found is not None and not self._can_be_source(found, cue):
            found, is_settled = None, False
        if after is not None:
            return found if found is not None else self.order.beside(cue, after)
        if found is not None and found.i > cue.end and self._is_finite(cue):
            found = self.order.in_opening(cue) or found
        if found is None:
            return None if is_settled else self._unsubjected(cue)
        if self._is_participle_behind(cue):
            found = self._above(cue.head, found)
        return self._nearer(cue, self.order.past_remark(self._clause_start(cue), found))

    def _above(self, participle: Token, found: Token) -> Token:
        """Who goes on with a participle that the tree hung too low: no day, and no thing where `found` is somebody."""
        above = self.subjects.above(participle, found)
        is_thing = self.subjects.is_somebody(found) and not self.subjects.is_somebody(above)
        return found if is_thing or not self.order.can_speak(above) else above

    def _can_be_source(self, subject: Token, cue: CueWord) -> bool:
        """Whether a subject can speak, sets no scene, and no bracket opens between it and the cue."""
        is_free = self.order.can_speak(subject) and not self.order.is_scene(subject)
        return is_free and not self.order.opens_bracket(subject.i, cue.start)

    def _is_participle_behind(self, cue: CueWord) -> bool:
        """Whether a participle stands behind a comma, as one that goes on with what somebody did (", adding ...")."""
        before = cue.start - 1
        while before > 0 and (self.doc[before].pos_ == "ADV" or self.doc[before].is_quote):
            before -= 1
        return cue.head.tag_ == "VBG" and before > 0 and self.doc[before].text == ","

    def _clause_start(self, cue: CueWord) -> int:
        """The token before which the subject of a cue ends; of a participle, that of the finite verb it leans on."""
        verb = cue.head
        while not (finite := [t.i for t in (*verb.lefts, verb) if t.tag_ in FINITE]) and verb.head.i < verb.i:
            verb = verb.head
        return min(finite[0], cue.start) if finite and cue.head.tag_ == "VBG" else cue.start

    def _unsubjected(self, cue: CueWord) -> Token | None:
        """Who a verb belongs to that has no subject in the tree."""
        if cue.head.tag_ in {"VBG", "VBN"} and (ahead := self._behind_opening(cue)) is not None:
            return ahead
        found = self.order.phrase_before(cue) if self._is_finite(cue) or cue.head.tag_ == "VBN" else None
        return found if found is not None else self._before(cue)

    def of_verb(self, verb: Token) -> Token | None:
        """The subject of a verb, if it can speak, or None."""
        found, _ = self.subjects.of(verb)
        return found if found is not None and self.order.can_speak(found) else None

    def _nearer(self, cue: CueWord, subject: Token) -> Token:
        """The noun phrase right before a finite verb, where the tree took a subject from words further back."""
        near = self.order.right_before(cue) if subject.i < cue.start and self._is_finite(cue) else None
        if near is None or near.i == subject.i or self.order.is_scene(near):
            return subject
        if near.ent_type_ == "PERSON" and (
            self.order.stands_free(near.i) or self.order.is_behind_dateline(near, subject)
        ):
            return near
        if self.order.is_second_title(near, subject):
            return near
        if near.ent_type_ in NAMED and self.order.follows_clause(near, subject):
            return near
        if near.i <= subject.right_edge.i or subject.is_ancestor(near):
            return subject
        start = near.left_edge.i
        if start <= subject.i or self.doc[start - 1].pos_ == "ADP" or self.order.is_place_list(near):
            return subject
        return near if self.doc[start - 1].text in BREAKS or subject.head.i != cue.head.i else subject

    def _is_finite(self, cue: CueWord) -> bool:
        return cue.head.tag_ in FINITE or self.doc[cue.start].tag_ in FINITE

    def _behind_opening(self, cue: CueWord) -> Token | None:
        """The subject behind the comma of a participle that opens its sentence ("Having said so, Ann Roe left")."""
        start, end = self.layout.sentence(cue.head.i)
        if cue.start - start > OPENING:
            return None
        for token in self.doc[cue.end : end]:
            first = token.left_edge.i
            if first > cue.end and self.doc[first - 1].text == "," and self.syntax.has(token, "subject"):
                return token if self.order.names(token.i) and self.order.can_speak(token) else None
        return None

    def _before(self, cue: CueWord) -> Token | None:
        """The nearest subject before a finite or participial verb in its sentence."""
        start, _ = self.layout.sentence(cue.head.i)
        if cue.head.tag_ not in FINITE | {"VBG", "VBN"}:
            return None
        for i in range(cue.start - 1, start - 1, -1):
            token = self.doc[i]
            if (
                self.syntax.has(token, "subject", "passive_subject")
                and self.order.names(i)
                and self.order.can_speak(token)
            ):
                return self.order.past_remark(self._clause_start(cue), token)
        return None
