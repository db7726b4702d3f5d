"""Merges tonight's rows into the stage file: the statements of `sql/load`, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from flows.errors import OnRecordError
from flows.identity.decisions import Decision
from flows.load.copies import find_near_copies
from flows.load.entities import resolve_night
from flows.load.search import index_texts
from flows.load.seconds import log_seconds
from flows.load.stories import find_families, find_stories
from flows.records import ARTICLES, MENTIONS, QUOTES

WORKING_TABLES = (
    *("arriving", "replaced", "unprinted"),
    *("named", "recounted", "entity_names", "relabelled", "recopied", "regrouped_prints"),
)
"""Temporary tables: what tonight's rows replace, and what each part changed, for the parts after it."""


@dataclass(frozen=True)
class Tonight:
    """The rows to load, as Parquet files in the form of `flows.records`, and the run that loads them."""

    run_id: str
    started_at: datetime
    extractor: str
    articles: Sequence[Path]
    mentions: Sequence[Path]
    quotes: Sequence[Path]


def merge(
    stage: duckdb.DuckDBPyConnection, tonight: Tonight, sql: Path, seeds: Path, decisions: Sequence[Decision] = ()
) -> None:
    """Replace the known rows of tonight's articles with tonight's rows, and derive the tables that depend on them."""
    tables = {
        "articles": read_rows(tonight.articles, ARTICLES),
        "mentions": read_rows(tonight.mentions, MENTIONS),
        "quotes": read_rows(tonight.quotes, QUOTES),
    }
    for table, frame in tables.items():
        stage.register(f"tonight_{table}", frame)
    stage.execute("set variable run_id = ?", [tonight.run_id])
    stage.execute("set variable started_at = ?", [tonight.started_at])
    stage.execute("set variable extractor = ?", [tonight.extractor])
    for name, part in {
        "rows": lambda: _run_steps(stage, sql / "load"),
        "identity": lambda: resolve_night(stage, sql, seeds, decisions),
        "near copies": lambda: find_near_copies(stage),
        "counts": lambda: _run_steps(stage, sql / "derive"),
        "families": lambda: find_families(stage, sql),
        "stories": lambda: find_stories(stage, sql),
        "search": lambda: index_texts(stage, sql),
    }.items():
        with log_seconds(f"load: {name}"):
            part()
    drop_working_tables(stage)
    _require_all_merged(stage, tables)


def drop_working_tables(stage: duckdb.DuckDBPyConnection) -> None:
    """Drop the temporary tables that the parts of a load hand to each other."""
    for table in WORKING_TABLES:
        stage.execute(f"drop table {table}")


def _run_steps(stage: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for step in sorted(folder.glob("*.sql")):
        stage.execute(step.read_text("utf-8"))


def _require_all_merged(stage: duckdb.DuckDBPyConnection, tables: dict[str, pl.DataFrame]) -> None:
    """Raises `OnRecordError` unless each table holds as many rows of this run's articles as there were to load."""
    for table, rows in tables.items():
        expected = rows.join(tables["articles"], on="article_id", how="semi").height
        ours = "select article_id from main.articles where run_id = getvariable('run_id')"
        ((found,),) = stage.execute(f"select count(*) from main.{table} where article_id in ({ours})").fetchall()
        if found != expected:
            raise OnRecordError(
                f"{found:,} of {expected:,} rows of {table} were loaded. Nothing was published; this is a fault of "
                "On Record, please report it."
            )


def read_rows(files: Sequence[Path], schema: pl.Schema) -> pl.DataFrame:
    """The rows of several Parquet files; an empty frame of `schema` if there are no files."""
    return pl.concat([schema.to_frame(), *(pl.read_parquet(file) for file in files)])
