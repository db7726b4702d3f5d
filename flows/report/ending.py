"""Messages about a run that ended before its summary: what happened, what is safe, how to continue."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.enums import RunStatus
from flows.errors import Exit, OnRecordError
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
    """What is safe after the run of `started_at` crashed, and how to go on; None if it crashed before it started."""
    try:
        run = _find_run(warehouse, started_at)
    except (OnRecordError, sqlite3.Error):  # the crash itself matters more than what the ledger says of it
        return None
    if run is None:
        return None
    log = f"The log is {warehouse / 'runs' / run['run_id'] / 'run.log'}"
    if run["status"] == RunStatus.PUBLISHED:
        return f"Run {run['run_id']} is published all the same. {log}"
    return f"Nothing was published. When the cause is mended, go on with: onrecord resume. {log}"


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
