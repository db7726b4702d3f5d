"""Checks of consecutive nights, and the changes that are notified."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flows.alert.changes import Notifying, choose_changes
from flows.alert.incidents import Incident, advance_incidents, fold_scopes
from flows.enums import Severity
from tests.rows import make_check

FIRST = date(2026, 11, 1)


def check(rule: str = "quote_kind", *, passed: bool = False, **facts: Any) -> dict[str, Any]:
    return make_check(rule, is_passed=passed, **{"count_failed": int(not passed), "count_rows": 10, **facts})


def story(*nights: Sequence[dict[str, Any]], at_least: Severity = Severity.WARNING) -> list[list[str]]:
    """The changes that are notified on each of consecutive nights with these checks."""
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
    incidents = advance_incidents(known, fold_scopes(checks, known), f"{night}.1", night)
    kept, changes = choose_changes(known, incidents, Notifying(night, at_least, **more))
    return kept, [f"{change}: {one.rule_id}{' ' + one.scope if one.scope else ''}" for change, one in changes]


FAILS, PASSES = [check()], [check(passed=True)]
