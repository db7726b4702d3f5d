"""What ingest leaves in a run's folder: shards of articles, the outcome of every input, the quarantine."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from flows.outcomes import Outcome
from flows.records import ARTICLES, OUTCOMES, QUARANTINE
from flows.settings import Limits


class Writer:
    """Collects rows and writes them under `folder`; articles leave memory shard by shard."""

    def __init__(self, folder: Path, shard_size: int, limits: Limits) -> None:
        self._folder = folder
        self._shard_size = shard_size
        self._shard_bytes = limits.shard_bytes
        self._articles: list[dict[str, Any]] = []
        self._held = 0
        self._outcomes: list[tuple[str | None, ...]] = []
        self._quarantine: list[tuple[str | None, ...]] = []
        self.shards: list[Path] = []
        self.counts: Counter[Outcome] = Counter()
        folder.mkdir(parents=True, exist_ok=True)

    def article(self, row: dict[str, Any]) -> None:
        """An article that goes on to the extraction."""
        self._articles.append(row)
        self._held += len(row["text"])
        if len(self._articles) >= self._shard_size or self._held >= self._shard_bytes:
            self._flush()

    def outcome(self, name: str, source: str | None, outcome: Outcome, rule: str | None = None,
                reason: str | None = None, article_id: str | None = None) -> None:  # fmt: skip
        """How the input called `name` ended."""
        self.counts[outcome] += 1
        self._outcomes.append(_storable(name, source, outcome.value, rule, reason, article_id))

    def quarantine(self, name: str, rule: str, reason: str, payload: str) -> None:
        """An input that was refused, with the start of what it was."""
        self._quarantine.append(_storable(name, "inputs", name, None, rule, reason, payload))

    def carry(self, outcomes: pl.DataFrame, quarantine: pl.DataFrame) -> None:
        """Inputs that ended before they came here."""
        self._outcomes += outcomes.select(OUTCOMES.names()).rows()
        self._quarantine += quarantine.select(QUARANTINE.names()).rows()
        self.counts.update(Outcome(name) for name in outcomes["outcome"])

    def close(self) -> tuple[Path, Path]:
        """Write what is left; the paths of the outcomes and of the quarantine."""
        self._flush()
        return (
            self._write("outcomes", pl.DataFrame(self._outcomes, schema=OUTCOMES, orient="row")),
            self._write("quarantine", pl.DataFrame(self._quarantine, schema=QUARANTINE, orient="row")),
        )

    def _flush(self) -> None:
        if self._articles:
            frame = pl.DataFrame(self._articles, schema=ARTICLES)
            self.shards.append(self._write(f"articles-{len(self.shards):04d}", frame))
        self._articles, self._held = [], 0

    def _write(self, name: str, frame: pl.DataFrame) -> Path:
        path = self._folder / f"{name}.parquet"
        frame.write_parquet(path)
        return path


def _storable(*cells: str | None) -> tuple[str | None, ...]:
    """Cells that Parquet can hold: a file's name need not be UTF-8, and Python marks its odd bytes with surrogates."""
    return tuple(cell and cell.encode("utf-8", "backslashreplace").decode("utf-8") for cell in cells)
