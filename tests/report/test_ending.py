"""What is said of a run that somebody interrupted, or that crashed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.report.ending import crashed, interrupted

SQL = Path(__file__).parents[2] / "sql"
START = datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger with a published run and one that has just begun."""
    opened = Ledger.open(tmp_path, SQL)
    for start in (START - timedelta(hours=1), START):
        run_id = opened.start_run(date(2026, 11, 22), start, None, software_version="0", model="m", extractor="x")
        if start < START:
            opened.update_run(run_id, status="published")
    return opened


def test_before_the_run_began_nothing_was_changed(tmp_path: Path) -> None:
    assert "nothing was changed" in interrupted(tmp_path, START)
    assert crashed(tmp_path, START) is None


def test_an_earlier_run_is_not_taken_for_this_one(ledger: Ledger, tmp_path: Path) -> None:
    assert "nothing was changed" in interrupted(tmp_path, START + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("is_published", "said"), [(True, "onrecord.duckdb is as it was"), (False, "there is no published file yet")]
)
def test_before_the_publication_the_file_is_as_it_was(
    ledger: Ledger, tmp_path: Path, is_published: bool, said: str
) -> None:
    if is_published:
        (tmp_path / "onrecord.duckdb").touch()
    ledger.update_run("2026-11-22.2", status="interrupted")
    text = interrupted(tmp_path, START)
    assert "Run 2026-11-22.2 was interrupted before it published" in text
    assert said in text
    assert "same command again" in text


def test_after_the_publication_the_file_holds_the_night(ledger: Ledger, tmp_path: Path) -> None:
    ledger.update_run("2026-11-22.2", status="published")
    assert "Run 2026-11-22.2 was interrupted after it had published" in interrupted(tmp_path, START)


def test_a_crashed_run_has_its_log(ledger: Ledger, tmp_path: Path) -> None:
    assert crashed(tmp_path, START) == f"The whole story is in {tmp_path}/runs/2026-11-22.2/run.log"
