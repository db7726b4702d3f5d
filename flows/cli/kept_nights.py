"""The kept file of a night that somebody names on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.cli.options import find_published_file
from flows.errors import UsageError


def find_version(folder: Path, night: str) -> Path:
    """The last file that a night published, or the one of a run (2026-11-20.1).

    Raises `UsageError` with the nights that are kept if there is none.
    """
    from flows.load.earlier_nights import find_published_run
    from flows.load.versions import VERSIONS, list_versions

    published = find_published_file(folder)
    files = {path.stem: path for path in list_versions(folder)} | {find_published_run(published) or "": published}
    if night in files and night:
        return files[night]
    runs = {path: run_id.split(".") for run_id, path in files.items() if run_id}
    found = {int(parts[1]): path for path, parts in runs.items() if parts[0] == night and parts[1].isdigit()}
    if not found:
        require_day(night)
        kept = ", ".join(sorted({parts[0] for parts in runs.values()})) or "none"
        raise UsageError(f"No file of the night {night} is kept in {folder / VERSIONS}. Kept nights: {kept}.")
    return found[max(found)]


def require_day(night: str) -> None:
    """Raises `UsageError` unless the night, or that of a run (2026-11-20.1), is a day of the calendar."""
    try:
        date.fromisoformat(night.partition(".")[0])
    except ValueError:
        raise UsageError(f"{night} is not a date; write a night like 2026-11-22, or a run like 2026-11-22.1.") from None
