"""The messages about a run that was interrupted or crashed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.report.ending import describe_crash, describe_interruption
from tests.rows import start_run

SQL = Path(__file__).parents[2] / "sql"
START = datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with a published run and one that has just started."""
    with Ledger.open(tmp_path, SQL) as opened:
        for at in (START - timedelta(hours=1), START):
            run_id = start_run(opened, date(2026, 11, 22), at)
            if at < START:
                opened.update_run(run_id, status="published")
        yield opened


def test_before_the_run_began_nothing_was_changed(tmp_path: Path) -> None:
    assert "nothing was changed" in describe_interruption(tmp_path, START)
    assert describe_crash(tmp_path, START) is None


def test_an_earlier_run_is_not_taken_for_this_one(ledger: Ledger, tmp_path: Path) -> None:
    assert "nothing was changed" in describe_interruption(tmp_path, START + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("is_published", "said"), [(True, "onrecord.duckdb is unchanged"), (False, "there is no published file yet")]
)
def test_before_the_publication_the_file_is_as_it_was(
    ledger: Ledger, tmp_path: Path, is_published: bool, said: str
) -> None:
    if is_published:
        (tmp_path / "onrecord.duckdb").touch()
    ledger.update_run("2026-11-22.2", status="interrupted")
    text = describe_interruption(tmp_path, START)
    assert "Run 2026-11-22.2 was interrupted before its publication" in text
    assert said in text
    assert "onrecord resume" in text


def test_after_the_publication_the_file_holds_the_night(ledger: Ledger, tmp_path: Path) -> None:
    ledger.update_run("2026-11-22.2", status="published")
    assert "Run 2026-11-22.2 was interrupted after its publication" in describe_interruption(tmp_path, START)


def test_a_crashed_run_has_its_log(ledger: Ledger, tmp_path: Path) -> None:
    said = describe_crash(tmp_path, START) or ""
    assert "onrecord resume" in said
    assert said.endswith(f"The log is {tmp_path}/runs/2026-11-22.2/run.log")
    ledger.update_run("2026-11-22.2", status="published")
    assert "published all the same" in (describe_crash(tmp_path, START) or "")


def test_a_damaged_ledger_hides_no_crash(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database" * 400)
    assert describe_crash(tmp_path, START) is None
