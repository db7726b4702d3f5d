"""Checks the rows of a run against their suites: those of the night, and those of the refreshed articles apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from flows.enums import StepName
from flows.extract import Extracted
from flows.ingest.step import Ingested
from flows.load.earlier_nights import read_refused_articles
from flows.nightly.prefect_tasks import validate_task
from flows.nightly.refreshing import split_extracted
from flows.records import REFUSED_ARTICLES
from flows.runs.accounting import count_reached_articles
from flows.runs.run import Run
from flows.validate.step import NightContext, ValidatedNight


def validate_rows(
    run: Run, ingested: Ingested, extracted: Sequence[Extracted], refreshed: Sequence[Path], expectations: Path
) -> list[ValidatedNight]:
    """The validated rows of the night and, if there are `refreshed` shards, of these.

    Raises `OnRecordError` if a suite is refused.
    """
    outcomes = pl.read_parquet(ingested.outcomes)
    own, again = split_extracted(extracted, ingested.shards)
    refused_before = read_refused_articles(run.ledger, outcomes["article_id"].unique())
    context = NightContext(count_reached_articles(outcomes), refused_before, run.settings.languages)
    known = NightContext(sum(one.articles for one in again), REFUSED_ARTICLES.to_frame(), run.settings.languages)

    def validate() -> list[ValidatedNight]:
        folder = run.folder / "validated"
        nights = [_validate_shards(folder, ingested.shards, own, context, expectations)]
        if refreshed:
            nights.append(_validate_shards(run.folder / "refreshed", refreshed, again, known, expectations))
        return nights

    with run.step(StepName.VALIDATE, ingested.inputs) as record:
        nights = record.once(list[ValidatedNight], validate)
        record.rows_out = sum(night.rows for night in nights)
    return nights


def _validate_shards(
    folder: Path, shards: Sequence[Path], extracted: Sequence[Extracted], context: NightContext, expectations: Path
) -> ValidatedNight:
    validated: ValidatedNight = validate_task(
        shards,
        [e.mentions for e in extracted],
        [e.quotes for e in extracted],
        [e.quarantine for e in extracted],
        context=context,
        expectations=expectations,
        folder=folder,
    )
    return validated
