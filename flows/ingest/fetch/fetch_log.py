"""The log of fetching: one row per request, and the outcome of every address that leads to no page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from flows.enums import FetchOutcome, Outcome
from flows.ingest.units import Refused
from flows.ingest.urls.identity import NO_SOURCE, web_host
from flows.records import FETCHES, OUTCOMES, QUARANTINE


@dataclass(frozen=True)
class Request:
    """A row of `records.FETCHES` without its end time. `seconds`: how long the request took."""

    source: str
    url: str
    outcome: FetchOutcome
    seconds: float
    status: int | None = None
    size: int | None = None
    reason: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None

    def row(self, at: datetime) -> tuple[object, ...]:
        """The row, in the order of the columns."""
        return (self.source, self.url, self.outcome.value, self.status, self.size, self.seconds, self.reason,
                self.etag, self.last_modified, self.digest, at)  # fmt: skip


@dataclass
class FetchLog:
    """Collects rows of `records.FETCHES`, `OUTCOMES` and `QUARANTINE`."""

    fetches: list[tuple[object, ...]] = field(default_factory=list)
    outcomes: list[tuple[object, ...]] = field(default_factory=list)
    refused: list[tuple[object, ...]] = field(default_factory=list)

    def add_request(self, request: Request, at: datetime) -> None:
        """Add a request to a server."""
        self.fetches.append(request.row(at))

    def add_outcome(self, name: str, source: str, refused: Refused) -> None:
        """Add the outcome of an address that leads to no page tonight."""
        source = source or web_host(name) or NO_SOURCE
        self.outcomes.append((name, source, refused.outcome.value, refused.rule, refused.reason, None))
        if refused.outcome is Outcome.QUARANTINED:
            row = (name, "inputs", name, None, refused.rule, f"{name}: {refused.reason}", refused.payload)
            self.refused.append(row)

    def write(self, folder: Path) -> tuple[Path, Path, Path]:
        """Write the rows under `folder`. Returns the paths of fetches, outcomes and quarantine."""
        folder.mkdir(parents=True, exist_ok=True)
        tables = (("fetches", FETCHES, self.fetches), ("outcomes", OUTCOMES, self.outcomes),
                  ("quarantine", QUARANTINE, self.refused))  # fmt: skip
        paths = []
        for name, schema, rows in tables:
            paths.append(folder / f"{name}.parquet")
            pl.DataFrame(rows, schema=schema, orient="row").write_parquet(paths[-1])
        fetches, outcomes, quarantine = paths
        return fetches, outcomes, quarantine
