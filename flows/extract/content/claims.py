"""A claim: a cue and the quoted stretches that are its content."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.extract.cues import CueWord
from flows.extract.text.layout import Stretch

LEADS = frozenset({",", ":", "—", "-", "–", "--"})
"""What may stand between an attribution and the quotation it introduces."""
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
