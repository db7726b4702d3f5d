"""The night as a Prefect flow: fetch, ingest, extract, validate, load, check, publish.

`flows.tasks` has the steps.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from prefect import flow, runtime
from prefect.exceptions import TerminationSignal
from prefect.logging.handlers import APILogHandler

from flows import settings as settings_of
from flows import tasks
from flows.alert.delivery import require_addresses
from flows.closing import finish_run
from flows.extract import extractor_digest
from flows.ingest.inputs import make_absolute, select_inputs
from flows.load.decisions import read_known_decisions
from flows.opening import require_rules, require_unchanged
from flows.resume import write_parameters
from flows.run import open_run
from flows.validate.apart import end_gate, start_gate


def _make_run_name() -> str:
    given: dict[str, Any] = runtime.flow_run.parameters
    return f"night of {given.get('night') or runtime.flow_run.scheduled_start_time.date()}"


@contextmanager
def log_to_prefect(logger_name: str) -> Iterator[None]:
    """Send the lines of a logger to the page of this flow run as well."""
    handler = APILogHandler()
    logging.getLogger(logger_name).addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger(logger_name).removeHandler(handler)


@contextmanager
def raise_interrupts() -> Iterator[None]:
    """Turn Prefect's signal for SIGTERM, which service managers send, into the interrupt of Ctrl-C."""
    try:
        yield
    except TerminationSignal:
        raise KeyboardInterrupt from None


@flow(name="nightly", flow_run_name=_make_run_name)
def nightly(
    targets: list[str],
    night: date | None = None,
    source: str | None = None,
    started_at: datetime | None = None,
    overrides: dict[str, Any] | None = None,
    only: list[str] | None = None,
    resumed: str | None = None,
) -> str:
    """Load one night's articles from `targets` (paths, addresses; else the configured sources) into the warehouse.

    Returns the id of the run. `night` and `started_at` default to the schedule's. `overrides` are settings that take
    precedence over the environment and `onrecord.toml`. `only` names the inputs to read, where the files of `targets`
    hold others too. `resumed` is the id of a run to go on with; the other parameters are then those of that run.

    Raises an `OnRecordError` with the next step for the reader if the night was not published.
    """
    settings = settings_of.load(**(overrides or {}))
    started_at = started_at or runtime.flow_run.scheduled_start_time
    night = night or started_at.astimezone(settings.zone).date()
    inputs = select_inputs(targets, settings.sources, source, only or ())
    require_addresses(settings.alert_to.get_secret_value(), settings.heartbeat_url.get_secret_value())
    read_known_decisions(settings.warehouse)
    extractor = extractor_digest(settings.model, settings.seeds)
    with (
        log_to_prefect("flows"),
        open_run(settings, night, started_at, extractor, resumed) as run,
        finish_run(run),
        raise_interrupts(),
        end_gate(),
    ):
        if run.is_published:  # it was killed after its publication: only its end is left
            return run.run_id
        kept = {"targets": [*map(make_absolute, targets)], "source": source, "only": only, "overrides": overrides}
        write_parameters(run.folder, run.warehouse, kept)
        require_unchanged(run)
        require_rules(settings_of.HOME)
        fetched = tasks.fetch_all(run, inputs)
        ingested = tasks.ingest_all(run, inputs, fetched)
        if ingested.shards:
            start_gate()
        extracted = tasks.extract_all(run, ingested.shards)
        validated = tasks.validate_all(run, ingested, extracted)
        stage = tasks.load_all(run, validated)
        tasks.check_all(run, stage)
        tasks.publish(run, stage)
    return run.run_id
