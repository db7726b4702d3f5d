"""Writes the results of ingest into a run's folder: shards of articles, outcomes, quarantine."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from flows.enums import Outcome
from flows.records import ARTICLES, OUTCOMES, QUARANTINE
from flows.settings import Limits


class Writer:
    """Collects rows and writes them under `folder`; articles leave memory shard by shard."""

    def __init__(self, folder: Path, shard_words: int, limits: Limits) -> None:
        self._folder = folder
        self._shard_words = shard_words
        self._shard_bytes = limits.shard_bytes
        self._articles: list[dict[str, Any]] = []
        self._held = 0
        self._held_words = 0
        self._shard_of: dict[str, int] = {}
        self._withdrawn: dict[int, set[str]] = {}
        self._outcomes: list[tuple[str | None, ...]] = []
        self._quarantine: list[tuple[str | None, ...]] = []
        self.shards: list[Path] = []
        self.counts: Counter[Outcome] = Counter()
        folder.mkdir(parents=True, exist_ok=True)

    def add_article(self, row: dict[str, Any]) -> None:
        """Add an article that goes on to extraction."""
        self._articles.append(row)
        self._held += len(row["text"])
        self._held_words += row["word_count"]
        self._shard_of[row["article_id"]] = len(self.shards)
        if self._held_words >= self._shard_words or self._held >= self._shard_bytes:
            self._flush()

    def withdraw_article(self, article_id: str) -> None:
        """Take an article back, if it was added: another input of the night has precedence."""
        if (shard := self._shard_of.pop(article_id, None)) is None:
            return
        if shard < len(self.shards):
            self._withdrawn.setdefault(shard, set()).add(article_id)
            return
        gone = [row for row in self._articles if row["article_id"] == article_id]
        self._held -= sum(len(row["text"]) for row in gone)
        self._held_words -= sum(row["word_count"] for row in gone)
        self._articles = [row for row in self._articles if row["article_id"] != article_id]

    def add_outcome(self, name: str, source: str | None, outcome: Outcome, rule: str | None = None,
                    reason: str | None = None, article_id: str | None = None) -> int:  # fmt: skip
        """Record how the input called `name` ended. Returns the number of the outcome."""
        self.counts[outcome] += 1
        self._outcomes.append(to_storable(name, source, outcome.value, rule, reason, article_id))
        return len(self._outcomes) - 1

    def mark_repeated(self, number: int, reason: str) -> None:
        """Change the outcome `number` to `repeated`."""
        name, source, outcome, _, _, article_id = self._outcomes[number]
        self.counts[Outcome(outcome or "")] -= 1
        self.counts[Outcome.REPEATED] += 1
        self._outcomes[number] = to_storable(name, source, Outcome.REPEATED.value, "repeated", reason, article_id)

    def add_quarantine(self, name: str, rule: str, reason: str, payload: str) -> None:
        """Record a refused input with its first characters."""
        self._quarantine.append(to_storable(name, "inputs", name, None, rule, reason, payload))

    def add_earlier(self, outcomes: pl.DataFrame, quarantine: pl.DataFrame) -> None:
        """Add the inputs that ended in an earlier step."""
        self._outcomes += outcomes.select(OUTCOMES.names()).rows()
        self._quarantine += quarantine.select(QUARANTINE.names()).rows()
        self.counts.update(Outcome(name) for name in outcomes["outcome"])

    def close(self) -> tuple[Path, Path]:
        """Write the rest. Returns the paths of the outcomes and of the quarantine."""
        self._flush()
        self._remove_withdrawn()
        return (
            self._write("outcomes", pl.DataFrame(self._outcomes, schema=OUTCOMES, orient="row")),
            self._write("quarantine", pl.DataFrame(self._quarantine, schema=QUARANTINE, orient="row")),
        )

    def _remove_withdrawn(self) -> None:
        for shard, withdrawn in self._withdrawn.items():
            path = self.shards[shard]
            left = pl.read_parquet(path).filter(~pl.col("article_id").is_in(list(withdrawn)))
            left.write_parquet(path) if left.height else path.unlink()
        self.shards = [path for path in self.shards if path.exists()]

    def _flush(self) -> None:
        if self._articles:
            frame = pl.DataFrame(self._articles, schema=ARTICLES)
            self.shards.append(self._write(f"articles-{len(self.shards):06d}", frame))
        self._articles, self._held, self._held_words = [], 0, 0

    def _write(self, name: str, frame: pl.DataFrame) -> Path:
        path = self._folder / f"{name}.parquet"
        frame.write_parquet(path)
        return path


def to_storable(*cells: str | None) -> tuple[str | None, ...]:
    """Cells that Parquet can hold. A file's name need not be UTF-8; Python marks its odd bytes with surrogates."""
    return tuple(
        cell if cell is None or cell.isascii() else cell.encode("utf-8", "backslashreplace").decode("utf-8")
        for cell in cells
    )
