"""Quotations whose cue stands behind them: “...,” X said · “...,” said X · “...?” asked X."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from flows.extract.content.claims import GAP, LEADS, Claim
from flows.extract.cues import CueWord, verb_cue
from flows.extract.text.layout import Layout, Stretch
from flows.extract.text.sentences import END_MARKS
from flows.extract.text.syntax import FINITE, Syntax
from flows.extract.vocabulary import Vocabulary

TITLE = 8
"""Tokens, marks included, of what may be a title rather than speech ("In his book, “An American Son,” he ...")."""
NEAR = 4
"""Tokens from a quotation that ends without a comma to the verb of its attribution."""


class CueBehind:
    """Finds the cue behind a stretch."""

    def __init__(
        self,
        layout: Layout,
        cue_at: Mapping[int, CueWord],
        heads: Container[int],
        vocabulary: Vocabulary,
        syntax: Syntax,
    ) -> None:
        """`cue_at` has the cues that take a quotation by their head; `heads` are the heads of all cues."""
        self.layout, self.doc = layout, layout.tokens
        self.cue_at, self.heads, self.vocabulary, self.syntax = cue_at, heads, vocabulary, syntax

    def claim(self, stretch: Stretch) -> Claim | None:
        """“...,” X said · “...,” said X · “...?” asked X"""
        leads_on = self._last_inside(stretch) in ",?!—-–…" or self._comma_follows(stretch)
        if not leads_on and not self._is_unpunctuated(stretch):
            return None
        if self._is_woven(stretch) or self._is_answered(stretch):
            return None
        lead = self._lead(stretch)
        if lead is not None and self._sets_scene(lead, stretch):
            return None
        cue = self._first_cue(stretch)
        if cue is not None and self._is_busy(cue, stretch):
            return None
        return Claim(cue, [stretch], "after", {} if lead is None else {stretch.first: lead}) if cue else None

    def _is_busy(self, cue: CueWord, stretch: Stretch) -> bool:
        """Whether a cue behind a stretch has another content: “Rain,” adding that ... · “Rain,” she said it was ..."""
        at = stretch.last + 1
        if self.doc[at].pos_ == "CCONJ" or (cue.start == at and cue.head.tag_ == "VBG"):
            return True
        clause = self.syntax.child(cue.head, "clause")
        return (
            clause is not None
            and clause.pos_ != "PROPN"
            and clause.i > cue.head.i
            and clause.left_edge.i == cue.end
            and self.layout.is_outside(cue.end)
            and not self.doc[cue.end].is_punct
        )

    def _first_cue(self, stretch: Stretch) -> CueWord | None:
        """The cue behind a stretch, past a relative clause ("Ann Roe, who was there, said")."""
        is_relative = False
        for i in self._outside_after(stretch.last + 1):
            token = self.doc[i]
            is_relative = (is_relative or token.tag_ in {"WP", "WDT"}) and token.text != ","
            if is_relative:
                continue
            cue = self.cue_at.get(i) or self._mistaken(i, stretch)
            if cue is not None:
                return cue
            if token.text in {".", ";", ":"} or (token.tag_ in FINITE and token.head.i not in self.heads):
                return None
        return None

    def _mistaken(self, i: int, stretch: Stretch) -> CueWord | None:
        """A cue that the tagger took for a noun: behind a quotation and a name or pronoun it can only be the verb."""
        token = self.doc[i]
        verb = self.vocabulary.verbs.get(token.lower_)
        if verb is None or "quote" not in verb.complements or token.pos_ == "VERB":
            return None
        before = self.doc[i - 1]
        is_last = (
            i + 1 < len(self.doc) and self.doc[i + 1].text in END_MARKS and before.pos_ in {"NOUN", "PROPN", "PRON"}
        )
        is_named = i - 1 == stretch.last or before.tag_ in {"NNP", "NNPS", "PRP"}
        is_inflected = token.lower_ != verb.verb
        return verb_cue(token, verb, self.syntax) if is_last or (is_named and is_inflected) else None

    def _is_unpunctuated(self, stretch: Stretch) -> bool:
        """Whether a sentence in marks, by itself and without a comma, has "X said" or "said X" right behind it."""
        if not self._is_sentence(stretch) or self._lead(stretch) is not None or self._is_woven(stretch):
            return False
        near = [i for i in self._outside_after(stretch.last + 1) if i <= stretch.last + NEAR]
        cues = [self.cue_at[i] for i in near if i in self.cue_at and self.doc[i].tag_ in FINITE]
        is_free = self._last_inside(stretch) != "." or not any(self._introduces(cue) for cue in cues)
        return is_free and any(cue.cue_class == "speech" for cue in cues)

    def _introduces(self, cue: CueWord) -> bool:
        """Whether a cue leads up to a quotation of its own: “Rain.” Ann Roe laughed: “Snow.”"""
        end = cue.end
        return end + 1 < len(self.doc) and self.doc[end].text in {",", ":"} and not self.layout.is_outside(end + 1)

    def _is_sentence(self, stretch: Stretch) -> bool:
        """Whether a stretch is too long for a title, or has a verb and is not written like one."""
        if stretch.last - stretch.first >= TITLE:
            return True
        is_capital = self.layout.text[stretch.inner[0]].isupper() and not self.layout.is_title(stretch)
        return is_capital and any(token.tag_ in FINITE for token in self.doc[stretch.first : stretch.last])

    def _is_woven(self, stretch: Stretch) -> bool:
        """Whether a stretch ends the content of a cue before it: "Asked if it was “safe,” most said no"."""
        before = self.layout.before(stretch.first)
        if before is None or self.doc[before].text in LEADS:
            return False
        start, _ = self.layout.sentence(stretch.first)
        return any(i in self.heads for i in range(start, stretch.first))

    def _is_answered(self, stretch: Stretch) -> bool:
        """Whether the sentence behind a stretch is one of its own, as a capital shows: “Why?” He said, “Because.”"""
        at = stretch.last + 1
        if at >= len(self.doc) or self._last_inside(stretch) == ",":
            return False
        return self.doc[at].tag_ in {"PRP", "PRP$"} and self.doc[at].is_title and self.doc[at].text != "I"

    def _sets_scene(self, lead: int, stretch: Stretch) -> bool:
        """Whether what stands before a short stretch leads up to the attribution: "In his book, “Rain,” he says"."""
        if self.doc[lead].pos_ not in {"ADP", "SCONJ"} or stretch.last - stretch.first >= TITLE:
            return False
        return not any(self.doc[i].tag_ in FINITE for i in range(lead, stretch.first))

    def _last_inside(self, stretch: Stretch) -> str:
        """The last character inside a stretch, past the closing marks of what is quoted in it."""
        quoted = stretch.quoted
        inside = self.layout.text[max(quoted.inner_start, quoted.inner_end - 6) : quoted.inner_end]
        inside = inside.rstrip("'’”\"› ")
        return "…" if inside.endswith(("...", ". . .")) else inside[-1:] or "."

    def _comma_follows(self, stretch: Stretch) -> bool:
        at = stretch.last + 1
        return at < len(self.doc) and self.doc[at].text == ","

    def _outside_after(self, start: int) -> Iterator[int]:
        """The tokens from `start` on, up to the next stretch, the paragraph's end or `GAP`."""
        for i in range(start, min(start + GAP, len(self.doc))):
            if not self.layout.is_outside(i) or "\n" in self.doc[i].text:
                return
            yield i

    def _lead(self, stretch: Stretch) -> int | None:
        """Where the sentence of a stretch starts before it, with words of its own."""
        start, _ = self.layout.sentence(stretch.first)
        words = [i for i in range(start, stretch.first) if not self.layout.is_filler(i)]
        is_plain = any(self.layout.is_outside(i) for i in words) and not any(i in self.cue_at for i in words)
        return words[0] if is_plain else None
