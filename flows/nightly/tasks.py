"""The steps of a run: each calls its Prefect task and records its time, rows and results in the ledger.

Only this process writes the ledger; workers return paths of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import FilePath
from rich.console import Console

from flows.alert.run_rules import check_reach
from flows.enums import CheckedRows, Outcome, Severity, StepName
from flows.errors import GateFailed, OnRecordError, ProcessDied
from flows.extract import Extracted
from flows.ingest.fetch.step import Fetched, FetchJob
from flows.ingest.inputs import Inputs
from flows.ingest.options import Options, make_fetch_rules
from flows.ingest.step import Ingested
from flows.load.earlier_nights import read_forgotten, read_known_versions, read_seen_addresses
from flows.load.merge import Tonight
from flows.load.publish import PUBLISHED
from flows.nightly.checking import choose_checked_rows
from flows.nightly.prefect_tasks import (
    check_task,
    fetch_task,
    ingest_task,
    load_task,
    publish_task,
)
from flows.nightly.refreshing import merge_checks
from flows.nightly.shards import extract_shards
from flows.nightly.validating import validate_rows
from flows.progress import Report, show_step
from flows.records import CHECKS, QUARANTINE
from flows.runs.accounting import (
    add_inputs,
    count_outcomes,
    require_handed_on,
    require_some_loaded,
    settle_outcomes,
)
from flows.runs.run import Run, StepRecord
from flows.settings import HOME
from flows.validate.gate import find_worst_failure
from flows.validate.step import ValidatedNight

SQL = HOME / "sql"
EXPECTATIONS = HOME / "expectations"


def fetch_all(run: Run, inputs: Inputs) -> Fetched | None:
    """Request addresses and sources; the answers go into the raw archive. None if there is nothing to request."""
    if not inputs.is_online:
        return None
    count = len(inputs.urls) + len(inputs.sources)
    with _run_step(run, StepName.FETCH, count, "addresses") as (record, report):
        job = FetchJob(
            urls=inputs.urls,
            sources=inputs.sources,
            source=inputs.source,
            settings=run.settings.fetching,
            known=read_seen_addresses(run.ledger),
            folder=run.folder / "fetched",
            archive=run.warehouse / "raw" / run.night.strftime("%Y/%m/%d"),
            state=run.warehouse / "fetching",
            rules=make_fetch_rules(run.extractor, run.settings.seeds),
            run_id=run.run_id,
            started_at=run.started_at,
            progress=report,
            forgotten=read_forgotten(run.ledger),
        )
        fetched = record.once(Fetched, lambda: fetch_task(job))
        fetches = pl.read_parquet(fetched.fetches)
        record.rows_out = fetches.height
    run.ledger.add("fetches", fetches.iter_rows(named=True), run_id=run.run_id)
    return fetched


def ingest_all(run: Run, inputs: Inputs, fetched: Fetched | None) -> Ingested:
    """Read every input. New and changed articles continue in shards."""
    settings = run.settings
    known = read_known_versions(run.warehouse / PUBLISHED)
    with _run_step(run, StepName.INGEST, len(inputs.paths), "inputs") as (record, report):
        options = Options(
            limits=settings.limits,
            seeds=settings.seeds,
            sources=settings.sources,
            only=inputs.only,
            forgotten=read_forgotten(run.ledger),
        )
        ingested = record.once(
            Ingested,
            lambda: ingest_task(
                inputs.paths,
                source=inputs.source,
                known=known,
                extractor=run.extractor,
                folder=run.folder / "ingested",
                shard_words=settings.shard_words,
                progress=report,
                options=options,
                fetched=fetched,
            ),
        )
        record.rows_out = ingested.inputs
        record.detail = ", ".join(f"{count} {outcome}" for outcome, count in ingested.counts.items() if count)
    notes = [{"rule": rule, "detail": field, "count_inputs": count} for rule, field, count in ingested.notes]
    run.ledger.add("notes", notes, run_id=run.run_id)
    files = [ingested.outcomes, *([fetched.fetches] if fetched else [])]
    ended = pl.concat([pl.read_parquet(file, columns=["source", "outcome"]) for file in files])
    run.ledger.add("checks", check_reach(inputs.requested_sources, ended), run_id=run.run_id)
    return ingested


def extract_all(run: Run, shards: Sequence[Path]) -> list[Extracted]:
    """Every shard through the language pipeline, several in parallel; results in the order of the shards.

    A resumed run takes over the shards that were done. Raises `ProcessDied` if a worker does.
    """
    with _run_step(run, StepName.EXTRACT, len(shards), "shards") as (record, report):
        with _name_dead_workers():
            extracted = record.once(list[Extracted], lambda: extract_shards(run, shards, report))
        words, seconds = sum(e.words for e in extracted), sum(e.seconds for e in extracted)
        record.rows_out = sum(e.extracted for e in extracted)
        record.detail = f"{words:,} words, {words / seconds:,.0f} words/s a worker" if seconds else None
    run.ledger.update_run(run.run_id, articles_extracted=record.rows_out)
    return sorted(extracted, key=lambda one: one.mentions)


@contextmanager
def _name_dead_workers() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise ProcessDied(
            "A worker that extracts articles ended without a result, perhaps for lack of memory. Nothing was "
            "published. Set fewer workers if memory is short, and go on with: onrecord resume"
        ) from error


def validate_all(
    run: Run, ingested: Ingested, extracted: Sequence[Extracted], refreshed: Sequence[Path] = ()
) -> list[ValidatedNight]:
    """Check the night's rows against their suites, settle the outcome of every input, and record both.

    `refreshed` are the shards behind those of the night. Raises `GateFailed` if a critical rule failed, a suite is
    refused, or inputs were given and none could be loaded, and `ProcessDied` if nothing could be checked.
    """
    outcomes = pl.read_parquet(ingested.outcomes)
    try:
        night, *again = nights = validate_rows(run, ingested, extracted, refreshed, EXPECTATIONS)
    except ProcessDied:
        raise
    except OnRecordError as error:  # a suite is refused: the outcomes of ingest are recorded all the same
        _record(run, ingested, outcomes, QUARANTINE.to_frame(), CHECKS.to_frame())
        raise GateFailed(str(error)) from error
    checks, refused = pl.read_parquet(night.checks), pl.read_parquet(night.quarantine)
    for one in again:
        checks = merge_checks(checks, pl.read_parquet(one.checks))
        run.ledger.add("quarantine", pl.read_parquet(one.quarantine).iter_rows(named=True), run_id=run.run_id)
    settled = settle_outcomes(outcomes, refused)
    counts = _record(run, ingested, settled, add_inputs(refused, outcomes), checks)
    require_handed_on(settled, pl.read_parquet(night.articles, columns=["article_id"]))
    require_some_loaded(counts, settled)
    _require_no_critical_failure(checks)
    return nights


def _record(
    run: Run, ingested: Ingested, outcomes: pl.DataFrame, refused: pl.DataFrame, checks: pl.DataFrame
) -> dict[Outcome, int]:
    """Record the outcome of every input, the rows refused after ingest and the checks; the count of each outcome."""
    counts = count_outcomes(outcomes, ingested.inputs)
    with run.ledger.transaction():
        run.ledger.add("outcomes", outcomes.iter_rows(named=True), run_id=run.run_id)
        run.ledger.add("quarantine", pl.read_parquet(ingested.quarantine).iter_rows(named=True), run_id=run.run_id)
        run.ledger.add("quarantine", refused.iter_rows(named=True), run_id=run.run_id)
        run.ledger.add("checks", checks.iter_rows(named=True), run_id=run.run_id)
        run.ledger.update_run(run.run_id, inputs=ingested.inputs)
    return counts


def load_all(run: Run, nights: Sequence[ValidatedNight]) -> Path:
    """Load tonight's rows into a copy of the published file."""
    rows = sum(night.rows for night in nights)
    files = ([n.articles for n in nights], [n.mentions for n in nights], [n.quotes for n in nights])
    sources: dict[str, Any] = {"sql": SQL, "seeds": run.settings.seeds, "digest": run.found.digest}
    with run.step(StepName.LOAD, rows) as record:
        tonight = Tonight(run.run_id, run.started_at, run.extractor, *files)
        stage: Path = record.once(FilePath, lambda: load_task(run.warehouse, tonight, **sources))
        record.rows_out = rows
    return stage


