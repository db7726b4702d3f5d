"""Chooses the rows that the SQL checks of a run read: those of the articles that it loaded, or all of the warehouse."""

from __future__ import annotations

from datetime import datetime

from flows.enums import CheckedRows, RunKind
from flows.runs.run import Run

_LAST_WHOLE = """
    select max(started_at) as started_at from runs
    where status = 'published' and checked_rows = 'all' and software_version =
        (select software_version from runs where run_id = ?)
"""


def choose_checked_rows(run: Run) -> CheckedRows:
    """All rows once in `full_check_days`, after an update of On Record, and where a run does more than add a night.

    The published file has passed the checks, and nobody changed it since (its digest says so). Tonight's rows are the
    only new ones in its copy.
    """
    if run.kind is not RunKind.NIGHT or run.found.change or not run.found.run_id:
        return CheckedRows.ALL
    ((last,),) = map(dict.values, run.ledger.rows(_LAST_WHOLE, [run.run_id]))
    if last is None:
        return CheckedRows.ALL
    days = (run.started_at.date() - datetime.fromisoformat(last).date()).days
    return CheckedRows.TONIGHT if days < run.settings.full_check_days else CheckedRows.ALL
