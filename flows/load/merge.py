"""Tonight's rows into the stage file: one transaction, the steps of `sql/load` in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from flows.records import ARTICLES, MENTIONS, QUOTES


@dataclass(frozen=True)
class Tonight:
    """What is to be loaded, and the run that loads it. Parquet files in the form of `flows.records`."""

    run_id: str
    started_at: datetime
    extractor: str
    articles: Sequence[Path]
    mentions: Sequence[Path]
    quotes: Sequence[Path]


def merge(stage: duckdb.DuckDBPyConnection, tonight: Tonight, sql: Path) -> None:
    """Put tonight's rows in the place of what was known of their articles; derive what hangs on them."""
    for name, files, schema in (
        ("tonight_articles", tonight.articles, ARTICLES),
        ("tonight_mentions", tonight.mentions, MENTIONS),
        ("tonight_quotes", tonight.quotes, QUOTES),
    ):
        stage.register(name, read(files, schema))
    stage.execute("set variable run_id = ?", [tonight.run_id])
    stage.execute("set variable started_at = ?", [tonight.started_at])
    stage.execute("set variable extractor = ?", [tonight.extractor])
    for step in sorted((sql / "load").glob("*.sql")):
        stage.execute(step.read_text("utf-8"))
    stage.execute("drop table arriving")


def read(files: Sequence[Path], schema: pl.Schema) -> pl.DataFrame:
    """The rows of several Parquet files; an empty frame of `schema` if there are none."""
    return pl.concat([schema.to_frame(), *(pl.read_parquet(file) for file in files)])
