"""What a quote is, before it becomes a row: its segments, its cue, its speaker and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from flows.extract.cues import CueWord

Segment = tuple[int, int]
"""A span of the article's text in code points, half-open."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that mark an act of saying, and their class: speech, writing, attitude or other."""

    start: int
    end: int
    cue_class: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: the words as written, and what they were resolved to."""

    start: int
    end: int
    form: str
    """name, pronoun or nominal."""
    name: str | None = None
    entity_id: str | None = None
    role: str | None = None
    resolution: str = "unresolved"
    chance: float = 1.0
    """That it is who is meant, where a pronoun or description was resolved."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An act of saying as the rules found it: its speaker is a word of the text, not yet somebody."""

    segments: tuple[Segment, ...]
    cue: CueWord
    rule: str
    source: Token | None
    is_unclosed: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """One act of saying. `segments` are in order and do not overlap; outer quotation marks are left out."""

    kind: str
    segments: tuple[Segment, ...]
    cue: Cue | None
    speaker: Speaker | None
    resolution: str
    rule: str
    confidence: float
    is_unclosed: bool = False
