"""The step: load tonight's files into a copy of the warehouse, check the copy, publish it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from flows.ledger import Ledger
from flows.load.checks import run_checks
from flows.load.database import open_stage
from flows.load.decisions import read_known_decisions
from flows.load.digests import sync_with_digest
from flows.load.earlier_nights import find_published_run
from flows.load.ledger_copy import copy_ledger
from flows.load.merge import Tonight, merge
from flows.load.publish import PUBLISHED, WRITABLE, make_stage, publish
from flows.load.schema import SCHEMA_VERSION, prepare


def load_stage(warehouse: Path, tonight: Tonight, *, sql: Path, seeds: Path, digest: str | None = None) -> Path:
    """A copy of the published file with tonight's rows: all of them, or (if this raises) none.

    `digest` is that of the published file when the run started.
    """
    stage = make_stage(warehouse, tonight.run_id, digest)
    with open_stage(stage) as connection:
        connection.begin()
        prepare(connection, sql, seeds)
        merge(connection, tonight, sql, seeds, read_known_decisions(warehouse))
        connection.commit()
    return stage


def check_stage(stage: Path, *, sql: Path, run_id: str | None = None) -> pl.DataFrame:
    """The results of the checks in `sql/checks` on the stage file, as `records.CHECKS`.

    `run_id`: only the rows that this run loaded; without it, all rows.
    """
    with open_stage(stage) as connection:
        return run_checks(connection, sql / "checks", run_id)


def publish_stage(warehouse: Path, stage: Path, ledger: Ledger, *, run_id: str, seconds: float, keep: int) -> Path:
    """Copy the ledger into the stage file and publish it; returns the published path.

    The copy already records the run as published, after `seconds`. The ledger itself records it after the fact, but the
    digest of the file before: a published file without its digest would look like one that somebody changed.
    """
    stage.chmod(WRITABLE)  # an attempt that was killed in its publication has made it read-only
    with open_stage(stage) as connection:
        connection.begin()
        copy_ledger(connection, ledger, {"schema_version": str(SCHEMA_VERSION), "run_id": run_id})
        connection.execute(
            "update ops.runs set status = 'published', exit_code = 0, seconds = ? where run_id = ?", [seconds, run_id]
        )
        connection.commit()
        connection.execute("checkpoint")
    ledger.update_run(run_id, file_digest=sync_with_digest(stage))
    ledger.sync()
    return publish(warehouse, stage, find_published_run(warehouse / PUBLISHED), keep)
