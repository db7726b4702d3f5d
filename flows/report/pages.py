"""What a run has to say about the site that it built, or could not build."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from flows.ledger import Ledger
from flows.printing import one_line
from flows.site.store import MANIFEST, SITE

NOTE = "site_not_whole"
"""The rule of the note in `ops.notes` of a run whose site, or the search of its site, could not be built."""


def find_site_failure(ledger: Ledger, run_id: str) -> str | None:
    """Why the site of a run is missing or has no search, in a sentence; None if it is whole."""
    rows = ledger.rows("select detail from notes where run_id = ? and rule = ?", [run_id, NOTE])
    return one_line(rows[0]["detail"], 300) if rows else None


def find_lasting_failure(ledger: Ledger, warehouse: Path) -> str | None:
    """As `find_site_failure`, of the newest run, unless the site was built since."""
    run = next(iter(ledger.rows("select run_id, started_at, seconds from runs order by rowid desc limit 1")), None)
    failure = find_site_failure(ledger, run["run_id"]) if run else None
    if run is None or failure is None:
        return None
    ended_at = datetime.fromisoformat(run["started_at"]).timestamp() + (run["seconds"] or 0)
    manifest = warehouse / SITE / MANIFEST
    return None if manifest.exists() and manifest.stat().st_mtime > ended_at else failure
