"""Quotations without a cue of their own that go on with what was said right before them.

In the same paragraph they belong to the attribution of the sentence before. A paragraph that is all quotation goes on
with the quotation before it, or leads up to the one whose attribution follows; where it is short, or what stands before
it is not all quotation, it is a row of its own, said by whoever spoke in the paragraph before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from flows.extract.content.claims import QUOTING
from flows.extract.quotes import Draft
from flows.extract.text.layout import Layout, Stretch

ENDS = frozenset(".!?…")
SAYING = frozenset({"speech", "writing"})
SINGLES = frozenset("'‘‚‛‹")
LONG = 8
"""Tokens, marks included, under which a paragraph of quotation may be another's in a dialogue, or a heading."""
ASKING = frozenset({"ask", "asks", "asked", "asking", "wonder", "wonders", "wondered", "inquired"})
"""Behind a question the next paragraph is as often the answer of another."""


class ContinuationRules:
    """Gives the stretches that no draft holds to the draft before them, where they go on with it."""

    def __init__(self, layout: Layout, drafts: Iterable[Draft]) -> None:
        self.layout, self.doc = layout, layout.tokens
        self.kept = sorted(drafts, key=lambda draft: draft.cue.head.i)
        self.in_sentence: dict[int, list[int]] = defaultdict(list)
        self.last_in: dict[int, int] = {}
        """The last draft of each paragraph."""
        self.holder: dict[int, int] = {}
        """The draft that holds a stretch."""
        self.voiced: set[tuple[int, int]] = set()
        """Drafts with the paragraphs in which they have words in quotation marks."""
        self.only_quoted = [self._is_only_quoted(start, end) for start, end in layout.paragraphs]
        for number, draft in enumerate(self.kept):
            self._note(number, draft)

    def _note(self, number: int, draft: Draft) -> None:
        for start, end in draft.segments:
            for i in range(self.layout.token_at(start), self.layout.token_at(end - 1) + 1):
                if not self.layout.is_outside(i):
                    self._hold(self.layout.stretch_of[i], number)
        if draft.cue.cue_class in SAYING and draft.source is not None:
            self.in_sentence[self.layout.sentence(draft.cue.head.i)[0]].append(number)
            self.last_in[self.layout.paragraph_of(draft.cue.head.i)] = number

    def _hold(self, stretch: int, number: int) -> None:
        self.holder[stretch] = number
        self.voiced.add((number, self.layout.stretches[stretch].paragraph))

    def drafts(self) -> list[Draft]:
        """All drafts: those before, some longer than before, and those of paragraphs without a cue."""
        self._lead_up(left_open=True)
        for number, stretch in enumerate(self.layout.stretches):
            if number in self.holder or not self._stands_alone(stretch):
                continue
            found = self._beside(number)
            if found is None:
                found = self._sentence_before(stretch)
            if found is not None:
                self._take_up(found, number)
            elif self.only_quoted[stretch.paragraph]:
                self._follow(number)
        self._lead_up(left_open=False)
        return self.kept

    def _lead_up(self, *, left_open: bool) -> None:
        """Give paragraphs of quotation to the attribution at the end of the next: “One. ¶ “Two,” said Ann Roe."""
        stretches = self.layout.stretches
        for number in range(len(stretches) - 2, -1, -1):
            here, behind = stretches[number], stretches[number + 1]
            if number in self.holder or number + 1 not in self.holder or behind.paragraph != here.paragraph + 1:
                continue
            draft = self.kept[self.holder[number + 1]]
            opens = behind.quoted.start == self.layout.paragraphs[behind.paragraph][0] and not here.quoted.is_unclosed
            is_first = opens and draft.rule == "after" and draft.segments[0] == behind.inner
            is_open = here.quoted.is_continued
            if is_first and (is_open if left_open else is_open or self._is_long(here)):
                self.kept[self.holder[number + 1]] = replace(draft, segments=(here.inner, *draft.segments))
                self._hold(number, self.holder[number + 1])

    def _is_long(self, stretch: Stretch) -> bool:
        """Whether a paragraph is one long quotation and no question: in a dialogue the next is another's."""
        start, end = self.layout.paragraphs[stretch.paragraph]
        is_whole = (start, end) == (stretch.quoted.start, stretch.quoted.end)
        return is_whole and self._is_running(stretch) and self.layout.text[stretch.inner[1] - 1] != "?"

    def _is_running(self, stretch: Stretch) -> bool:
        """Whether a stretch is running text: neither short nor broken into lines, as one with its author below is."""
        return stretch.last - stretch.first >= LONG and "\n" not in self.layout.text[slice(*stretch.inner)]

    def _beside(self, number: int) -> int | None:
        """The draft that took the stretch before this one without a cue, where only blanks lie between the two."""
        before, stretch = self.layout.stretches[number - 1], self.layout.stretches[number]
        if number == 0 or number - 1 not in self.holder:
            return None
        between = range(before.last + 1, stretch.first)
        is_beside = before.paragraph == stretch.paragraph and all(self.layout.is_filler(i) for i in between)
        return self.holder[number - 1] if is_beside or before.quoted.is_continued else None

    def _stands_alone(self, stretch: Stretch) -> bool:
        """Whether a stretch is a sentence or more, with nothing else in it."""
        start, _ = self.layout.sentence(stretch.first)
        text = self.layout.text
        behind = text[stretch.quoted.end : stretch.quoted.end + 1] or "."
        ended = text[stretch.quoted.inner_end - 1] in ENDS or behind in ENDS
        return ended and all(self.layout.is_filler(i) for i in range(start, stretch.first))

    def _sentence_before(self, stretch: Stretch) -> int | None:
        """The last attribution in the sentence before a stretch in its paragraph."""
        paragraph_start, _ = self.layout.paragraphs[stretch.paragraph]
        at = stretch.first - 1
        while at >= 0 and self.doc[at].idx >= paragraph_start and self.layout.is_filler(at):
            at -= 1
        if at < 0 or self.doc[at].idx < paragraph_start:
            return None
        here = self.in_sentence.get(self.layout.sentence(at)[0], [])
        return here[-1] if here else None

    def _take_up(self, number: int, taken: int) -> None:
        """Add a stretch to an attribution."""
        stretch, draft = self.layout.stretches[taken], self.kept[number]
        if draft.segments[-1][1] <= stretch.quoted.start:
            self.kept[number] = replace(draft, segments=(*draft.segments, stretch.inner))
            self._hold(taken, number)

    def _is_only_quoted(self, start: int, end: int) -> bool:
        """Whether a paragraph holds nothing outside quotation marks."""
        first, last = self.layout.token_at(start), self.layout.token_at(end - 1)
        return all(not self.layout.is_outside(i) or self.layout.is_filler(i) for i in range(first, last + 1))

    def _follow(self, number: int) -> None:
        """Let a paragraph's stretch go on with the quotation before it, or make a row of it for who spoke there."""
        stretch = self.layout.stretches[number]
        before = self.last_in.get(stretch.paragraph - 1)
        if before is None or not self._is_voice(before, stretch.paragraph - 1) or self._is_heading(number):
            return
        if self._runs_on(before, number):
            self._take_up(before, number)
            self.last_in[stretch.paragraph] = before
            return
        self._hold(number, len(self.kept))
        self.last_in[stretch.paragraph] = len(self.kept)
        self.kept.append(replace(self.kept[before], segments=(stretch.inner,), rule="continuation"))

    def _is_heading(self, number: int) -> bool:
        """Whether a paragraph stands in single marks behind one in double marks, as some printers set headings."""
        here, before = (self.layout.text[self.layout.stretches[n].quoted.start] for n in (number, number - 1))
        return here in SINGLES and before not in SINGLES

    def _runs_on(self, before: int, number: int) -> bool:
        """Whether a long paragraph goes on with a quotation that stands right before it."""
        draft, last = self.kept[before], self.layout.stretches[number - 1]
        is_last = draft.segments[-1] == last.inner and draft.rule in QUOTING
        return is_last and self._is_running(self.layout.stretches[number])

    def _is_voice(self, number: int, paragraph: int) -> bool:
        """Whether a draft has words of its own in quotation marks in a paragraph, and is no question."""
        return (number, paragraph) in self.voiced and self.kept[number].cue.head.lower_ not in ASKING
