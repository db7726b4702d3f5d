"""A night's ingest over files that a test writes, with its outcomes as plain rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.ingest.options import Options
from flows.ingest.step import Ingested, ingest
from flows.records import KNOWN_VERSIONS
from flows.settings import Limits


class Night:
    """The result of one ingest."""

    def __init__(self, ingested: Ingested) -> None:
        self.ingested = ingested
        self.outcomes: list[dict[str, Any]] = pl.read_parquet(ingested.outcomes).to_dicts()
        self.quarantine: list[dict[str, Any]] = pl.read_parquet(ingested.quarantine).to_dicts()
        self.articles: list[dict[str, Any]] = [
            row for shard in ingested.shards for row in pl.read_parquet(shard).to_dicts()
        ]

    @property
    def article(self) -> dict[str, Any]:
        """The only article."""
        [article] = self.articles
        return article

    def ended(self) -> list[tuple[str, str | None]]:
        """Outcome and rule of every input, in order."""
        return [(row["outcome"], row["rule"]) for row in self.outcomes]

    def known(self, extractor: str = "e1") -> pl.DataFrame:
        """These articles as the next night knows them."""
        rows = [
            {
                **{name: row.get(name) for name in KNOWN_VERSIONS},
                "extractor": extractor,
                "version": 1,
                "is_current": True,
            }
            for row in self.articles
        ]
        return pl.DataFrame(rows, schema=KNOWN_VERSIONS)


Run = Callable[..., Night]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Ingest paths into a folder of the test's own."""

    def run_ingest(
        *targets: Path,
        source: str | None = None,
        known: pl.DataFrame | None = None,
        extractor: str = "e1",
        shard_words: int = 25_000,
        limits: Limits | None = None,
        only: frozenset[str] = frozenset(),
    ) -> Night:
        folder = tmp_path / "runs" / str(len(list(tmp_path.glob("runs/*"))))
        frame = pl.DataFrame(schema=KNOWN_VERSIONS) if known is None else known
        return Night(
            ingest(
                targets,
                source=source,
                known=frame,
                extractor=extractor,
                folder=folder,
                shard_words=shard_words,
                progress=lambda done, total: None,
                options=Options(limits=limits or Limits(), only=only),
            )
        )

    return run_ingest


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder for the inputs of a test."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder
