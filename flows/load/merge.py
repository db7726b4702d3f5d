"""Merges tonight's rows into the stage file: the statements of `sql/load`, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    *("named", "recounted", "entity_names", "reread", "recopied", "regrouped_prints"),
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
    _open_rows(stage, "articles", tonight.articles, ARTICLES)
    _open_rows(stage, "mentions", tonight.mentions, MENTIONS)
    _open_rows(stage, "quotes", tonight.quotes, QUOTES)
    stage.execute("set variable run_id = ?", [tonight.run_id])
    stage.execute("set variable started_at = ?", [tonight.started_at])
    stage.execute("set variable extractor = ?", [tonight.extractor])
    parts: dict[str, Callable[[], object]] = {
        "rows": lambda: _run_steps(stage, sql / "load"),
        "identity": lambda: resolve_night(stage, sql, seeds, decisions),
        "near copies": lambda: find_near_copies(stage),
        "counts": lambda: _run_steps(stage, sql / "derive"),
        "families": lambda: find_families(stage, sql),
        "stories": lambda: find_stories(stage, sql),
        "search": lambda: index_texts(stage, sql),
    }
    for name, part in parts.items():
        with log_seconds(f"load: {name}"):
            part()
    drop_working_tables(stage)
    _require_all_merged(stage)


def drop_working_tables(stage: duckdb.DuckDBPyConnection) -> None:
    """Drop the temporary tables that the parts of a load hand to each other."""
    for table in WORKING_TABLES:
        stage.execute(f"drop table {table}")


def _run_steps(stage: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for step in sorted(folder.glob("*.sql")):
        stage.execute(step.read_text("utf-8"))


def _require_all_merged(stage: duckdb.DuckDBPyConnection) -> None:
    """Raises `OnRecordError` unless each table holds as many rows of this run's articles as there were to load."""
    loaded = "article_id in (select article_id from main.articles where run_id = getvariable('run_id'))"
    given = "article_id in (select article_id from tonight_articles)"
    for table in ("articles", "mentions", "quotes"):
        ((expected,),) = stage.execute(f"select count(*) from tonight_{table} where {given}").fetchall()
        ((found,),) = stage.execute(f"select count(*) from main.{table} where {loaded}").fetchall()
        if found != expected:
            raise OnRecordError(
                f"{found:,} of {expected:,} rows of {table} were loaded. Nothing was published; this is a fault of "
                "On Record, please report it."
            )


def _open_rows(stage: duckdb.DuckDBPyConnection, table: str, files: Sequence[Path], schema: pl.Schema) -> None:
    """Let `tonight_TABLE` be the rows of Parquet files. DuckDB reads them itself, so that no night fills the memory."""
    stage.register(f"tonight_{table}", stage.read_parquet([*map(str, files)]) if files else schema.to_frame())
