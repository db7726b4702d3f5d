"""What a quote is: first a candidate, whose speaker is a word of the text, then a quote, which becomes a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from flows.enums import CueClass, MentionKind, QuoteKind, Resolution, RuleId
from flows.extract.cues import CueWord
from flows.extract.text.tokens import Token

Segment = tuple[int, int]
"""A span of the article's text in code points, half-open."""


class Content(NamedTuple):
    """The tokens `[start, end)` that a cue attributes. `form`: `clause`, `infinitive` or `object`."""

    start: int
    end: int
    form: RuleId


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that mark an act of saying, and their class."""

    start: int
    end: int
    cue_class: CueClass


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: the words as written, and what they were resolved to."""

    start: int
    end: int
    form: MentionKind
    name: str | None = None
    entity_id: str | None = None
    role: str | None = None
    resolution: Resolution = Resolution.UNRESOLVED
    chance: float = 1.0
    """That it is who is meant, where a pronoun or description was resolved."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act of saying as a rule finds it. `segments` are in order and do not overlap."""

    segments: tuple[Segment, ...]
    cue: CueWord
    rule: RuleId
    source: Token | None
    """The head of the phrase that names the speaker."""
    is_unclosed: bool = False
    is_quotation: bool = False
    """Its cue was linked to quotation spans, so its words are certain: no other candidate shortens them."""
    speaker: Speaker | None = None
    """Who `source` is. None until the speakers are resolved, and where the text names no source."""

    @property
    def voice(self) -> str | None:
        """Who speaks, as far as known. Candidates without a known speaker share the voice None."""
        return (self.speaker.entity_id or self.speaker.name) if self.speaker is not None else None


@dataclass(frozen=True, slots=True)
class Quote:
    """One act of saying. `segments` are in order and do not overlap; they exclude the outer quotation marks."""

    kind: QuoteKind
    segments: tuple[Segment, ...]
    cue: Cue | None
    speaker: Speaker | None
    resolution: Resolution
    rule: RuleId
    confidence: float
    is_unclosed: bool = False
