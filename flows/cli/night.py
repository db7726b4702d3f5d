"""Running the flow in this process, with a Prefect API to talk to, and showing how it ended."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

# Read by Prefect when it is imported. The night has its own log and progress display; Prefect's own lines would
# drown them, and its page shows them all the same.
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
# One thread of NumPy's BLAS a process: its matrices here are too small to share, and the workers would fight for cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")

from rich.console import Console

from flows.errors import Interrupted, OnRecordError
from flows.report import ending
from flows.report.summary import print_summary
from flows.settings import Settings


def run_night(settings: Settings, **parameters: Any) -> None:
    """Run `nightly` with these parameters and print its summary.

    Raises what the flow raises, and `Interrupted` when somebody asks the run to end.
    """
    console = Console(stderr=True)
    console.print("starting Prefect …", style="dim") if console.is_terminal else None
    with explained(settings.warehouse, parameters["started_at"]):
        from flows.cli.server import prefect_api

        with prefect_api():
            from flows.nightly import nightly

            run_id = nightly(**parameters)
    print_summary(Console(), settings.warehouse, run_id, settings.languages)


@contextmanager
def explained(warehouse: Path, started_at: datetime) -> Iterator[None]:
    """Say of an interrupted run what is safe and how to go on, and of a crashed one where its log is."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(ending.interrupted(warehouse, started_at)) from None
    except OnRecordError:
        raise
    except Exception as error:
        if story := ending.crashed(warehouse, started_at):
            error.add_note(story)
        raise
