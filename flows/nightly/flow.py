"""The night as a Prefect flow: fetch, ingest, extract, validate, load, check, publish.

`flows.nightly.tasks` has the steps.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from prefect import flow, runtime
from prefect.exceptions import TerminationSignal
from prefect.logging.handlers import APILogHandler

from flows import settings as settings_of
from flows.alert.delivery import require_addresses
from flows.enums import RunKind
from flows.extract import extractor_digest
from flows.ingest.inputs import Inputs, make_absolute, select_inputs
from flows.load.decisions import read_known_decisions
from flows.nightly import tasks
from flows.nightly.backfill import Confirm, require_consent
from flows.nightly.closing import finish_run
from flows.nightly.opening import report_replaced, require_rules, require_unchanged
from flows.nightly.refreshing import choose_refreshed
from flows.runs.resume import write_parameters
from flows.runs.run import Run, open_run
from flows.validate.apart import dismiss_gate, end_gate, start_gate


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


def _keep_parameters(run: Run, targets: Sequence[str], *, derived: Sequence[date] | None, **others: Any) -> None:
    nights = sorted(derived or ())
    run.ledger.add("backfilled_nights", [{"night": night} for night in nights], run_id=run.run_id)
    kept = {"targets": [*map(make_absolute, targets)], "kind": run.kind, "derived": [*map(str, nights)], **others}
    write_parameters(run.folder, run.warehouse, kept)


@flow(name="nightly", flow_run_name=_make_run_name)
def nightly(
    targets: list[str],
    night: date | None = None,
    source: str | None = None,
    started_at: datetime | None = None,
    overrides: dict[str, Any] | None = None,
    only: list[str] | None = None,
    kind: RunKind = RunKind.NIGHT,
    refresh: int | None = None,
    derived: list[date] | None = None,
    confirm: Confirm | None = None,
    resumed: str | None = None,
) -> str:
    """Load one night's articles from `targets` (paths, addresses; else the configured sources) into the warehouse.

    Returns the id of the run. `night` and `started_at` default to the schedule's. `overrides` are settings that take
    precedence over the environment and `onrecord.toml`. `only` names the inputs to read, where the files of `targets`
    hold others too. `kind` is the purpose of the run, `refresh` the number of known articles to extract again (default:
    the setting), `derived` the nights that a backfill settles (what is archived of them is in `targets`), and `confirm`
    asks before the publication. `resumed` is the id of a run to go on with; the other parameters are then those of it.

    Raises an `OnRecordError` with the next step for the reader if the night was not published.
    """
    settings = settings_of.load(**(overrides or {}))
    started_at = started_at or runtime.flow_run.scheduled_start_time
    night = night or started_at.astimezone(settings.zone).date()
    inputs = Inputs() if kind is RunKind.REFRESH else select_inputs(targets, settings.sources, source, only or ())
    refresh = refresh if refresh is not None else settings.refresh if kind is RunKind.NIGHT else 0
    require_addresses(settings.alert_to.get_secret_value(), settings.heartbeat_url.get_secret_value())
    read_known_decisions(settings.warehouse)
    extractor = extractor_digest(settings.model, settings.seeds)
    with (
        log_to_prefect("flows"),
        open_run(settings, night, started_at, extractor, kind, resumed) as run,
        finish_run(run),
        raise_interrupts(),
        end_gate(),
    ):
        if run.is_published:  # it was killed after its publication: only its end is left
            return run.run_id
        report_replaced(run)
        _keep_parameters(run, targets, source=source, only=only, overrides=overrides, refresh=refresh, derived=derived)
        _run_steps(run, inputs, refresh, confirm)
    return run.run_id


def _run_steps(run: Run, inputs: Inputs, refresh: int, confirm: Confirm | None) -> None:
    """The steps of a night in their order; each keeps its result, so that a resumed run goes on behind it."""
    require_unchanged(run)
    require_rules(settings_of.HOME)
    fetched = tasks.fetch_all(run, inputs)
    ingested = tasks.ingest_all(run, inputs, fetched)
    refreshed = choose_refreshed(run, ingested.shards, refresh)
    if ingested.shards or refreshed:
        start_gate()
    extracted = tasks.extract_all(run, [*ingested.shards, *refreshed])
    validated = tasks.validate_all(run, ingested, extracted, refreshed)
    dismiss_gate()
    stage = tasks.load_all(run, validated)
    tasks.check_all(run, stage)
    if confirm is not None:
        require_consent(run, stage, confirm)
    tasks.publish(run, stage)
