"""Days that are derived again from the raw archive: where they lie, and the consent before they are published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from flows.errors import Interrupted, UsageError
from flows.load.publish import PUBLISHED
from flows.report.diff import TableDiff, diff_files
from flows.runs.run import Run
from flows.runs.step_files import PARAMETERS

Confirm = Callable[[list[TableDiff]], bool]
"""Shows the differences to a person, and returns whether they are to be published."""


def find_archived_days(warehouse: Path, first: date, last: date) -> dict[date, Path]:
    """The days from `first` to `last` that the raw archive holds, each with its folder.

    Raises `UsageError` if the archive holds none of them.
    """
    folders = {day: warehouse / "raw" / day.strftime("%Y/%m/%d") for day in list_days(first, last)}
    found = {day: folder for day, folder in folders.items() if any(folder.glob("*.warc.gz"))}
    if not found:
        raise UsageError(
            f"The raw archive of {warehouse} holds nothing from {first} to {last}. It keeps what was fetched; articles "
            "from files are read again with: onrecord run PATH --date DAY. A night of which nothing is left counts as "
            "settled once a backfill of days around it is published."
        )
    return found


def list_days(first: date, last: date) -> list[date]:
    """The days from `first` to `last`."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def require_consent(run: Run, stage: Path, confirm: Confirm) -> None:
    """Compare the stage file with the published one and ask. Raises `Interrupted` if the answer is no."""
    published = run.warehouse / PUBLISHED
    if not confirm(diff_files(published if published.exists() else None, stage)):
        stage.unlink()
        (run.folder / PARAMETERS).unlink()  # there is nothing to resume
        raise Interrupted("not published, as you decided; the published file is as it was")
