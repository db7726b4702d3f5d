"""A site that could not be built is told by its run's summary, and by the status until somebody builds it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.report.pages import NOTE, find_lasting_failure, find_site_failure
from flows.site.store import MANIFEST, SITE

SQL = Path(__file__).parents[2] / "sql"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path, SQL) as opened:
        for day in (20, 21):
            start = datetime(2026, 11, day, 2, tzinfo=UTC)
            run_id = opened.start_run(date(2026, 11, day), start, None, software_version="0", model="m", extractor="x")
            opened.update_run(run_id, status="published", seconds=60)
        yield opened


def note(ledger: Ledger, run_id: str) -> None:
    ledger.add("notes", [{"rule": NOTE, "detail": "The disk is\nfull", "count_inputs": 0}], run_id=run_id)


def test_a_site_that_was_built_has_nothing_to_say(ledger: Ledger, tmp_path: Path) -> None:
    assert find_site_failure(ledger, "2026-11-21.1") is None
    assert find_lasting_failure(ledger, tmp_path) is None


def test_the_failure_of_the_newest_run_lasts_until_the_site_is_built(ledger: Ledger, tmp_path: Path) -> None:
    note(ledger, "2026-11-21.1")
    assert find_site_failure(ledger, "2026-11-21.1") == "The disk is full"
    assert find_lasting_failure(ledger, tmp_path) == "The disk is full"
    (tmp_path / SITE).mkdir()
    (tmp_path / SITE / MANIFEST).write_text("{}", "utf-8")
    assert find_lasting_failure(ledger, tmp_path) is None


def test_the_failure_of_an_earlier_run_is_over(ledger: Ledger, tmp_path: Path) -> None:
    note(ledger, "2026-11-20.1")
    assert find_lasting_failure(ledger, tmp_path) is None
