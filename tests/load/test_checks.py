"""How a rule is read from its file, and what is recorded when it cannot be run. The rules: tests/sql/checks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.errors import OnRecordError
from flows.load.checks import SAMPLE_KEYS, read_check, read_checks, run_checks
from flows.records import CHECKS

HEADER = {
    "rule_id": "even_only",
    "table": "main.numbers",
    "why": "An odd number is odd: it breaks what follows.",
    "owner": "load",
    "severity": "warning",
}


def write(folder: Path, query: str, name: str = "even_only", **header: str | None) -> Path:
    stated = {**HEADER, "rule_id": name, **header}
    lines = [f"-- {key}: {value}" for key, value in stated.items() if value is not None]
    file = folder / f"{name}.sql"
    file.write_text("\n".join([*lines, "", query]), "utf-8")
    return file


@pytest.fixture
def stage() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create table main.numbers as select range::integer as i from range(20)")
        yield connection


def judged(stage: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, object]:
    checks = run_checks(stage, folder)
    assert checks.schema == CHECKS
    (row,) = checks.to_dicts()
    return row


def test_a_check_says_what_it_is(tmp_path: Path) -> None:
    check = read_check(write(tmp_path, "select 1"))
    assert {name: getattr(check, name) for name in HEADER} == HEADER


@pytest.mark.parametrize("missing", HEADER)
def test_a_header_line_that_is_missing_is_named(tmp_path: Path, missing: str) -> None:
    header: dict[str, Any] = {missing: None}
    with pytest.raises(OnRecordError, match=rf"even_only\.sql, line 1, column {missing}: the header lacks"):
        read_check(write(tmp_path, "select 1", **header))


def test_a_severity_that_is_no_severity_is_named(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match=r"even_only\.sql, line 5, column severity: 'grave' is not one of"):
        read_check(write(tmp_path, "select 1", severity="grave"))


def test_a_copy_that_kept_the_name_of_its_model_is_named(tmp_path: Path) -> None:
    write(tmp_path, "select 1")
    write(tmp_path, "select 2", name="odd_only", rule_id="even_only")
    with pytest.raises(
        OnRecordError,
        match=r"odd_only\.sql, line 1, column rule_id: even_only is not .* write odd_only",
    ):
        read_checks(tmp_path)


def test_a_rule_that_is_met(stage: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write(tmp_path, "select i from main.numbers where i < 0")
    row = judged(stage, tmp_path)
    assert (row["is_passed"], row["count_failed"], row["count_rows"], row["sample_keys"]) == (True, 0, 20, [])
    assert (row["table_name"], row["severity"], row["observed"]) == ("numbers", "warning", "0 failing rows")


def test_a_rule_that_is_broken_counts_all_and_names_some(stage: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write(tmp_path, "select i, 'more' from main.numbers where i % 2 = 1 order by i;")
    row = judged(stage, tmp_path)
    assert (row["is_passed"], row["count_failed"], row["count_rows"]) == (False, 10, 20)
    assert row["observed"] == "10 failing rows"
    assert row["sample_keys"] == ["1", "3", "5", "7", "9"]
    assert len(row["sample_keys"]) == SAMPLE_KEYS


@pytest.mark.parametrize(
    "query",
    [
        "select nothing from main.numbers",
        "select i from main.gone",
        "selec i",
        "select error('no') from main.numbers",
        "",
    ],
    ids=["no such column", "no such table", "not SQL", "fails while it runs", "no query"],
)
def test_a_check_that_cannot_run_is_a_critical_failure(
    stage: duckdb.DuckDBPyConnection, tmp_path: Path, query: str
) -> None:
    write(tmp_path, query)
    row = judged(stage, tmp_path)
    assert (row["is_passed"], row["severity"], row["count_failed"]) == (False, "critical", 1)
    assert row["observed"]


def test_a_table_that_is_none_is_refused(stage: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write(tmp_path, "select i from main.numbers where false", table="main.gone")
    with pytest.raises(OnRecordError, match=r"even_only\.sql, line 2, column table: there is no table main\.gone"):
        run_checks(stage, tmp_path)


def test_the_checks_after_one_that_cannot_run_are_run(stage: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write(tmp_path, "selec", name="a_broken")
    write(tmp_path, "select i from main.numbers where i < 0", name="b_met")
    assert run_checks(stage, tmp_path).select("rule_id", "is_passed").rows() == [("a_broken", False), ("b_met", True)]
