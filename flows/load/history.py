"""The ledger into the stage file's schema `ops`, so that analysts can ask it with SQL."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from flows.ledger import Ledger
from flows.load.database import open_published

_GROWING = {"steps", "outcomes", "checks", "quarantine", "fetches"}
"""Tables to which a run only adds: rows of runs that are there already are not copied again."""

# The run that published the file was copied before its publication was over.
_COPIED_WHOLE = "select run_id from ops.runs where run_id not in (select value from ops.meta where key = 'run_id')"
_OPS_TABLES = "select table_name from duckdb_tables() where schema_name = 'ops'"


def copy_ledger(stage: duckdb.DuckDBPyConnection, ledger: Ledger, facts: dict[str, str]) -> None:
    """Bring `ops` up to what the ledger holds; `facts` are the rows of `ops.meta`."""
    finished = {run_id for (run_id,) in stage.execute(_COPIED_WHOLE).fetchall()}
    missing = sorted({row["run_id"] for row in ledger.rows("select run_id from runs")} - finished)
    for table in ledger.tables():
        if table in _GROWING:
            for run_id in missing:
                stage.execute(f"delete from ops.{table} where run_id = ?", [run_id])
                _append(stage, table, ledger.rows(f"select * from {table} where run_id = ?", [run_id]))
        else:
            stage.execute(f"delete from ops.{table}")
            _append(stage, table, ledger.rows(f"select * from {table}"))
    stage.execute("delete from ops.meta")
    _append(stage, "meta", [{"key": key, "value": value} for key, value in sorted(facts.items())])


def restore_ledger(ledger: Ledger, published: Path) -> None:
    """Give a ledger that was lost its history back from the published file, so that no run's id is used again."""
    if not published.exists() or ledger.rows("select run_id from runs limit 1"):
        return
    with open_published(published) as connection, ledger.transaction():
        there = {name for (name,) in connection.execute(_OPS_TABLES).fetchall()}
        for table in there & set(ledger.tables()):
            ledger.add(table, connection.sql(f"from ops.{table}").pl().iter_rows(named=True))


def _append(stage: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        stage.register("ledger_rows", pl.DataFrame(rows, infer_schema_length=None))
        stage.execute(f"insert into ops.{table} by name from ledger_rows")
        stage.unregister("ledger_rows")
