"""Messages about a run that ended before its summary: what happened, what is safe, how to continue."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from flows.enums import RunStatus
from flows.errors import Exit
from flows.ledger import FILE, Ledger
from flows.load.publish import PUBLISHED


def describe_interruption(warehouse: Path, started_at: datetime) -> str:
    """The message about the run of `started_at` after somebody interrupted it."""
    run, file = _find_run(warehouse, started_at), warehouse / PUBLISHED
    if run is None:
        return "Interrupted before the run started: nothing was changed. Repeat the command to run the night."
    if run["status"] == RunStatus.PUBLISHED:
        return f"Run {run['run_id']} was interrupted after its publication: {file} holds the night."
    state = f"{file} is unchanged" if file.exists() else "there is no published file yet"
    return (
        f"Run {run['run_id']} was interrupted before its publication: {state}. "
        "Go on where it stopped: onrecord resume. Or repeat the command; nothing is counted twice."
    )


def describe_crash(warehouse: Path, started_at: datetime) -> str | None:
    """The place of the log of the run of `started_at`; None if it crashed before it started."""
    run = _find_run(warehouse, started_at)
    return f"The log is {warehouse / 'runs' / run['run_id'] / 'run.log'}" if run else None


def find_published_run(warehouse: Path, started_at: datetime) -> str | None:
    """The id of the run of `started_at` if it published and ended well; else None."""
    run = _find_run(warehouse, started_at)
    return str(run["run_id"]) if run and run["exit_code"] == Exit.DONE else None


def _find_run(warehouse: Path, started_at: datetime) -> dict[str, Any] | None:
    if not (warehouse / FILE).exists():
        return None
    with Ledger.read(warehouse) as ledger:
        runs = ledger.rows("select * from runs where started_at = ? order by run_id", [started_at.isoformat()])
    return runs[-1] if runs else None
