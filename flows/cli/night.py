"""Runs the flow in this process with a Prefect API, and prints its summary."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
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

from flows.cli.server import SERVER_HOME, prefect_api
from flows.enums import RunKind
from flows.errors import Interrupted, OnRecordError
from flows.importing import pause_collection
from flows.ingest.inputs import may_bring_news, select_inputs
from flows.ledger import FILE, Ledger
from flows.load.publish import require_space
from flows.report import ending
from flows.report.summary import print_summary
from flows.settings import Settings
from flows.warehouse_lock import lock_warehouse


def run_night(settings: Settings, require: Callable[[], object], **parameters: Any) -> None:
    """Run `nightly` with these parameters and print its summary. `require` raises an error if the run is refused.

    Prefect's server takes longest to start, so it starts before `require` is called. It does not where no night has run
    yet: a refused run would leave a folder. A locked or read-only warehouse and a full disk are refused before anything
    starts.

    Raises the errors of `require` and of the flow, and `Interrupted` when somebody stops the run.
    """
    console = Console(stderr=True)
    console.print("starting Prefect …", style="dim") if console.is_terminal else None
    require_space(settings.warehouse)
    checks = [require]
    if not (settings.warehouse / SERVER_HOME).exists():
        checks.pop()()
    with (
        explain_failures(settings.warehouse, parameters["started_at"]),
        lock_warehouse(settings.warehouse),
        prefect_api(settings.warehouse, meanwhile=partial(_prepare, settings, parameters, checks)),
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


def _prepare(settings: Settings, parameters: dict[str, Any], checks: Sequence[Callable[[], object]]) -> None:
    """Call the checks; import the flow, and start the gate if there may be news, because its own import takes longest.

    The model of languages is read here because the processor has nothing else to do until the server answers.
    """
    for check in checks:
        check()
    with pause_collection():
        import flows.nightly  # noqa: F401
        from flows.ingest.text.language import load_language_model
        from flows.validate.apart import start_gate
    if may_extract(settings, parameters):
        start_gate()
    load_language_model()


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
        newest = ledger.find_newest_published()
    return datetime.fromisoformat(newest["started_at"]).timestamp() if newest else 0.0


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
