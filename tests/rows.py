"""Rows of the ledger that several tests write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from flows.ledger import Ledger


def make_check(rule_id: str = "quote_kind", *, is_passed: bool = False, **facts: Any) -> dict[str, Any]:
    """A row of `records.CHECKS`: a rule on the rows of quotes that fails for 3 of 100 rows, except for the `facts`."""
    return {
        "table_name": "quotes",
        "rule_id": rule_id,
        "scope": "",
        "kind": "row",
        "severity": "warning",
        "is_passed": is_passed,
        "count_failed": 0 if is_passed else 3,
        "count_rows": 100,
        "observed": "3 of 100 rows fail",
        "threshold": "none",
        "why": f"Why of {rule_id}.",
        "owner": "extract",
        "sample_keys": [],
        **facts,
    }


def start_run(ledger: Ledger, night: date, started_at: datetime | None = None) -> str:
    """Start a run of `night` at two o'clock, or at `started_at`; its id."""
    at = started_at or datetime(night.year, night.month, night.day, 2, tzinfo=UTC)
    return ledger.start_run(night, at, None, software_version="0", model="m", extractor="x")
