"""What fetching leaves behind beside the archive: a row a request, and how every address that was listed ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from flows.enums import Outcome
from flows.ingest.units import Refused
from flows.ingest.urls.identity import NO_SOURCE, web_host
from flows.records import FETCHES, OUTCOMES, QUARANTINE

CACHE_COLUMNS = ("url", "etag", "last_modified", "digest", "fetched_at")
"""Columns of the frame that says what earlier nights know of an address."""


@dataclass(frozen=True)
class CacheEntry:
    """What the last published night knows of an address: how to ask whether it changed, and what it was."""

    etag: str | None
    last_modified: str | None
    digest: str | None
    fetched_at: str

    @property
    def conditions(self) -> dict[str, str]:
        """The headers of a conditional request."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


def index_by_url(fetches: pl.DataFrame) -> dict[str, CacheEntry]:
    """By address, from a frame with the columns `CACHE_COLUMNS`; `fetched_at` is as WARC writes it (2026-11-22T02:00:00Z)."""
    return {url: CacheEntry(*rest) for url, *rest in fetches.select(CACHE_COLUMNS).iter_rows()}


@dataclass
class FetchLog:
    """Rows of `records.FETCHES`, `OUTCOMES` and `QUARANTINE`, as they come about."""

    fetches: list[tuple[object, ...]] = field(default_factory=list)
    outcomes: list[tuple[object, ...]] = field(default_factory=list)
    refused: list[tuple[object, ...]] = field(default_factory=list)

    def fetch(
        self,
        source: str,
        url: str,
        outcome: str,
        seconds: float,
        at: datetime,
        *,
        status: int | None = None,
        size: int | None = None,
        reason: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        digest: str | None = None,
    ) -> None:
        """One request to a server."""
        self.fetches.append((source, url, outcome, status, size, seconds, reason, etag, last_modified, digest, at))

    def end(self, name: str, source: str, refused: Refused) -> None:
        """How an address ended that leads to no page tonight."""
        source = source or web_host(name) or NO_SOURCE
        self.outcomes.append((name, source, refused.outcome.value, refused.rule, refused.reason, None))
        if refused.outcome is Outcome.QUARANTINED:
            row = (name, "inputs", name, None, refused.rule, f"{name}: {refused.reason}", refused.payload)
            self.refused.append(row)

    def write(self, folder: Path) -> tuple[Path, Path, Path]:
        """The paths of the fetches, the outcomes and the quarantine, written under `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        tables = (("fetches", FETCHES, self.fetches), ("outcomes", OUTCOMES, self.outcomes),
                  ("quarantine", QUARANTINE, self.refused))  # fmt: skip
        paths = []
        for name, schema, rows in tables:
            paths.append(folder / f"{name}.parquet")
            pl.DataFrame(rows, schema=schema, orient="row").write_parquet(paths[-1])
        fetches, outcomes, quarantine = paths
        return fetches, outcomes, quarantine
