"""Each check of `sql/checks` against a warehouse that is good but for one fault: exactly the declared checks fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.load.checks import read_check, run_checks

HERE = Path(__file__).parent
SQL = Path(__file__).parents[3] / "sql"
CASES = sorted((HERE / "cases").glob("*.sql"))
CHECKS = sorted((SQL / "checks").glob("*.sql"))


def header(case: Path, name: str) -> list[str]:
    found = re.search(rf"^-- {name}: *(.+)$", case.read_text("utf-8"), re.MULTILINE)
    assert found, f"{case.name} lacks the line `-- {name}: …`"
    return found[1].split(", ")


def failed(stage: duckdb.DuckDBPyConnection, run_id: str | None = None) -> dict[str, dict[str, object]]:
    checks = run_checks(stage, SQL / "checks", run_id).filter(~pl.col("is_passed"))
    return {str(row["rule_id"]): row for row in checks.to_dicts()}


@pytest.fixture
def good() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as stage:
        # A reader's zone must not matter: in this one the good article's time is already the next day.
        stage.execute("set timezone = 'Asia/Tokyo'")
        stage.execute("create schema if not exists main")
        for file in sorted((SQL / "schema" / "main").glob("*.sql")):
            stage.execute(file.read_text("utf-8"))
        stage.execute((HERE / "good.sql").read_text("utf-8"))
        yield stage


RUN = "2026-11-21.1"
"""The run that loaded the good articles."""


@pytest.mark.parametrize("run_id", [None, RUN, "2026-11-22.1"])
def test_a_good_warehouse_fails_no_check(good: duckdb.DuckDBPyConnection, run_id: str | None) -> None:
    assert failed(good, run_id) == {}


@pytest.mark.parametrize("run_id", [None, RUN], ids=["all rows", "rows of the run"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_fault_fails_exactly_its_checks(good: duckdb.DuckDBPyConnection, case: Path, run_id: str | None) -> None:
    good.execute(case.read_text("utf-8"))
    found = failed(good, run_id)
    declared = header(case, "fails")
    assert sorted(found) == sorted(declared)
    first = found[declared[0]]
    assert first["sample_keys"] == header(case, "keys")
    assert first["count_failed"] == len(header(case, "keys"))
    assert first["severity"] == read_check(SQL / "checks" / f"{declared[0]}.sql").severity


def test_rows_of_earlier_runs_are_not_read_again(good: duckdb.DuckDBPyConnection) -> None:
    good.execute("update main.mentions set label = 'PER' where mention_id = 'm2'")
    assert failed(good, "2026-11-22.1") == {}
    assert set(failed(good)) == {"mention_vocabulary"}


def test_rows_without_an_article_are_read_in_every_run(good: duckdb.DuckDBPyConnection) -> None:
    good.execute("update main.mentions set article_id = 'gone' where mention_id = 'm2'")
    assert "mention_article_exists" in failed(good, "2026-11-22.1")


def test_the_file_keeps_nothing_of_its_checks(good: duckdb.DuckDBPyConnection) -> None:
    failed(good, RUN)
    assert good.execute("select 1 from duckdb_schemas() where schema_name = 'tonight'").fetchall() == []
    assert good.execute("select count(*) from mentions").fetchone() == (2,)


def test_every_check_has_a_case_that_breaks_it() -> None:
    broken = {header(case, "fails")[0] for case in CASES}
    assert {check.stem for check in CHECKS} == broken


@pytest.mark.parametrize("file", CHECKS, ids=lambda file: file.stem)
def test_a_check_says_its_grain(file: Path) -> None:
    assert header(file, "grain")
