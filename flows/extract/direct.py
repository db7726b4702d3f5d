"""Direct quotes: which cue claims which quoted stretch, and which stretches go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.extract.cues import CueWord
from flows.extract.layout import Layout, Stretch

GAP = 40
"""Tokens between a stretch and its cue: longer attributions are rare, and their stretches mostly another's."""


@dataclass(slots=True)
class Claim:
    """A cue with the stretches it claims, in order, and the rule by which it claimed the first."""

    cue: CueWord
    stretches: list[Stretch]
    rule: str
    lead: int | None = None
    """First token of words before the first stretch that belong to the content ("This is a 'raw time'")."""


class DirectRules:
    """Links stretches and cues, a paragraph at a time."""

    def __init__(self, layout: Layout, cues: Sequence[CueWord]) -> None:
        self.layout, self.doc = layout, layout.doc
        self.cue_at = {i: cue for cue in cues if cue.takes("quote") for i in (cue.head.i,)}

    def claims(self) -> list[Claim]:
        """The claims of a document, in the order of their first stretch."""
        made: list[Claim] = []
        for number, stretch in enumerate(self.layout.stretches):
            before = self.layout.stretches[number - 1] if number else None
            if self._goes_on(made, before, stretch):
                made[-1].stretches.append(stretch)
            elif (claim := self._claim(stretch)) is not None:
                if made and claim.cue.head.i == made[-1].cue.head.i:
                    made[-1].stretches.append(stretch)
                else:
                    made.append(claim)
        return made

    def _claim(self, stretch: Stretch) -> Claim | None:
        for rule in (self._cue_after, self._cue_before):
            if (claim := rule(stretch)) is not None:
                return claim
        return None

    def _cue_after(self, stretch: Stretch) -> Claim | None:
        """“...,” X said · “...,” said X · “...?” asked X"""
        if self.doc.text[stretch.quoted.inner_end - 1] not in ",?!—-–…" and not self._comma_follows(stretch):
            return None
        for i in self._outside_after(stretch.last + 1):
            token = self.doc[i]
            if i in self.cue_at:
                return Claim(self.cue_at[i], [stretch], "after", self._lead(stretch))
            if token.text in {".", ";", ":"} or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
                return None
        return None

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
        outside = words and all(self.layout.is_outside(i) for i in words)
        return words[0] if outside and not any(i in self.cue_at for i in words) else None

    def _cue_before(self, stretch: Stretch) -> Claim | None:
        """X said, “...” · X said: “...” · X told reporters that “...”"""
        opener = self._before(stretch.first)
        if opener is None or self.doc[opener].text not in {",", ":", "—", "-", "–", "--"}:
            if opener is None or opener not in self.cue_at:
                return None
        limit = max(0, stretch.first - GAP)
        for i in range(opener, limit, -1):
            if not self.layout.is_outside(i) or (self.doc[i].is_sent_start and i < opener and i not in self.cue_at):
                return Claim(self.cue_at[i], [stretch], "before") if i in self.cue_at else None
            if i in self.cue_at:
                return Claim(self.cue_at[i], [stretch], "before")
        return None

    def _before(self, i: int) -> int | None:
        i -= 1
        while i >= 0 and self.doc[i].is_space:
            i -= 1
        return i if i >= 0 else None

    def _goes_on(self, made: list[Claim], before: Stretch | None, stretch: Stretch) -> bool:
        """Whether a stretch continues the last claim: a paragraph left open, or “A,” X said. “B.”"""
        if not made or before is None or made[-1].stretches[-1] is not before:
            return False
        if before.quoted.is_continued:
            return True
        if stretch.paragraph != before.paragraph:
            return False
        between = range(before.last + 1, stretch.first)
        cues = [i for i in between if i in self.cue_at]
        own = made[-1].cue.head.i
        if cues and cues[-1] != own:
            return False
        ends = [i for i in between if self.doc[i].text in {".", "?", "!"}]
        after_own = own in between and len(ends) <= 1
        return after_own or not any(self.doc[i].is_alpha for i in between)
