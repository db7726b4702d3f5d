"""What a run says of its inputs beyond where they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from flows.records import digest
from flows.settings import Limits, Source

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
_PAGE_SEEDS = ("boilerplate.csv", "wire_agencies.csv")


@dataclass(frozen=True)
class Options:
    """How inputs are read: the source they all belong to (None: their own), bounds, rules, what is configured of
    sources by name, the language of a text that is too short to tell, and, where they are given, the names of the only
    inputs to take: whatever else is in their files is passed over."""

    source: str | None = None
    limits: Limits = field(default_factory=Limits)
    seeds: Path = SEEDS
    sources: Mapping[str, Source] = field(default_factory=dict)
    default_language: str = "en"
    only: frozenset[str] = frozenset()


def digest_page_rules(seeds: Path) -> str:
    """What the reading of a page depends on beside the page, as one id: these rules, their seeds, trafilatura."""
    files = [*sorted((Path(__file__).parent / "page").glob("*.py")), *(seeds / name for name in _PAGE_SEEDS)]
    read = (path.read_text("utf-8") if path.exists() else "" for path in files)
    return digest("digest_page_rules", version("trafilatura"), *read)
