"""The progress of a night: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Report = Callable[[int, int | None], None]
"""Called with the number of units done and their total (None while it is not known)."""

LINE_EVERY = 30.0
"""Seconds between two plain lines of one step. Such a log is read later, not watched."""


@contextmanager
def show_step(console: Console, label: str, unit: str) -> Iterator[Report]:
    """Show one step while it runs. The step calls the yielded function with its progress."""
    if console.is_terminal:
        with _bar(console, label) as report:
            yield report
    else:
        with _lines(console, label, unit) as report:
            yield report


@contextmanager
def _bar(console: Console, label: str) -> Iterator[Report]:
    columns = (SpinnerColumn(finished_text="✓"), TextColumn("{task.description}"), BarColumn(24))
    with Progress(*columns, MofNCompleteColumn(), TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task(f"{label:<9}", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
        done = progress.tasks[0].completed
        progress.update(task, completed=max(done, 1), total=max(done, 1))


@contextmanager
def _lines(console: Console, label: str, unit: str) -> Iterator[Report]:
    began = last = time.monotonic()
    count = 0

    def report(done: int, total: int | None) -> None:
        nonlocal last, count
        count = done
        if time.monotonic() - last >= LINE_EVERY:
            last = time.monotonic()
            console.print(f"{label}: {done:,}{f' of {total:,}' if total else ''} {unit}", highlight=False)

    yield report
    console.print(f"{label}: {count_units(count, unit)} in {time.monotonic() - began:.1f} s", highlight=False)


def count_units(count: int, unit: str) -> str:
    """A number of units in words; `unit` is the plural."""
    singular = unit.removesuffix("es") if unit.endswith("sses") else unit.removesuffix("s")
    return f"{count:,} {singular if count == 1 else unit}"
