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

from flows.outcomes import OnRecordError, Severity
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
    """A check from its file. Raises `OnRecordError` that names the header line which is missing or wrong."""
    query = file.read_text("utf-8")
    header = dict(_HEADER.findall(query))
    try:
        return Check(
            rule_id=header["rule_id"],
            table=header["table"],
            severity=Severity(header["severity"]),
            owner=header["owner"],
            why=header["why"],
            query=query,
        )
    except (KeyError, ValueError) as error:
        raise OnRecordError(f"{file.name}: its header lacks or misspells {error}; see the other checks.") from None


def run_checks(stage: duckdb.DuckDBPyConnection, folder: Path) -> pl.DataFrame:
    """Every check of `folder` on the stage file, as rows of `CHECKS`. A check that cannot run is a critical failure."""
    rows = [_judge(stage, read_check(file)) for file in sorted(folder.glob("*.sql"))]
    return pl.DataFrame(rows, schema=CHECKS)


def _judge(stage: duckdb.DuckDBPyConnection, check: Check) -> dict[str, object]:
    severity, observed = check.severity, None
    try:
        rows = stage.sql(check.query)
        if rows is None:
            raise duckdb.InvalidInputException("the file holds no query that returns rows")
        sample = rows.limit(SAMPLE_KEYS).fetchall()
        count_failed = len(rows) if sample else 0
        count_rows = len(stage.table(check.table))
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
