"""What a run says of its inputs beyond where they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.settings import Limits, Source

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@dataclass(frozen=True)
class Options:
    """How inputs are read: the source they all belong to (None: their own), bounds, rules, what is configured of
    sources by name, and the language of a text that is too short to tell."""

    source: str | None = None
    limits: Limits = field(default_factory=Limits)
    seeds: Path = SEEDS
    sources: Mapping[str, Source] = field(default_factory=dict)
    default_language: str = "en"