def check_all(run: Run, stage: Path) -> None:
    """Check the rules across tables on the copy; raises `GateFailed` if a critical one fails."""
    rows = choose_checked_rows(run)
    run_id = run.run_id if rows is CheckedRows.TONIGHT else None
    with run.step(StepName.CHECK, 1) as record:
        file = record.once(FilePath, lambda: _write_checks(run, check_task(stage, sql=SQL, run_id=run_id)))
        checks = pl.read_parquet(file)
        record.rows_out = checks.height
        record.detail = f"{rows} rows"
    run.ledger.update_run(run.run_id, checked_rows=rows)
    run.ledger.add("checks", checks.iter_rows(named=True), run_id=run.run_id)
    _require_no_critical_failure(checks)


def _write_checks(run: Run, checks: pl.DataFrame) -> Path:
    file = run.folder / "checked" / "checks.parquet"
    file.parent.mkdir(exist_ok=True)
    checks.write_parquet(file)
    return file


def publish(run: Run, stage: Path) -> None:
    """Replace the published file with the copy."""
    with run.step(StepName.PUBLISH, 1) as record:
        keep = run.settings.keep_versions
        publish_task(run.warehouse, stage, run.ledger, run_id=run.run_id, seconds=run.seconds(), keep=keep)
        record.rows_out = 1


def _require_no_critical_failure(checks: pl.DataFrame) -> None:
    if find_worst_failure(checks) is Severity.CRITICAL:
        failed = checks.filter(~pl.col("is_passed") & (pl.col("severity") == Severity.CRITICAL.value))
        names = ", ".join(f"{row['table_name']}.{row['rule_id']}" for row in failed.iter_rows(named=True))
        raise GateFailed(
            f"Critical rules failed: {names}. Nothing was published; yesterday's file is untouched. "
            "See: onrecord status"
        )


@contextmanager
def _run_step(run: Run, name: StepName, count: int, unit: str) -> Iterator[tuple[StepRecord, Report]]:
    """Record a step and show its progress."""
    with run.step(name, count) as record, show_step(Console(stderr=True), name, unit) as report:
        yield record, report
        if record.is_taken_over:
            done = count if name is StepName.EXTRACT else record.rows_out or 0
            report(done, done)
