"""The rules in `sql/checks`, applied to the stage file before it is published.

A check is one query for the rows that break a rule; the first column is the key of the row. Its header states
`rule_id`, `table`, `severity`, `owner` and `why`. Tables without a schema (`mentions`) are the rows to judge, in most
nights only tonight's; `main.mentions` is always the whole table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from flows.enums import CheckKind, Severity
from flows.errors import OnRecordError, format_place
from flows.records import CHECKS

SAMPLE_KEYS = 5
OBSERVED_CHARS = 500
_HEADER = re.compile(r"-- (\w+): *(.+)$")
_REQUIRED = ("rule_id", "table", "severity", "owner", "why")


@dataclass(frozen=True)
class Check:
    """One rule, as its file states it."""

    rule_id: str
    table: str
    severity: Severity
    owner: str
    why: str
    query: str


@dataclass(frozen=True)
class Header:
    """The header of a check: name -> line number and value."""

    file: Path
    lines: dict[str, tuple[int, str]]

    def __getitem__(self, name: str) -> str:
        return self.lines[name][1]

    def error(self, name: str, reason: str) -> OnRecordError:
        """The error for a line of the header; for a missing line, at the top of the file."""
        line = self.lines[name][0] if name in self.lines else 1
        return OnRecordError(f"{format_place(self.file, line, name)}: {reason}")


def read_check(file: Path) -> Check:
    """A check from its file. Raises `OnRecordError` with the place if a line of its header is missing or wrong.

    A check is named after its file, so that no two share a name: incidents are known by it from night to night.
    """
    query = file.read_text("utf-8")
    header = read_header(file, query)
    if header["rule_id"] != file.stem:
        raise header.error("rule_id", f"{header['rule_id']} is not the name of the file; write {file.stem}.")
    if header["severity"] not in set(Severity):
        raise header.error("severity", f"{header['severity']!r} is not one of {', '.join(Severity)}.")
    return Check(
        rule_id=header["rule_id"],
        table=header["table"],
        severity=Severity(header["severity"]),
        owner=header["owner"],
        why=header["why"],
        query=query,
    )


def read_header(file: Path, query: str) -> Header:
    """The header of a check. Raises `OnRecordError` if it lacks a line."""
    numbered = ((number, _HEADER.match(line)) for number, line in enumerate(query.splitlines(), start=1))
    header = Header(file, {found[1]: (number, found[2]) for number, found in numbered if found})
    for name in _REQUIRED:
        if name not in header.lines:
            raise header.error(name, f"the header lacks `-- {name}: …`; see the other checks.")
    return header


def read_checks(folder: Path) -> list[Check]:
    """Every check of a folder, by name; errors as in `read_check`."""
    return [read_check(file) for file in sorted(folder.glob("*.sql"))]


def run_checks(stage: duckdb.DuckDBPyConnection, folder: Path, run_id: str | None = None) -> pl.DataFrame:
    """Every check of `folder` on the stage file, as rows of `CHECKS`. A check that cannot run is a critical failure.

    `run_id`: judge the rows that this run loaded and those that belong to no article (`sql/tonight`), in place of all.
    Raises `OnRecordError` before the first check runs if a header is wrong or names an unknown table: incidents are
    known by their table.
    """
    checks = read_checks(folder)
    for check in checks:
        try:
            stage.table(check.table)
        except duckdb.Error:
            header = read_header(folder / f"{check.rule_id}.sql", check.query)
            raise header.error("table", f"there is no table {check.table}.") from None
    with _narrow(stage, folder.parent / "tonight", run_id) if run_id else nullcontext():
        return pl.DataFrame([_run_check(stage, check) for check in checks], schema=CHECKS)


@contextmanager
def _narrow(stage: duckdb.DuckDBPyConnection, folder: Path, run_id: str) -> Iterator[None]:
    """Let tables without a schema be the rows of a run. They are rolled back, so that the file does not keep them."""
    stage.begin()
    stage.execute("create schema tonight")
    stage.execute("set variable run_id = ?", [run_id])
    for file in sorted(folder.glob("*.sql")):
        stage.execute(file.read_text("utf-8"))
    stage.execute("set search_path = 'tonight,main'")
    try:
        yield
    finally:
        stage.execute("set search_path = 'main'")
        stage.rollback()


def _run_check(stage: duckdb.DuckDBPyConnection, check: Check) -> dict[str, object]:
    severity = check.severity
    try:
        rows = stage.sql(check.query)
        if rows is None:
            raise duckdb.InvalidInputException("the file holds no query that returns rows")
        sample = rows.limit(SAMPLE_KEYS).fetchall()
        count_failed = len(rows) if sample else 0
        is_whole = re.search(rf"\b(from|join) {check.table}\b", check.query)
        count_rows = len(stage.table(check.table if is_whole else check.table.removeprefix("main.")))
        observed = f"{count_failed:,} failing row{'' if count_failed == 1 else 's'}"
    except duckdb.Error as error:
        severity, observed = Severity.CRITICAL, str(error)[:OBSERVED_CHARS]
        sample, count_failed, count_rows = [("the check itself",)], 1, 0
    return {
        "table_name": check.table.removeprefix("main."),
        "rule_id": check.rule_id,
        "scope": "",
        "kind": CheckKind.SQL,
        "severity": severity,
        "is_passed": not sample,
        "count_failed": count_failed,
        "count_rows": count_rows,
        "observed": observed,
        "threshold": "no failing row",
        "why": check.why,
        "owner": check.owner,
        "sample_keys": [str(row[0]) for row in sample],
    }
