"""Tonight's rows into the stage file: one transaction, the steps of `sql/load` in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from flows.errors import OnRecordError
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
    tables = {
        "articles": read(tonight.articles, ARTICLES),
        "mentions": read(tonight.mentions, MENTIONS),
        "quotes": read(tonight.quotes, QUOTES),
    }
    for table, frame in tables.items():
        stage.register(f"tonight_{table}", frame)
    stage.execute("set variable run_id = ?", [tonight.run_id])
    stage.execute("set variable started_at = ?", [tonight.started_at])
    stage.execute("set variable extractor = ?", [tonight.extractor])
    for step in sorted((sql / "load").glob("*.sql")):
        stage.execute(step.read_text("utf-8"))
    stage.execute("drop table arriving")
    _require_all_merged(stage, tables)


def _require_all_merged(stage: duckdb.DuckDBPyConnection, tables: dict[str, pl.DataFrame]) -> None:
    """Raises `OnRecordError` unless the articles of this run have as many rows in each table as were to be loaded."""
    for table, rows in tables.items():
        expected = rows.join(tables["articles"], on="article_id", how="semi").height
        ours = "select article_id from main.articles where run_id = getvariable('run_id')"
        ((found,),) = stage.execute(f"select count(*) from main.{table} where article_id in ({ours})").fetchall()
        if found != expected:
            raise OnRecordError(
                f"{expected:,} rows of {table} were to be loaded and {found:,} were. Nothing was published; this is a "
                "fault of On Record, please report it."
            )


def read(files: Sequence[Path], schema: pl.Schema) -> pl.DataFrame:
    """The rows of several Parquet files; an empty frame of `schema` if there are none."""
    return pl.concat([schema.to_frame(), *(pl.read_parquet(file) for file in files)])
