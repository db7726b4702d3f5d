"""The steps as Prefect tasks, and what the run keeps of each: its time, its rows, the ledger's entries.

A task is the plain function of its step. Only this process writes the ledger; workers hand back paths of files.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner
from rich.console import Console

from flows.accounting import (
    count_outcomes,
    reached_articles,
    require_handed_on,
    require_some_loaded,
    settle,
    with_inputs,
)
from flows.alert.baselines import load_baselines
from flows.alert.run_rules import judged_reach
from flows.earlier import refused_articles, seen_addresses
from flows.enums import Outcome, Severity
from flows.errors import GateFailed, OnRecordError
from flows.extract import Extracted, extract_shard
from flows.ingest.discover import Target
from flows.ingest.fetch.step import Fetched, fetch
from flows.ingest.inputs import Inputs
from flows.ingest.options import Options, page_rules
from flows.ingest.step import Ingested, ingest
from flows.load.checks import read_checks
from flows.load.known import known_versions
from flows.load.merge import Tonight
from flows.load.publish import PUBLISHED
from flows.load.step import check_stage, load_stage, publish_stage
from flows.orphans import deaf, die_with_parent
from flows.progress import show_step
from flows.records import CHECKS, QUARANTINE, digest
from flows.run import Run
from flows.settings import HOME, Settings
from flows.validate.gate import verdict
from flows.validate.step import TABLES, Met, ValidatedNight, validate_night
from flows.validate.suites import read_suites

SQL = HOME / "sql"
EXPECTATIONS = HOME / "expectations"


def is_transient(_task: object, _run: object, state: Any) -> bool:
    """Whether trying again may help: the machine's trouble (files, network, memory), not the input's or ours."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError | MemoryError) and not isinstance(error, OnRecordError)


_plain: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False}
_retried: dict[str, Any] = {"retries": 2, "retry_delay_seconds": [2, 20], "retry_condition_fn": is_transient, **_plain}

fetch_addresses = task(name="fetch", task_run_name="fetch", **_plain)(fetch)
ingest_inputs = task(name="ingest", task_run_name="ingest", **_retried)(ingest)
extract_articles = task(name="extract", task_run_name="extract {articles.stem}", **_retried)(extract_shard)
validate_rows = task(name="validate", task_run_name="validate", **_plain)(validate_night)
load_rows = task(name="load", task_run_name="load {tonight.run_id}", **_retried)(load_stage)
check_rows = task(name="check", task_run_name="check {stage.stem}", **_plain)(check_stage)
publish_rows = task(name="publish", task_run_name="publish {run_id}", **_plain)(publish_stage)


def require_rules() -> None:
    """Raises `GateFailed` if a suite, a check or a baseline cannot be read: said at once, not after the extraction."""
    try:
        read_suites(EXPECTATIONS, TABLES.keys())
        load_baselines(EXPECTATIONS / "baselines.csv")
        read_checks(SQL / "checks")
    except OnRecordError as error:
        raise GateFailed(f"{error} Nothing was run.") from error


def fetch_all(run: Run, inputs: Inputs) -> Fetched | None:
    """Ask the servers of addresses and sources; what they answer goes into the raw archive. None without any."""
    if not inputs.is_online:
        return None
    with (
        run.step("fetch", len(inputs.urls) + len(inputs.sources)) as record,
        show_step(_console(), "fetch", "addresses") as report,
    ):
        fetched: Fetched = fetch_addresses(
            inputs.urls,
            inputs.sources,
            source=inputs.source,
            settings=run.settings.fetching,
            seen=seen_addresses(run.ledger),
            folder=run.folder / "fetched",
            archive=run.warehouse / "raw" / run.night.strftime("%Y/%m/%d"),
            state=run.warehouse / "fetching",
            rules=digest("rules", run.extractor, page_rules(run.settings.seeds)),
            run_id=run.run_id,
            started_at=run.started_at,
            progress=report,
        )
        fetches = pl.read_parquet(fetched.fetches)
        record.rows_out = fetches.height
    run.ledger.add("fetches", fetches.iter_rows(named=True), run_id=run.run_id)
    return fetched


def ingest_all(run: Run, inputs: Inputs, fetched: Fetched | None) -> Ingested:
    """Read every input; new and changed articles go on in shards."""
    settings = run.settings
    known = known_versions(run.warehouse / PUBLISHED)
    with run.step("ingest", len(inputs.paths)) as record, show_step(_console(), "ingest", "inputs") as report:
        ingested: Ingested = ingest_inputs(
            inputs.paths,
            source=inputs.source,
            known=known,
            extractor=run.extractor,
            folder=run.folder / "ingested",
            shard_size=settings.shard_size,
            progress=report,
            options=Options(limits=settings.limits, seeds=settings.seeds, sources=settings.sources, only=inputs.only),
            fetched=fetched,
        )
        record.rows_out = ingested.inputs
        record.detail = ", ".join(f"{count} {outcome}" for outcome, count in ingested.counts.items() if count)
    files = [ingested.outcomes, *([fetched.fetches] if fetched else [])]
    ended = pl.concat([pl.read_parquet(file, columns=["source", "outcome"]) for file in files])
    run.ledger.add("checks", judged_reach(asked_by_name(inputs), ended), run_id=run.run_id)
    return ingested


def asked_by_name(inputs: Inputs) -> set[str]:
    """The sources that a run reads: those configured, or the one that what is given belongs to; else nobody knows."""
    on_disk = (path.source for path in inputs.paths if isinstance(path, Target))
    return {name for name in (inputs.source, *inputs.sources, *on_disk) if name}


