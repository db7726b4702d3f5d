"""A night over a local site: fetched, ingested, with every row of what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.ingest.fetch.http_cache import CACHE_COLUMNS
from flows.ingest.fetch.step import Fetched, FetchJob, fetch
from flows.ingest.options import Options
from flows.ingest.step import Ingested, ingest
from flows.records import KNOWN_VERSIONS
from flows.settings import Fetching, Source

from .site import Site, open_site

FAST = {"delay": 0.0, "backoff": 0.0, "timeout": 2.0, "allow_loopback": True, "retries": 1}


class FetchedNight:
    """What a night fetched and made of it."""

    def __init__(self, fetched: Fetched, ingested: Ingested) -> None:
        self.fetched = fetched
        self.ingested = ingested
        self.fetches: list[dict[str, Any]] = pl.read_parquet(fetched.fetches).to_dicts()
        self.outcomes: list[dict[str, Any]] = pl.read_parquet(ingested.outcomes).to_dicts()
        self.quarantine: list[dict[str, Any]] = pl.read_parquet(ingested.quarantine).to_dicts()
        self.articles: list[dict[str, Any]] = [r for s in ingested.shards for r in pl.read_parquet(s).to_dicts()]
        assert len({row["input"] for row in self.outcomes}) == ingested.inputs == len(self.outcomes)

    def ended(self) -> list[tuple[str, str | None]]:
        """Outcome and rule of every input."""
        return [(row["outcome"], row["rule"]) for row in self.outcomes]

    def seen(self) -> pl.DataFrame:
        """What the next night knows of these addresses."""
        rows = [r for r in self.fetches if r["outcome"] in ("fetched", "unchanged")]
        frame = pl.DataFrame(rows, schema=pl.read_parquet_schema(self.fetched.fetches))
        return frame.with_columns(pl.col("fetched_at").dt.strftime("%Y-%m-%dT%H:%M:%SZ")).select(CACHE_COLUMNS)


Nightly = Callable[..., FetchedNight]


def no_answers() -> pl.DataFrame:
    """The answers of earlier nights where there was none."""
    return pl.DataFrame(schema=dict.fromkeys(CACHE_COLUMNS, pl.String))


@pytest.fixture
def site() -> Iterator[Site]:
    """A local site."""
    with open_site() as running:
        yield running


@pytest.fixture
def nightly(tmp_path: Path) -> Nightly:
    """Fetch and ingest one night."""

    def run(
        *urls: str, seen: pl.DataFrame | None = None, days: int = 0, sources: dict[str, Source] | None = None,
        known: pl.DataFrame | None = None, rules: str = "r1", **settings: Any,
    ) -> FetchedNight:  # fmt: skip
        number = len(list(tmp_path.glob("runs/*")))
        folder = tmp_path / "runs" / str(number)
        job = FetchJob(
            urls=urls,
            sources=sources or {},
            settings=Fetching(**{**FAST, **settings}),
            known=no_answers() if seen is None else seen,
            folder=folder / "fetched",
            archive=tmp_path / "raw" / str(number),
            state=tmp_path / "fetching",
            rules=rules,
            run_id=f"night.{number}",
            started_at=datetime(2026, 11, 22, 2, tzinfo=UTC) + timedelta(days=days),
        )
        fetched = fetch(job)
        ingested = ingest(
            [],
            source=None,
            known=pl.DataFrame(schema=KNOWN_VERSIONS) if known is None else known,
            extractor="e1",
            folder=folder / "ingested",
            shard_words=25_000,
            progress=lambda done, total: None,
            options=Options(sources=sources or {}),
            fetched=fetched,
        )
        return FetchedNight(fetched, ingested)

    return run
