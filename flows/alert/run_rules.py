"""Rules on a run as a whole: the run completes, its sources answer, most of its inputs are readable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from flows.alert.incidents import INPUTS_REFUSED, RUN_COMPLETED
from flows.enums import CheckKind, Outcome, Severity
from flows.ledger import Ledger

SOURCE_REACHED = "source_reached"
"""The rule that a requested source answers. The scopes of its checks are the sources that a run requested."""

REFUSED_SHARE = 0.2
"""One refused input in five is a broken reader or source; single bad files are ordinary."""

REFUSED_INPUTS = 20
"""With fewer inputs, a share says nothing: the rule does not fail."""

ERROR_CHARS = 500


@dataclass(frozen=True)
class RunRule:
    """A rule on a run, with the columns of `ops.checks` that are the same every night."""

    table_name: str
    rule_id: str
    severity: Severity
    threshold: str
    why: str
    owner: str

    def row(
        self, *, is_passed: bool, count_failed: int, count_rows: int, observed: str, scope: str = ""
    ) -> dict[str, Any]:
        """The result of the rule as a row of `records.CHECKS`."""
        return {
            "table_name": self.table_name,
            "rule_id": self.rule_id,
            "scope": scope,
            "kind": CheckKind.RUN,
            "severity": self.severity,
            "is_passed": is_passed,
            "count_failed": count_failed,
            "count_rows": count_rows,
            "observed": observed,
            "threshold": self.threshold,
            "why": self.why,
            "owner": self.owner,
            "sample_keys": [],
        }


INPUTS_RULE = RunRule(
    table_name="outcomes",
    rule_id=INPUTS_REFUSED,
    severity=Severity.WARNING,
    threshold=f"at most {REFUSED_SHARE:.0%}",
    why="Many refused inputs at once mean that a source changed or a reader broke.",
    owner="ingest",
)
REACH_RULE = RunRule(
    table_name="fetches",
    rule_id=SOURCE_REACHED,
    severity=Severity.WARNING,
    threshold="not all",
    why="A source that returns only failures has moved, blocks us or is down: its articles are missing, not absent.",
    owner="ingest",
)
COMPLETION_RULE = RunRule(
    table_name="run",
    rule_id=RUN_COMPLETED,
    severity=Severity.CRITICAL,
    threshold="published",
    why="After a night that did not complete, analysts read yesterday's news without any sign of it.",
    owner="run",
)
FILE_RULE = RunRule(
    table_name="run",
    rule_id="published_file_unchanged",
    severity=Severity.WARNING,
    threshold="the digest in the ledger",
    why="A file that somebody changed holds what no article says, and every later night would carry it on.",
    owner="load",
)
PREFECT_RULE = RunRule(
    table_name="run",
    rule_id="prefect_answers",
    severity=Severity.WARNING,
    threshold="an answer at the end of the run",
    why="Without its server, Prefect has no record of how the night ended; the warehouse and its ledger have.",
    owner="run",
)

# The refused inputs of a run that an earlier published night refused too, by the same rule and with the same payload.
# A run of the same night does not count: a retry must report the same failures as the first run.
_KNOWN = """
    select count(distinct tonight.input)
    from quarantine as tonight
    join quarantine as before using (input, rule)
    join runs on runs.run_id = before.run_id
    where tonight.run_id = ? and tonight.table_name in ('inputs', 'articles')
        and before.table_name = tonight.table_name and before.payload is tonight.payload
        and runs.status = 'published' and runs.night < (select night from runs where run_id = tonight.run_id)
"""
_INPUTS = f"""
    select
        count(*) as inputs,
        coalesce(sum(outcome in ('quarantined', 'failed')), 0) as refused,
        ({_KNOWN}) as known
    from outcomes where run_id = ?
"""


def check_inputs(ledger: Ledger, run_id: str) -> list[dict[str, Any]]:
    """Check that few inputs were newly refused or failed; no check where a run of few inputs would fail it."""
    (row,) = ledger.rows(_INPUTS, [run_id, run_id])
    inputs, refused = int(row["inputs"]), int(row["refused"]) - int(row["known"])
    is_passed = refused <= REFUSED_SHARE * inputs
    if not inputs or (inputs < REFUSED_INPUTS and not is_passed):
        return []
    observed = f"{refused:,} of {inputs:,} inputs were quarantined or failed ({refused / inputs:.0%})"
    return [INPUTS_RULE.row(is_passed=is_passed, count_failed=refused, count_rows=inputs, observed=observed)]


def check_reach(requested: Iterable[str], ended: pl.DataFrame) -> list[dict[str, Any]]:
    """Check that each of the `requested` sources returned anything but failures.

    `ended` has `source` and `outcome` of their inputs and of the requests to their servers. A source without any
    request passes. The rule has no warm-up: a source that never answered is misconfigured.
    """
    return [_check_source(source, ended.filter(pl.col("source") == source)["outcome"]) for source in sorted(requested)]


def _check_source(source: str, outcomes: pl.Series) -> dict[str, Any]:
    failed, count = int((outcomes == Outcome.FAILED.value).sum()), outcomes.len()
    observed = f"{failed:,} of {count:,} requests and inputs failed"
    is_passed = failed < max(count, 1)
    return REACH_RULE.row(is_passed=is_passed, count_failed=failed, count_rows=count, observed=observed, scope=source)


def check_completion(error: str | None) -> dict[str, Any]:
    """Check that the run completed. Where a critical rule stopped it, the failure belongs to that rule's incident."""
    observed = (error or "published")[:ERROR_CHARS]
    return COMPLETION_RULE.row(
        is_passed=error is None, count_failed=int(error is not None), count_rows=1, observed=observed
    )


def check_published_file(change: str | None, *, is_usable: bool) -> dict[str, Any]:
    """Check that nobody changed the published file since its run; critical where the night cannot start without it."""
    rule = FILE_RULE if is_usable else replace(FILE_RULE, severity=Severity.CRITICAL)
    observed = (change or "unchanged")[:ERROR_CHARS]
    return rule.row(is_passed=change is None, count_failed=int(change is not None), count_rows=1, observed=observed)


def check_prefect(error: Exception | None) -> dict[str, Any]:
    """Check that Prefect's server answers when the steps are over. `error`: what came instead of an answer."""
    observed = (str(error) or type(error).__name__)[:ERROR_CHARS] if error else "it answers"
    return PREFECT_RULE.row(
        is_passed=error is None, count_failed=int(error is not None), count_rows=1, observed=observed
    )
