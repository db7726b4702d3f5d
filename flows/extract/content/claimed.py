"""The words of a claim: its quoted stretches, with what stands outside the marks and is said with them."""

from __future__ import annotations

from dataclasses import replace

from flows.extract.content.claims import Claim
from flows.extract.content.complements import ContentRules
from flows.extract.content.parenthetical import Aside, ParentheticalRules
from flows.extract.quotes import Segment
from flows.extract.text.layout import Layout, Stretch
from flows.extract.text.syntax import FINITE

ENDING = frozenset(".,!?;:—-…")
"""Marks before a closing quotation mark behind which the sentence does not go on as part of the content."""
SCENE = frozenset({"after", "as", "before", "during", "toward", "towards", "when", "while"})
"""Words behind a closing mark that tell when it was said, not what: said “never” after the vote."""
PLACE = frozenset({"at", "in", "inside", "on", "outside"})
"""Words behind a whole clause in marks that tell where or on which day it was said."""


class ClaimedWords:
    """Measures what a claim attributes."""

    def __init__(self, layout: Layout, content: ContentRules, parenthetical: ParentheticalRules) -> None:
        self.layout, self.doc = layout, layout.tokens
        self.content, self.parenthetical = content, parenthetical

    def segments(self, claim: Claim) -> list[Segment]:
        """The pieces of a claim's content, in order."""
        segments = [s.inner for s in claim.stretches]
        for number, stretch in enumerate(claim.stretches):
            if stretch.first in claim.leads:
                whole = self.layout.span(claim.leads[stretch.first], stretch.last + 1)
                segments[number] = whole or segments[number]
        if claim.rule == "after":
            return segments + self._behind_attribution(claim)
        if claim.rule == "before":
            segments[-1] = self._continued(claim, segments[-1])
            return self._led_up(claim, segments)
        return segments

    def woven(self, claim: Claim) -> Aside | None:
        """An attribution set into a sentence that ends in the quotation: "The plan, she said, “is dead”."""
        start, _ = claim.stretches[0].inner
        if claim.rule != "before" or len(claim.stretches) > 1 or not self.layout.text[start].islower():
            return None
        aside = self.parenthetical.beside(claim.cue)
        if aside is None or len(aside.segments) < 2:
            return None
        last = self.layout.span(claim.stretches[0].first, claim.stretches[0].last + 1)
        longer = last is not None and last[1] > aside.segments[-1][1]
        return replace(aside, segments=(*aside.segments[:-1], last)) if last and longer else aside

    def _continued(self, claim: Claim, segment: Segment) -> Segment:
        """The last segment with the words that go on behind its closing mark: “on her worst day” she would win."""
        stretch = claim.stretches[-1]
        at = stretch.last + 1
        ended = self.layout.text[segment[1] - 1] in ENDING
        if ended or at >= len(self.doc) or self.doc[at].is_punct or self.doc[at].is_space or self.doc[at].is_sent_start:
            return segment
        if self.doc[at].lower_ in SCENE or self._only_places(stretch, at):
            return segment
        start = claim.leads.get(stretch.first, stretch.first)
        span = self.layout.span(start, self.content.extent.end(claim.cue, stretch.first, "clause"))
        return span or segment

    def _only_places(self, stretch: Stretch, at: int) -> bool:
        """Whether a whole clause in marks has only its day or place behind it: said “it is fine” on Monday."""
        is_clause = any(token.tag_ in FINITE for token in self.doc[stretch.first : stretch.last])
        _, end = self.layout.sentence(at)
        is_place = self.doc[at].lower_ in PLACE or self.doc[at].ent_type_ in {"DATE", "TIME"}
        return is_clause and is_place and not any(token.tag_ in FINITE for token in self.doc[at:end])

    def _led_up(self, claim: Claim, segments: list[Segment]) -> list[Segment]:
        """What leads up to a quotation behind a colon: she said it was late: “Go.” · It is late, she said: “Go.”"""
        first = claim.stretches[0].first
        colon = first - 1
        while colon > claim.cue.end and self.doc[colon].is_space:
            colon -= 1
        if self.doc[colon].text != ":":
            return segments
        found = self.content.complement(claim.cue)
        if found is not None and found[0] < colon and found[2] == "clause":
            whole = self.layout.span(found[0], claim.stretches[0].last + 1)
            return [whole or segments[0], *segments[1:]]
        aside = self.parenthetical.beside(claim.cue)
        if aside is None:
            return segments
        end = claim.cue.end
        goes_on = self.doc[end].text == "," and any(token.tag_ in FINITE for token in self.doc[end:colon])
        before = [s for s in aside.segments if s[1] <= self.doc[claim.cue.start].idx]
        behind = self.layout.span(end + 1, claim.stretches[0].last + 1) if goes_on else None
        return [*(s for s in before if goes_on or self._is_said(s)), behind or segments[0], *segments[1:]]

    def _is_said(self, segment: Segment) -> bool:
        """Whether words before an attribution are a sentence, not its scene ("In Rome, she said: “...”")."""
        first, last = self.layout.token_at(segment[0]), self.layout.token_at(segment[1] - 1)
        return self.parenthetical.says_something(first, last + 1)

    def _behind_attribution(self, claim: Claim) -> list[Segment]:
        """What goes on behind the attribution without marks: “Rain,” she said, falls in May."""
        if claim.stretches[-1].last > claim.cue.head.i:
            return []
        _, sentence_end = self.layout.sentence(claim.cue.head.i)
        comma = self.parenthetical.attribution_end(claim.cue, sentence_end)
        if comma is None or comma + 2 >= sentence_end or not self._goes_on(claim, comma + 1):
            return []
        span = self.layout.span(comma + 1, self.content.extent.end(claim.cue, comma + 1, "clause"))
        return [span] if span else []

    def _goes_on(self, claim: Claim, at: int) -> bool:
        token = self.doc[at]
        if token.lower_ == "that":
            return True
        if token.lower_ in {"and", "but"}:
            return claim.cue.head.tag_ == "VBD" and self.doc[at + 1].tag_ in {"VBZ", "VBP"}
        return token.tag_ in FINITE and token.head.i != claim.cue.head.i
