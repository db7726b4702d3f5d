"""The ledger in the schema `ops`: whole, and without copying again what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from flows.ledger import Ledger
from flows.load.database import open_stage
from flows.load.ledger_copy import copy_ledger, restore_ledger
from tests.rows import make_check

from .conftest import SQL, Nights, Publish, article, record_run, two_o_clock


@pytest.fixture
def ledger(warehouse: Path) -> Iterator[Ledger]:
    with Ledger.open(warehouse, SQL) as opened:
        yield opened


@pytest.fixture
def ops() -> Iterator[duckdb.DuckDBPyConnection]:
    with open_stage(Path(":memory:")) as connection:
        connection.execute("create schema ops")
        for file in (SQL / "schema" / "ops").glob("*.sql"):
            connection.execute(file.read_text("utf-8"))
        yield connection


def step(ledger: Ledger, run_id: str, name: str) -> None:
    ledger.add("steps", [{"step": name, "position": 1, "seconds": 0.5}], run_id=run_id)


def steps(ops: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return ops.execute("select run_id, step from ops.steps order by all").fetchall()


def copy(ops: duckdb.DuckDBPyConnection, ledger: Ledger, run_id: str) -> None:
    copy_ledger(ops, ledger, {"run_id": run_id})


def test_rows_arrive_with_their_types(ledger: Ledger, ops: duckdb.DuckDBPyConnection) -> None:
    run_id = record_run(ledger, 1)
    check = make_check("r", kind="sql", count_failed=2, count_rows=9, sample_keys=["q1", "“q2”"])
    ledger.add("checks", [check], run_id=run_id)
    copy(ops, ledger, run_id)
    assert ops.execute("select night, started_at, status, seconds from ops.runs").fetchall() == [
        (two_o_clock(1).date(), two_o_clock(1), "running", None)
    ]
    ((is_passed, keys),) = ops.execute("select is_passed, sample_keys from ops.checks").fetchall()
    assert (is_passed, json.loads(keys)) == (False, ["q1", "“q2”"])


def test_what_a_run_did_after_its_file_was_published_arrives_with_the_next(
    ledger: Ledger, ops: duckdb.DuckDBPyConnection
) -> None:
    first = record_run(ledger, 1)
    step(ledger, first, "load")
    copy(ops, ledger, first)
    step(ledger, first, "publish")
    ledger.update_run(first, status="published")
    second = record_run(ledger, 2)
    step(ledger, second, "load")
    copy(ops, ledger, second)
    assert steps(ops) == [(first, "load"), (first, "publish"), (second, "load")]
    assert ops.execute("select status from ops.runs order by run_id").fetchall() == [("published",), ("running",)]


def test_a_scheduled_run_that_started_late_is_copied_whole_too(ledger: Ledger, ops: duckdb.DuckDBPyConnection) -> None:
    """Its start is the time of its schedule, which lies before the start of the run that it follows."""
    first = record_run(ledger, 1, two_o_clock(1) + timedelta(hours=1))
    copy(ops, ledger, first)
    late = record_run(ledger, 1, two_o_clock(1))
    copy(ops, ledger, late)
    step(ledger, late, "publish")
    copy(ops, ledger, record_run(ledger, 2))
    assert steps(ops) == [(late, "publish")]


def test_a_run_that_published_nothing_is_copied_with_the_next(ledger: Ledger, ops: duckdb.DuckDBPyConnection) -> None:
    copy(ops, ledger, record_run(ledger, 1))
    failed = record_run(ledger, 2)
    step(ledger, failed, "ingest")
    ledger.update_run(failed, status="gate_failed", exit_code=3)
    copy(ops, ledger, record_run(ledger, 3))
    assert steps(ops) == [(failed, "ingest")]


def test_runs_that_are_there_are_not_copied_again(ledger: Ledger, ops: duckdb.DuckDBPyConnection) -> None:
    first = record_run(ledger, 1)
    step(ledger, first, "load")
    copy(ops, ledger, first)
    copy(ops, ledger, record_run(ledger, 2))
    ops.execute("update ops.steps set step = 'kept'")
    copy(ops, ledger, record_run(ledger, 3))
    assert steps(ops) == [(first, "kept")]


def test_facts_of_the_file_are_replaced(ledger: Ledger, ops: duckdb.DuckDBPyConnection) -> None:
    copy_ledger(ops, ledger, {"run_id": "one", "shape": "x"})
    copy_ledger(ops, ledger, {"run_id": "two"})
    assert ops.execute("from ops.meta order by key").fetchall() == [("run_id", "two"), ("shape", "x")]


def test_a_lost_ledger_is_restored_from_the_published_file(warehouse: Path, nights: Nights, publish: Publish) -> None:
    published = publish(nights.tonight(article("a1")))
    (warehouse / "ledger.sqlite").unlink()
    with Ledger.open(warehouse, SQL) as lost:
        restore_ledger(lost, published)
        assert [(row["run_id"], row["status"]) for row in lost.rows("select run_id, status from runs")] == [
            ("2026-11-01.1", "published")
        ]
        assert record_run(lost, 1) == "2026-11-01.2"
