"""What of a night is imported and loaded while Prefect's server starts, and the flow itself."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import fastapi.encoders  # noqa: F401  (Prefect imports it with the first flow)
import httpx
from rich.console import Console

from flows.enums import RunKind
from flows.errors import OnRecordError
from flows.extract import load_extractor
from flows.ingest.inputs import count_new_bytes, select_inputs
from flows.ingest.text.language import load_language_model
from flows.ledger import FILE, Ledger
from flows.nightly.flow import nightly as nightly
from flows.report import ending
from flows.report.summary import print_summary
from flows.settings import Settings
from flows.validate.apart import start_gate

BYTES_PER_WORD = 6
"""Of English text. Compressed files hold more words, which costs little: a worker loads the pipeline once more."""


def prepare(settings: Settings, parameters: Mapping[str, Any]) -> None:
    """Start and load what the run will need, because the processor has nothing else to do until the server answers.

    If there may be news, that is the gate, whose imports take longest; the model of languages; and the pipeline, if the
    articles fit one shard, which no worker gets.
    """
    size = guess_size(settings, parameters)
    if size:
        start_gate()
        load_language_model()
    if 0 < size <= settings.shard_words * BYTES_PER_WORD and settings.dask_scheduler is None:
        load_extractor(settings.model, settings.seeds)


def guess_size(settings: Settings, parameters: Mapping[str, Any]) -> float:
    """The bytes of the articles that a run with these parameters of `nightly` may extract; infinite if unknown.

    A backfill or refresh was asked for articles that are known, so that the age of its inputs says nothing.
    """
    if parameters.get("kind", RunKind.NIGHT) != RunKind.NIGHT:
        return math.inf
    inputs = select_inputs(parameters["targets"], settings.sources, parameters.get("source"))
    return math.inf if inputs.is_online else count_new_bytes(inputs, _find_last_publication(settings.warehouse))


def _find_last_publication(warehouse: Path) -> float:
    if not (warehouse / FILE).exists():
        return 0.0
    with Ledger.read(warehouse) as ledger:
        newest = ledger.find_newest_published()
    return datetime.fromisoformat(newest["started_at"]).timestamp() if newest else 0.0


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


def print_run(settings: Settings, run_id: str) -> None:
    """Print the summary of a run."""
    print_summary(Console(), settings.warehouse, run_id, settings.languages)
