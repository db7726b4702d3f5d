"""Rules on a run as a whole: it came to its end, its sources answered, most of what it was given could be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from flows.alert.incidents import INPUTS_REFUSED, RUN_COMPLETED
from flows.enums import Outcome, Severity
from flows.ledger import Ledger

SOURCE_REACHED = "source_reached"
"""The rule that a source which was asked for by name answered; its rows say which sources a run asked."""

REFUSED_SHARE = 0.2
"""One input in five refused is a reader or a source that broke; single bad files are ordinary."""

REFUSED_INPUTS = 20
"""Below so many inputs a share is no failure."""


# The refused inputs of a run that an earlier published night has refused too, by the same rule and with the same
# beginning. A run of the same night does not count: a retry has to say what the first said.
_KNOWN = """
    select count(distinct tonight.input)
    from quarantine as tonight
    join quarantine as before using (input, rule)
    join runs on runs.run_id = before.run_id
    where tonight.run_id = ? and tonight.table_name in ('inputs', 'articles')
        and before.table_name = tonight.table_name and before.payload is tonight.payload
        and runs.status = 'published' and runs.night < (select night from runs where run_id = tonight.run_id)
"""


def judged_inputs(ledger: Ledger, run_id: str) -> list[dict[str, Any]]:
    """Whether too many inputs were refused or failed that were not before; it can be met, but not failed, on few."""
    rows = ledger.rows(
        f"""
        select
            count(*) as inputs,
            coalesce(sum(outcome in ('quarantined', 'failed')), 0) as refused,
            ({_KNOWN}) as known
        from outcomes where run_id = ?
        """,
        [run_id, run_id],
    )
    inputs, refused = int(rows[0]["inputs"]), int(rows[0]["refused"]) - int(rows[0]["known"])
    if not inputs or (inputs < REFUSED_INPUTS and refused > REFUSED_SHARE * inputs):
        return []
    return [
        check(
            "outcomes",
            INPUTS_REFUSED,
            refused,
            inputs,
            is_passed=refused <= REFUSED_SHARE * inputs,
            observed=f"{refused:,} of {inputs:,} inputs were quarantined or failed ({refused / inputs:.0%})",
            threshold=f"at most {REFUSED_SHARE:.0%}",
            why="Inputs that are refused together are a source that changed or a reader that broke.",
            owner="ingest",
        )
    ]


def judged_reach(asked: Iterable[str], ended: pl.DataFrame) -> list[dict[str, Any]]:
    """Whether each of the sources that a run `asked` for by name gave anything but failures.

    `ended` has `source` and `outcome` of their inputs and of the requests to their servers. A source with nothing to
    ask for has not failed. There is no warm-up: a source that never answered was never right.
    """
    checks = []
    for source in sorted(asked):
        met = ended.filter(pl.col("source") == source)["outcome"]
        failed = int((met == Outcome.FAILED.value).sum())
        checks.append(
            check(
                "fetches",
                SOURCE_REACHED,
                failed,
                met.len(),
                scope=source,
                is_passed=failed < max(met.len(), 1),
                observed=f"{failed:,} of {met.len():,} requests and inputs failed",
                threshold="not all",
                why="A source of which nothing but failures comes has moved, blocks us or is down: missing, not quiet.",
                owner="ingest",
            )
        )
    return checks


def judged_run(error: str | None) -> dict[str, Any]:
    """Whether the run came to its end; where a critical rule says why it did not, a part of that rule's incident."""
    return check(
        "run",
        RUN_COMPLETED,
        int(error is not None),
        1,
        severity=Severity.CRITICAL,
        is_passed=error is None,
        observed=(error or "published")[:500],
        threshold="published",
        why="A night that did not end leaves analysts with yesterday's news and no sign of it.",
        owner="run",
    )


def check(
    table: str,
    rule_id: str,
    count_failed: int,
    count_rows: int,
    *,
    is_passed: bool,
    observed: str,
    threshold: str,
    why: str,
    owner: str,
    scope: str = "",
    severity: Severity = Severity.WARNING,
) -> dict[str, Any]:
    """A row of `records.CHECKS` about a run."""
    return {
        "table_name": table,
        "rule_id": rule_id,
        "scope": scope,
        "kind": "run",
        "severity": severity,
        "is_passed": is_passed,
        "count_failed": count_failed,
        "count_rows": count_rows,
        "observed": observed,
        "threshold": threshold,
        "why": why,
        "owner": owner,
        "sample_keys": [],
    }
