"""Copies the ledger into the schema `ops` of the stage file, for analysts, and back where the ledger was lost."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from flows.ledger import Ledger
from flows.load.database import open_published
from flows.load.schema import write_facts

_GROWING = {"steps", "outcomes", "checks", "quarantine", "fetches", "notes"}
"""Tables that a run only appends to: the rows of runs that were copied before are not copied again."""

# The run that published the file was copied before its publication ended.
_COMPLETE_RUNS = "select run_id from ops.runs where run_id not in (select value from ops.meta where key = 'run_id')"
_OPS_TABLES = "select table_name from duckdb_tables() where schema_name = 'ops'"


def copy_ledger(stage: duckdb.DuckDBPyConnection, ledger: Ledger, facts: dict[str, str]) -> None:
    """Update `ops` to the state of the ledger. `facts` are rows of `ops.meta`."""
    copied = {run_id for (run_id,) in stage.execute(_COMPLETE_RUNS).fetchall()}
    missing = sorted({row["run_id"] for row in ledger.rows("select run_id from runs")} - copied)
    for table in ledger.list_tables():
        if table in _GROWING:
            for run_id in missing:
                stage.execute(f"delete from ops.{table} where run_id = ?", [run_id])
                _append(stage, table, ledger.rows(f"select * from {table} where run_id = ?", [run_id]))
        else:
            copy_table(stage, ledger, table)
    write_facts(stage, facts)


def copy_table(stage: duckdb.DuckDBPyConnection, ledger: Ledger, table: str) -> None:
    """Bring one table of `ops` to the state of the ledger, whole."""
    stage.execute(f"delete from ops.{table}")
    _append(stage, table, ledger.rows(f"select * from {table}"))


def restore_ledger(ledger: Ledger, published: Path) -> None:
    """Restore an empty ledger from the published file, so that no run's id is used twice."""
    if not published.exists() or ledger.rows("select run_id from runs limit 1"):
        return
    with open_published(published) as connection, ledger.transaction():
        published_tables = {name for (name,) in connection.execute(_OPS_TABLES).fetchall()}
        for table in published_tables & set(ledger.list_tables()):
            ledger.add(table, connection.sql(f"from ops.{table}").pl().iter_rows(named=True))


def _append(stage: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        stage.register("ledger_rows", pl.DataFrame(rows, infer_schema_length=None))
        stage.execute(f"insert into ops.{table} by name from ledger_rows")
        stage.unregister("ledger_rows")
