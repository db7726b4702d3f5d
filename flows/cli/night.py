"""Runs the flow in this process with a Prefect API, and prints its summary."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

# Prefect reads these when it is imported. The night has its own log and progress display, which Prefect's lines would
# hide; Prefect's page still shows them.
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
os.environ.setdefault("PREFECT_LOGGING_INTERNAL_LEVEL", "CRITICAL")
# One BLAS thread per process: the matrices are too small to share, and the workers would compete for cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")

from flows.cli.server import SERVER_HOME, prefect_api
from flows.errors import Interrupted, OnRecordError
from flows.load.publish import require_space
from flows.report import ending
from flows.runs.warehouse_lock import lock_warehouse
from flows.settings import Settings
from flows.system.importing import pause_collection


def run_night(settings: Settings, require: Callable[[], object], **parameters: Any) -> None:
    """Run `nightly` with these parameters and print its summary. `require` raises an error if the run is refused.

    Prefect's server takes longest to start, so it starts before `require` is called and before most of this program is
    imported. It does not where no night has run yet: a refused run would leave a folder. A locked or read-only
    warehouse and a full disk are refused before anything starts.

    Raises the errors of `require` and of the flow, and `Interrupted` when somebody stops the run.
    """
    if sys.stderr.isatty():
        print("starting Prefect …", file=sys.stderr)
    require_space(settings.warehouse)
    checks = [require]
    if not (settings.warehouse / SERVER_HOME).exists():
        checks.pop()()
    with (
        explain_failures(settings.warehouse, parameters["started_at"]),
        lock_warehouse(settings.warehouse),
        prefect_api(settings.warehouse, meanwhile=partial(_prepare, settings, parameters, checks)),
    ):
        from flows.cli import night_flow

        run_id = night_flow.run_flow(night_flow.nightly, settings.warehouse, parameters)
    night_flow.print_run(settings, run_id)


def _prepare(settings: Settings, parameters: dict[str, Any], checks: Sequence[Callable[[], object]]) -> None:
    """Call the checks, and prepare the flow."""
    for check in checks:
        check()
    with pause_collection():
        from flows.cli import night_flow
    night_flow.prepare(settings, parameters)


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