def extract_all(run: Run, shards: Sequence[Path]) -> list[Extracted]:
    """Every shard through the language pipeline, several at once; in the order of the shards."""
    settings = run.settings
    with run.step("extract", len(shards)) as record, show_step(_console(), "extract", "shards") as report:
        extracted: list[Extracted] = []
        with task_runner(settings, len(shards)) as runner:
            with deaf():
                futures = [
                    runner.submit(
                        extract_articles,
                        parameters={
                            "articles": shard,
                            "folder": run.folder / "extracted",
                            "model": settings.model,
                            "seeds": settings.seeds,
                            "languages": settings.languages,
                        },
                    )
                    for shard in shards
                ]
            report(0, len(shards))
            for future in as_completed(futures):
                extracted.append(future.result())
                report(len(extracted), len(shards))
        words, seconds = sum(e.words for e in extracted), sum(e.seconds for e in extracted)
        record.rows_out = sum(e.extracted for e in extracted)
        record.detail = f"{words:,} words, {words / seconds:,.0f} words/s a worker" if seconds else None
    run.ledger.update_run(run.run_id, articles_extracted=record.rows_out)
    return sorted(extracted, key=lambda one: one.mentions)


def validate_all(run: Run, ingested: Ingested, extracted: Sequence[Extracted]) -> ValidatedNight:
    """Hold the night's rows to their suites, settle every input's outcome and record both.

    Raises `GateFailed` if a critical rule failed, a suite is refused, or inputs were given and none could be loaded.
    """
    brought = pl.read_parquet(ingested.outcomes)
    refused_before = refused_articles(run.ledger, brought["article_id"].unique())
    with run.step("validate", ingested.inputs) as record:
        try:
            night: ValidatedNight = validate_rows(
                ingested.shards,
                [e.mentions for e in extracted],
                [e.quotes for e in extracted],
                [e.quarantine for e in extracted],
                met=Met(reached_articles(brought), refused_before, run.settings.languages),
                expectations=EXPECTATIONS,
                folder=run.folder / "validated",
            )
        except OnRecordError as error:  # a suite is refused: what was read is recorded all the same
            _record(run, ingested, brought, QUARANTINE.to_frame(), CHECKS.to_frame())
            raise GateFailed(str(error)) from error
        record.rows_out = night.rows
    checks, refused = pl.read_parquet(night.checks), pl.read_parquet(night.quarantine)
    outcomes = settle(brought, refused)
    counts = _record(run, ingested, outcomes, with_inputs(refused, brought), checks)
    require_handed_on(outcomes, pl.read_parquet(night.articles, columns=["article_id"]))
    require_some_loaded(counts, outcomes)
    _pass_or_stop(checks)
    return night


def _record(
    run: Run, ingested: Ingested, outcomes: pl.DataFrame, refused: pl.DataFrame, checks: pl.DataFrame
) -> dict[Outcome, int]:
    """Write how every input ended, what was refused after ingest and what was judged; the count of each outcome."""
    counts = count_outcomes(outcomes, ingested.inputs)
    with run.ledger.transaction():
        run.ledger.add("outcomes", outcomes.iter_rows(named=True), run_id=run.run_id)
        run.ledger.add("quarantine", pl.read_parquet(ingested.quarantine).iter_rows(named=True), run_id=run.run_id)
        run.ledger.add("quarantine", refused.iter_rows(named=True), run_id=run.run_id)
        run.ledger.add("checks", checks.iter_rows(named=True), run_id=run.run_id)
        run.ledger.update_run(run.run_id, inputs=ingested.inputs)
    return counts


def load_all(run: Run, night: ValidatedNight) -> Path:
    """Tonight's rows into a copy of the published file."""
    with run.step("load", night.rows) as record:
        tonight = Tonight(run.run_id, run.started_at, run.extractor, [night.articles], [night.mentions], [night.quotes])
        stage: Path = load_rows(run.warehouse, tonight, sql=SQL, seeds=run.settings.seeds)
        record.rows_out = night.rows
    return stage


def check_all(run: Run, stage: Path) -> None:
    """The rules across tables, on the copy; raises `GateFailed` if a critical one fails."""
    with run.step("check", 1) as record:
        checks: pl.DataFrame = check_rows(stage, sql=SQL)
        record.rows_out = checks.height
    run.ledger.add("checks", checks.iter_rows(named=True), run_id=run.run_id)
    _pass_or_stop(checks)


def publish(run: Run, stage: Path) -> None:
    """The copy takes the place of the published file."""
    with run.step("publish", 1) as record:
        publish_rows(
            run.warehouse,
            stage,
            run.ledger,
            run_id=run.run_id,
            seconds=run.seconds(),
            keep=run.settings.keep_versions,
        )
        record.rows_out = 1


def task_runner(settings: Settings, shards: int) -> TaskRunner[Any]:
    """What runs the shards; a single shard stays in this process, which saves a worker's start (3 to 5 s)."""
    if settings.task_runner == "threads" or shards <= 1:
        return ThreadPoolTaskRunner(max_workers=settings.workers)
    return ProcessPoolTaskRunner(max_workers=min(settings.workers, shards), initializer=die_with_parent)


def _pass_or_stop(checks: pl.DataFrame) -> None:
    if verdict(checks) is Severity.CRITICAL:
        failed = checks.filter(~pl.col("is_passed") & (pl.col("severity") == Severity.CRITICAL.value))
        names = ", ".join(f"{row['table_name']}.{row['rule_id']}" for row in failed.iter_rows(named=True))
        raise GateFailed(
            f"Critical rules failed: {names}. Nothing was published; yesterday's file is untouched. "
            "See: onrecord status"
        )


def _console() -> Console:
    return Console(stderr=True)
