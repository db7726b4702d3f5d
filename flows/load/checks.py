"""The rules in `sql/checks`, run on the stage file before anybody sees it.

A check is one query that returns the rows that break a rule; its first column is the key of the row. Its header says
`rule_id`, `table`, `severity`, `owner` and `why`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from flows.enums import Severity
from flows.errors import OnRecordError
from flows.records import CHECKS

SAMPLE_KEYS = 5
_HEADER = re.compile(r"^-- (\w+): *(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Check:
    """One rule as its file states it."""

    rule_id: str
    table: str
    severity: Severity
    owner: str
    why: str
    query: str


def read_check(file: Path) -> Check:
    """A check from its file. Raises `OnRecordError` that names the header line which is missing or wrong.

    It is named after its file, so that no two have one name: by it an incident is known from night to night.
    """
    query = file.read_text("utf-8")
    header = dict(_HEADER.findall(query))
    for name in ("rule_id", "table", "severity", "owner", "why"):
        if name not in header:
            raise OnRecordError(f"{file.name}: its header lacks `-- {name}: …`; see the other checks.")
    if header["rule_id"] != file.stem:
        raise OnRecordError(f"{file.name}: its header says rule_id: {header['rule_id']}; write {file.stem}, its name.")
    if header["severity"] not in set(Severity):
        raise OnRecordError(
            f"{file.name}: its header says severity: {header['severity']}; write critical, warning or info."
        )
    return Check(
        rule_id=header["rule_id"],
        table=header["table"],
        severity=Severity(header["severity"]),
        owner=header["owner"],
        why=header["why"],
        query=query,
    )


def read_checks(folder: Path) -> list[Check]:
    """Every check of a folder, by name; errors as in `read_check`."""
    return [read_check(file) for file in sorted(folder.glob("*.sql"))]


def run_checks(stage: duckdb.DuckDBPyConnection, folder: Path) -> pl.DataFrame:
    """Every check of `folder` on the stage file, as rows of `CHECKS`. A check that cannot run is a critical failure.

    Raises `OnRecordError` before any is run, if a header is wrong or names a table that is none: it is by its table
    that a failure is known.
    """
    checks = read_checks(folder)
    for check in checks:
        try:
            stage.table(check.table)
        except duckdb.Error:
            raise OnRecordError(
                f"{check.rule_id}.sql: its header says table: {check.table}, and there is no such table."
            ) from None
    return pl.DataFrame([_judge(stage, check) for check in checks], schema=CHECKS)


def _judge(stage: duckdb.DuckDBPyConnection, check: Check) -> dict[str, object]:
    severity = check.severity
    try:
        rows = stage.sql(check.query)
        if rows is None:
            raise duckdb.InvalidInputException("the file holds no query that returns rows")
        sample = rows.limit(SAMPLE_KEYS).fetchall()
        count_failed = len(rows) if sample else 0
        count_rows = len(stage.table(check.table))
        observed = f"{count_failed:,} failing row{'' if count_failed == 1 else 's'}"
    except duckdb.Error as error:
        severity, observed = Severity.CRITICAL, str(error)[:500]
        sample, count_failed, count_rows = [("the check itself",)], 1, 0
    return {
        "table_name": check.table.removeprefix("main."),
        "rule_id": check.rule_id,
        "scope": "",
        "kind": "sql",
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
