"""How a run reads its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from flows.records import digest
from flows.settings import HOME, Limits, Source

SEEDS = HOME / "seeds"
# The rooms that only other inputs pass through; and the seeds that pages depend on.
_OTHER_ROOMS = frozenset({"fetch", "files"})
_PAGE_SEEDS = ("boilerplate", "wire_agencies", "byline_words", "not_articles", "time_zones")


@dataclass(frozen=True)
class Options:
    """`source`: the source of all inputs (None: each has its own). `sources`: the configured ones, by name.
    `default_language`: of a text that is too short to identify. `only`: names of the inputs to read (empty: all).
    `forgotten`: digests of what somebody asked to forget."""

    source: str | None = None
    limits: Limits = field(default_factory=Limits)
    seeds: Path = SEEDS
    sources: Mapping[str, Source] = field(default_factory=dict)
    default_language: str = "en"
    only: frozenset[str] = frozenset()
    forgotten: frozenset[str] = frozenset()


def make_fetch_rules(extractor: str, seeds: Path) -> str:
    """A digest of everything beside their pages that articles depend on. When it changes, pages are fetched whole."""
    return digest("rules", extractor, digest_page_rules(seeds))


def digest_page_rules(seeds: Path) -> str:
    """A digest of everything beside a page that its article depends on: this code, its seeds, Trafilatura."""
    package = Path(__file__).parent
    code = sorted(path for path in package.rglob("*.py") if path.parent.name not in _OTHER_ROOMS)
    files = [*code, *(seeds / f"{name}.csv" for name in _PAGE_SEEDS)]
    contents = (path.read_text("utf-8") if path.exists() else "" for path in files)
    return digest("page_rules", version("trafilatura"), *contents)
