"""A claim: a cue and the quoted stretches that are its content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flows.extract.cues import CueWord
from flows.extract.quotes import Draft, Segment
from flows.extract.text.layout import Layout, Stretch

LEADS = frozenset({",", ":", "—", "-", "–", "--"})
"""What may stand between an attribution and the quotation it introduces."""
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM"})
QUOTING = frozenset({"after", "before"})
"""Rules of quotations with an attribution of their own."""
GAP = 40
"""Tokens between a stretch and its cue: longer attributions are rare, and their stretches mostly another's."""


@dataclass(slots=True)
class Claim:
    """A cue with the stretches it claims, in order, and the rule by which it claimed the first."""

    cue: CueWord
    stretches: list[Stretch]
    rule: str
    leads: dict[int, int] = field(default_factory=dict)
    """For the first token of a stretch, the first of the words before it that belong to it ("This is a “raw time”")."""
    is_noun: bool = False
    """The cue is a noun ("her reply"), whose source is its owner."""


def unbroken(layout: Layout, drafts: Sequence[Draft], quotations: Sequence[Draft]) -> list[Draft]:
    """All drafts, those cut short whose content ran into the attribution that leads up to a quotation.

    It did where it holds the attribution but not the quotation ("attacked her, the crowd chanted, “Out!”"), and where
    it is by nobody ("Asked if it was late, Ann Roe said: “No.”"). What nothing is left of is left out.
    """
    by_place = sorted((draft for draft in quotations if draft.rule == "before"), key=lambda draft: draft.cue.head.idx)
    places = [draft.cue.head.idx for draft in by_place]
    kept = list(quotations)
    for draft in drafts:
        within = (
            quotation
            for start, end in draft.segments
            for quotation in by_place[bisect_left(places, start) : bisect_left(places, end)]
        )
        broken = next((quotation for quotation in within if _is_broken(draft, quotation)), None)
        cut = _before(layout, draft, broken) if broken is not None else draft.segments
        if cut:
            kept.append(draft if cut == draft.segments else replace(draft, segments=cut))
    return kept


def _is_broken(draft: Draft, quotation: Draft) -> bool:
    if draft.source is None and quotation.source is not None:
        return True
    return not any(a < y and x < b for a, b in draft.segments for x, y in quotation.segments)


def _before(layout: Layout, draft: Draft, quotation: Draft) -> tuple[Segment, ...]:
    """What a draft says before the attribution of a quotation."""
    source, cue = quotation.source, quotation.cue
    stop = source.left_edge.i if source is not None and source.i < cue.start else cue.start
    while stop and layout.tokens[stop - 1].pos_ in NAMING:
        stop -= 1
    before = (
        layout.span(layout.token_at(start), min(stop, layout.token_at(end - 1) + 1)) for start, end in draft.segments
    )
    return tuple(span for span in before if span is not None)
