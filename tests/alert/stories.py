"""The stories that tests of incidents tell: what failed on consecutive nights, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flows.alert.changes import tell
from flows.alert.incidents import Incident, advance, fold
from flows.enums import Severity

FIRST = date(2026, 11, 1)


def check(rule: str = "quote_kind", *, passed: bool = False, scope: str = "", **more: Any) -> dict[str, Any]:
    row = {"table_name": "quotes", "rule_id": rule, "scope": scope, "kind": "row", "severity": "warning"}
    row |= {"is_passed": passed, "count_failed": int(not passed), "count_rows": 10, "observed": "", "threshold": ""}
    row |= {"why": "", "owner": "extract", "sample_keys": []}
    return row | more


def story(*nights: Sequence[dict[str, Any]], at_least: Severity = Severity.WARNING) -> list[list[str]]:
    """What is told on each of consecutive nights with these checks."""
    known: list[Incident] = []
    said = []
    for number, checks in enumerate(nights):
        known, changes = after(known, checks, FIRST + timedelta(days=number), at_least)
        said.append(changes)
    return said


def after(
    known: list[Incident],
    checks: Sequence[dict[str, Any]],
    night: date,
    at_least: Severity = Severity.WARNING,
    **more: Any,
) -> tuple[list[Incident], list[str]]:
    kept, changes = tell(known, advance(known, fold(checks, known), f"{night}.1", night), night, at_least, **more)
    return kept, [f"{change}: {one.rule_id}{' ' + one.scope if one.scope else ''}" for change, one in changes]


FAILS, PASSES = [check()], [check(passed=True)]
