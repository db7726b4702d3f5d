"""How far the content of a cue reaches.

The tree says what hangs on what, but trees of news sentences err most at exactly these places; so the end is sought
from left to right among the places where a content *can* end, and the tree is asked at each.
"""

from __future__ import annotations

from spacy.tokens import Token

from flows.extract.cues import CueWord
from flows.extract.text.datelines import DASHES
from flows.extract.text.layout import Layout
from flows.extract.text.syntax import FINITE, Syntax
from flows.extract.vocabulary import Vocabulary

ADJUNCTS = frozenset({"after", "when", "while", "before", "during", "since", "as", "until", "whereas", "despite"})
CONTRAST = frozenset({"while", "although", "though", "whereas", "despite"})
BREAKS = frozenset({"according", "which", "who"})
"""Behind a comma, more often the writer's remark than part of what was said."""
DEADLINES = frozenset({"before", "after", "during", "since", "until"})
"""What belongs to what somebody wants or expects: "expects crowds before June"."""
WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
AS_REACH = 5
"""Tokens within which an "as" has its verb: "as he has done", not "as a candidate who has"."""
PARTING = CONTRAST | {"according", "but"}
"""What parts a quotation from the content before it."""
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


class Extent:
    """Finds where contents end."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary, syntax: Syntax) -> None:
        self.layout, self.vocabulary, self.syntax = layout, vocabulary, syntax
        self.doc = layout.tokens

    def end(self, cue: CueWord, start: int, form: str, behind: int | None = None) -> int:
        """The token after the last of the content that starts at token `start`, sought from `behind` on if given."""
        _, sentence_end = self.layout.sentence(start)
        i, has_verb = (start, False) if behind is None else (behind, True)
        reach = max(self.quoted_reach(i, sentence_end, form), i + 1)
        sentence_end = self._bracket_end(i, sentence_end)
        while i < sentence_end:
            number = self.layout.stretch_of[i]
            if number >= 0:
                last = self.layout.stretches[number].last
                i, sentence_end, has_verb = last + 1, max(sentence_end, last + 1), True
                if (
                    i >= reach
                    and self._ends_in_comma(number)
                    and self._cuts_at_comma(cue, start, last, sentence_end, form)
                ):
                    return i
                continue
            if self.doc[i].tag_ in FINITE:
                is_whole = behind is None and (has_verb or not cue.takes("clause"))
                if i >= reach and is_whole and self._is_of_another(cue, i):
                    return i
                has_verb = True
            if i >= reach and (has_verb or form != "clause") and self._cuts(cue, start, i, sentence_end, form):
                return i
            i += 1
        return sentence_end

    def _bracket_end(self, start: int, end: int) -> int:
        """Where a bracket closes that was opened before `start`, or `end`."""
        depth = 0
        for i in range(start, end):
            depth += (self.doc[i].text == "(") - (self.doc[i].text == ")")
            if depth < 0:
                return i
        return end

    def _ends_in_comma(self, number: int) -> bool:
        """Whether a stretch has a comma right before its closing mark, as American printers set it."""
        return self.layout.text[self.layout.stretches[number].quoted.inner_end - 1] == ","

    def quoted_reach(self, start: int, sentence_end: int, form: str) -> int:
        """The token after the last quotation that no other cue, contrast or semicolon parts from `start`."""
        i, reach = start, start
        while i < sentence_end:
            number = self.layout.stretch_of[i]
            if number >= 0:
                stretch = self.layout.stretches[number]
                i = stretch.last + 1
                reach = reach if form == "object" and self.layout.is_title(stretch) else i
                continue
            token = self.doc[i]
            if i > start and (token.text == ";" or self._parts(i) or self.is_cue(token)):
                break
            i += 1
        return min(reach, sentence_end)

    def _parts(self, i: int) -> bool:
        """Whether token `i` parts what follows from the content before it: "..., while ..."; not "but “rain”"."""
        near = range(i + 1, min(i + 3, len(self.doc)))
        if self.doc[i].text == ":":
            return i + 1 in near and not self.layout.is_outside(i + 1)
        if self.doc[i].lower_ in CONTRAST and self.doc[i - 1].text != "," and self.layout.is_outside(i - 1):
            return False
        return self.doc[i].lower_ in PARTING and all(self.layout.is_outside(j) for j in near)

    def is_cue(self, token: Token) -> bool:
        """Whether a word is a verb that can attribute."""
        return token.pos_ == "VERB" and token.lower_ in self.vocabulary.verbs

    def _cuts(self, cue: CueWord, start: int, i: int, sentence_end: int, form: str) -> bool:
        """Whether the content ends before token `i`."""
        token = self.doc[i]
        if token.text == ";":
            return True
        if token.text in DASHES:
            return self.is_loose_dash(i) and self._piece_leaves(cue, start, i + 1, sentence_end)
        if token.text == ",":
            return self._cuts_at_comma(cue, start, i, sentence_end, form)
        if token.text == ":":
            return False
        if token.lower_ in {"and", "but", "or"}:
            return self._cuts_at_conjunction(cue, start, i, sentence_end, form)
        if form != "object":
            return False
        if token.lower_ == "by" and i + 1 < sentence_end and self.doc[i + 1].tag_ == "VBG":
            return self.doc[i + 1].lower_ in self.vocabulary.verbs
        if token.lower_ == "as":
            near = self.doc[i + 1 : min(i + AS_REACH, sentence_end)]
            is_clause = near[:1] and (near[0].lower_ == "well" or any(t.tag_ in FINITE for t in near))
            return bool(is_clause) and not cue.takes("as")
        if self._is_its_day(cue, i, sentence_end) or (cue.cue_class == "attitude" and token.lower_ in DEADLINES):
            return cue.cue_class != "attitude"
        return token.lower_ in ADJUNCTS and self._head_outside(cue, start, i, i, sentence_end)

    def _is_its_day(self, cue: CueWord, i: int, sentence_end: int) -> bool:
        """Whether a day at the end of the sentence tells when it was said: confirmed the figures | on Wednesday."""
        if self.doc[i - 1].pos_ in {"ADP", "SCONJ", "DET"}:  # promised a result by Wednesday
            return False
        day = i + 1 if self.doc[i].lower_ == "on" and i + 1 < sentence_end else i
        is_past = cue.head.tag_ in {"VBD", "VBN"} and self.doc[cue.start].lower_ not in {"will", "would", "to"}
        is_last = self.layout.is_filler(day + 1) if day + 1 < sentence_end else True
        return is_past and is_last and self.doc[day].ent_type_ == "DATE" and self.doc[day].lower_ in WEEKDAYS

    def _is_of_another(self, cue: CueWord, i: int) -> bool:
        """Whether a finite verb has its subject before the cue: those who support the bill | have said so."""
        verb = self.doc[i].head if self.syntax.has(self.doc[i], "auxiliary") else self.doc[i]
        subject = self.syntax.child(verb, "subject", "passive_subject")
        return verb.i >= i and subject is not None and subject.i < cue.start

    def is_loose_dash(self, i: int) -> bool:
        """Whether token `i` is a dash between words, not a hyphen within one."""
        before, token = self.doc[i - 1], self.doc[i]
        is_apart = bool(before.whitespace_ and token.whitespace_)
        return token.text in DASHES and (is_apart or token.text in {"—", "--"})

    def _cuts_at_comma(self, cue: CueWord, start: int, i: int, sentence_end: int, form: str) -> bool:
        at = i + 1
        if at >= sentence_end:
            return False
        token = self.doc[at]
        if form == "clause" and not self.layout.is_outside(at):
            return False
        is_cue = token.lower_ in self.vocabulary.verbs
        if token.tag_ == "VBG" and is_cue:
            return True
        if token.lower_ in CONTRAST or token.lower_ in BREAKS or (token.lower_ == "even" and self._is_though(at + 1)):
            return True
        if form == "object":
            is_example = token.lower_ in {"including", "like"}
            return not (is_example or self._is_place(at) or self._is_list(cue, start, at, sentence_end))
        if token.lower_ in {"and", "but", "or"}:
            return self._is_sourced(at, sentence_end) or self._cuts_at_conjunction(cue, start, at, sentence_end, form)
        return self._piece_leaves(cue, start, at, sentence_end)

    def is_joint(self, i: int) -> bool:
        """Whether token `i` joins a clause, or its subject, with a comma: "..., and the dam", not "..., and that"."""
        return self.doc[i - 1].text == "," and self.doc[i].lower_ in {"and", "but"} and self.doc[i + 1].lower_ != "that"

    def _is_sourced(self, i: int, sentence_end: int) -> bool:
        """Whether what token `i` joins has a source of its own: "..., and the dam, according to Ann Roe, is safe"."""
        comma = next((j for j in range(i, sentence_end - 1) if self.doc[j].text == ","), None)
        return comma is not None and self.doc[comma + 1].lower_ == "according" and self.is_joint(i)

    def _is_though(self, i: int) -> bool:
        return i < len(self.doc) and self.doc[i].lower_ in {"though", "as", "if"}

    def _is_place(self, at: int) -> bool:
        """Whether a comma stands between a place and the one it lies in: Benghazi, Libya."""
        return {self.doc[at].ent_type_, self.doc[at - 2].ent_type_} <= {"GPE", "LOC"}

    def _is_list(self, cue: CueWord, start: int, at: int, sentence_end: int) -> bool:
        root = self._root(at, sentence_end)
        inside = start <= root.head.i < at
        return inside and self.syntax.has(root, "conjunct", "apposition", "noun_modifier") and root.pos_ in NOUNS

    def _cuts_at_conjunction(self, cue: CueWord, start: int, i: int, sentence_end: int, form: str) -> bool:
        at = i + 1
        while at < sentence_end - 1 and self.doc[at].pos_ == "ADV":
            at += 1
        if at >= sentence_end:
            return False
        token = self.doc[at]
        if token.pos_ == "PRON" and self.doc[at + 1 : at + 2] and self._is_cue_in_step(cue, self.doc[at + 1]):
            return True
        if token.lower_ == "that" and self.doc[start].lower_ == "that":
            return False
        if token.lower_ in self.vocabulary.verbs and at + 1 < sentence_end and self.doc[at + 1].lower_ == "that":
            return True
        finite = token.tag_ in FINITE or token.tag_ == cue.head.tag_ or self._is_cue_in_step(cue, token)
        if token.pos_ in {"VERB", "AUX"} and finite:
            return form == "object" or token.head.i <= cue.head.i or self._is_cue_in_step(cue, token)
        return self._piece_leaves(cue, start, at, sentence_end)

    def _is_cue_in_step(self, cue: CueWord, token: Token) -> bool:
        """Whether a verb is another cue in the form of this one ("said ..., and added")."""
        past = {cue.head.tag_, token.tag_} == {"VBD", "VBN"} and self.doc[token.i - 2].text == ","
        return (past or token.tag_ == cue.head.tag_) and token.lower_ in self.vocabulary.verbs

    def _piece_leaves(self, cue: CueWord, start: int, at: int, sentence_end: int) -> bool:
        """Whether the tree hangs the piece at token `at` on something outside the content."""
        return at < sentence_end and self._head_outside(cue, start, at, at, sentence_end)

    def _head_outside(self, cue: CueWord, start: int, i: int, at: int, sentence_end: int) -> bool:
        root = self._root(at, sentence_end)
        if root.head.i == cue.head.i and self.syntax.has(root, "clause", "open_clause"):
            return False
        if self._is_set_in(root, at, sentence_end):
            return False
        return not start <= root.head.i < at or root.head.i == root.i

    def _is_set_in(self, root: Token, at: int, sentence_end: int) -> bool:
        """Whether a noun phrase between two commas explains the noun before it, though the tree could not tell."""
        end = self._piece_end(at, sentence_end)
        is_between = self.doc[at - 1].text == "," and end < sentence_end and self.doc[end].text == ","
        return is_between and root.dep_ == "dep" and {root.pos_, self.doc[at - 2].pos_} <= {"NOUN", "PROPN"}

    def _piece_end(self, at: int, sentence_end: int) -> int:
        """Where the piece that starts at `at` ends: at the next comma, dash, colon or semicolon."""
        end = at + 1
        while end < sentence_end and self.doc[end].text not in {",", ";", ":"} | DASHES:
            end += 1
        return end

    def _root(self, at: int, sentence_end: int) -> Token:
        """The highest token of the piece that starts at `at`."""
        end = self._piece_end(at, sentence_end)
        for token in self.doc[at:end]:
            if not at <= token.head.i < end or token.head.i == token.i:
                return token
        return self.doc[at]
