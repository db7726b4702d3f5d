"""What to tell somebody whose run ended before its summary: what happened, what is safe, how to go on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from flows.ledger import FILE, Ledger
from flows.load.publish import PUBLISHED


def interrupted(warehouse: Path, started_at: datetime) -> str:
    """What is said of the run of `started_at` when somebody interrupted it."""
    run, file = _run(warehouse, started_at), warehouse / PUBLISHED
    if run is None:
        return "Interrupted before the run began: nothing was changed. Give the same command again to run the night."
    if run["status"] == "published":
        return f"Run {run['run_id']} was interrupted after it had published: {file} holds the night."
    state = f"{file} is as it was" if file.exists() else "there is no published file yet"
    return (
        f"Run {run['run_id']} was interrupted before it published: {state}. "
        "Give the same command again to run the night; nothing is counted twice."
    )


def crashed(warehouse: Path, started_at: datetime) -> str | None:
    """Where the whole story of the run of `started_at` is; None if it crashed before it began."""
    run = _run(warehouse, started_at)
    return f"The whole story is in {warehouse / 'runs' / run['run_id'] / 'run.log'}" if run else None


def _run(warehouse: Path, started_at: datetime) -> dict[str, Any] | None:
    if not (warehouse / FILE).exists():
        return None
    with Ledger.read(warehouse) as ledger:
        runs = ledger.rows("select * from runs where started_at = ? order by run_id", [started_at.isoformat()])
    return runs[-1] if runs else None
