"""The start of a night: what must hold before its first step, so that nothing fails only after hours of extraction."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from flows.alert.baselines import load_baselines
from flows.alert.run_rules import check_published_file
from flows.errors import GateFailed, OnRecordError, PublishedFileChanged
from flows.ledger import FILE, REPLACED
from flows.load.checks import read_checks
from flows.runs.run import Run
from flows.validate.forms import read_suites
from flows.validate.step import TABLES

log = logging.getLogger("flows.nightly.opening")


def require_rules(home: Path) -> None:
    """Raises `GateFailed` if a suite, a check or a baseline is malformed: at once, not after hours of extraction."""
    try:
        read_suites(home / "expectations", TABLES.keys())
        load_baselines(home / "expectations" / "baselines.csv")
        read_checks(home / "sql" / "checks")
    except OnRecordError as error:
        raise GateFailed(f"{error} Nothing was run.") from error


def report_replaced(run: Run) -> None:
    """Say on the terminal, in the log and in the ledger that this run took the place of an unfinished one."""
    if run.replaced:
        print(f"onrecord: {run.replaced}", file=sys.stderr)
        log.warning("%s", run.replaced)
        run.ledger.add("notes", [{"rule": REPLACED, "detail": run.replaced, "count_inputs": 0}], run_id=run.run_id)


def require_unchanged(run: Run) -> None:
    """Record whether somebody changed the published file; raise `PublishedFileChanged` if nothing can replace it."""
    found = run.found
    run.ledger.add("checks", [check_published_file(found.change, is_usable=found.is_usable)], run_id=run.run_id)
    if not found.is_usable:
        raise PublishedFileChanged(
            f"{found.change}, and no kept version has the digest that the ledger records. Nothing was run. Put a copy "
            f"of a published file from a backup in its place; or move {run.warehouse / FILE} away, and the next run "
            "takes the file as it is."
        )
    if found.change:
        log.warning("%s; this night starts from the kept version of run %s", found.change, found.run_id)
