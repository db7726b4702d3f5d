"""Runs the flow in this process with a Prefect API, and prints its summary."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

# Prefect reads these when it is imported. The night has its own log and progress display, which Prefect's lines would
# hide; Prefect's page still shows them.
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
# One BLAS thread per process: the matrices are too small to share, and the workers would compete for cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")

from rich.console import Console

from flows.cli.server import prefect_api
from flows.errors import Interrupted, OnRecordError
from flows.report import ending
from flows.report.summary import print_summary
from flows.settings import Settings
from flows.warehouse_lock import lock_warehouse


def run_night(settings: Settings, **parameters: Any) -> None:
    """Run `nightly` with these parameters and print its summary.

    Raises the errors of the flow, and `Interrupted` when somebody stops the run. A locked or read-only warehouse is
    refused before Prefect starts.
    """
    console = Console(stderr=True)
    console.print("starting Prefect …", style="dim") if console.is_terminal else None
    with (
        explain_failures(settings.warehouse, parameters["started_at"]),
        lock_warehouse(settings.warehouse),
        prefect_api(settings.warehouse),
    ):
        from flows.nightly import nightly

        run_id = nightly(**parameters)
    print_summary(Console(), settings.warehouse, run_id, settings.languages)


@contextmanager
def explain_failures(warehouse: Path, started_at: datetime) -> Iterator[None]:
    """Add to an interruption what is safe and how to continue, and to a crash the place of the log."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(ending.describe_interruption(warehouse, started_at)) from None
    except OnRecordError:
        raise
    except Exception as error:
        if note := ending.describe_crash(warehouse, started_at):
            error.add_note(note)
        raise
