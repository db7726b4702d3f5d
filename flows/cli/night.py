"""Runs the flow in this process with a Prefect API, and prints its summary."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
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

import httpx
from rich.console import Console

from flows.cli.server import prefect_api
from flows.enums import RunKind
from flows.errors import Interrupted, OnRecordError
from flows.importing import pause_collection
from flows.ingest.inputs import may_bring_news, select_inputs
from flows.ledger import FILE, Ledger
from flows.report import ending
from flows.report.summary import print_summary
from flows.settings import Settings
from flows.warehouse_lock import lock_warehouse

_LAST_PUBLICATION = "select max(started_at) as started_at from runs where status = 'published'"


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
        prefect_api(settings.warehouse, meanwhile=partial(_prepare, settings, parameters)),
    ):
        from flows.nightly import nightly

        run_id = run_flow(nightly, settings.warehouse, parameters)
    print_summary(Console(), settings.warehouse, run_id, settings.languages)


def run_flow(flow: Callable[..., str], warehouse: Path, parameters: dict[str, Any]) -> str:
    """Run the flow; the id of its run. A night that was published does not fail because Prefect's server is gone.

    Raises `OnRecordError` if the server is gone and the night is not published, and the errors of the flow.
    """
    try:
        return flow(**parameters)
    except httpx.TransportError as error:
        reason = f"Prefect's server does not answer any more ({str(error) or type(error).__name__})"
        run_id = ending.find_published_run(warehouse, parameters["started_at"])
        if run_id is None:
            raise OnRecordError(f"{reason}. Nothing was published. Go on with: onrecord resume") from error
        print(f"onrecord: {reason} and has no record of the end of run {run_id}, which is published", file=sys.stderr)
        return run_id


def _prepare(settings: Settings, parameters: dict[str, Any]) -> None:
    """Import the flow; and start the gate if there may be news, because its own import takes longest."""
    with pause_collection():
        import flows.nightly  # noqa: F401
        from flows.validate.apart import start_gate
    if may_extract(settings, parameters):
        start_gate()


def may_extract(settings: Settings, parameters: Mapping[str, Any]) -> bool:
    """Whether a run with these parameters of `nightly` may extract articles: a guess, made before it begins.

    A backfill or refresh was asked for articles that are known, so that the age of its inputs says nothing.
    """
    if parameters.get("kind", RunKind.NIGHT) != RunKind.NIGHT:
        return True
    inputs = select_inputs(parameters["targets"], settings.sources, parameters.get("source"))
    return may_bring_news(inputs, _find_last_publication(settings.warehouse))


def _find_last_publication(warehouse: Path) -> float:
    if not (warehouse / FILE).exists():
        return 0.0
    with Ledger.read(warehouse) as ledger:
        ((started_at,),) = map(dict.values, ledger.rows(_LAST_PUBLICATION))
    return datetime.fromisoformat(started_at).timestamp() if started_at else 0.0


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
