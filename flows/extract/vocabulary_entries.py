"""What the vocabularies say of a word: the entries that `vocabulary.py` reads from `seeds/`."""

from __future__ import annotations

from dataclasses import dataclass

from flows.enums import CueClass


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb that can mark an attribution, and what may stand as its content."""

    verb: str
    cue_class: CueClass
    complements: frozenset[str]
    rest: tuple[str, ...] = ()
    """The words that belong to it after the verb itself ("out" of "point out")."""


@dataclass(frozen=True, slots=True)
class ReportingNoun:
    """A noun or adjective that can mark an attribution, and what may stand as its content."""

    part_of_speech: str
    cue_class: CueClass
    complements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for a speaker: `gender` male, female or ''; `number` one, many, body, place or text."""

    gender: str
    number: str


@dataclass(frozen=True, slots=True)
class Metonym:
    """What a place or building stands for when it speaks."""

    body: str
    label: str


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """Words that name a source without a verb ("according to"), as lower-case tokens."""

    tokens: tuple[str, ...]
    cue_class: CueClass
