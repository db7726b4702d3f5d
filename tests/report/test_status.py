"""What a person reads of runs and sources, from a ledger of a few rows."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.console import Console

from flows.ledger import Ledger
from flows.load.digests import digest_file
from flows.report.status import _RUNS, _SOURCES, RUNS_OF_SOURCES, has_published_since, print_status

SQL = Path(__file__).parents[2] / "sql"
NOWHERE = Path("no warehouse")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path, SQL) as opened:
        yield opened


def run(ledger: Ledger, day: int, *outcomes: tuple[str, str], **ending: object) -> str:
    """A run of a November night with outcomes of (source, outcome)."""
    start = datetime(2026, 11, day, 2, tzinfo=UTC)
    run_id = ledger.start_run(date(2026, 11, day), start, None, software_version="0", model="m", extractor="x")
    rows = [{"input": str(i), "source": source, "outcome": ended} for i, (source, ended) in enumerate(outcomes)]
    ledger.add("outcomes", rows, run_id=run_id)
    if ending:
        ledger.update_run(run_id, **ending)
    return run_id


def shown(ledger: Ledger, limit: int = 10, warehouse: Path = NOWHERE) -> str:
    console = Console(file=io.StringIO(), width=120, color_system=None)
    print_status(console, warehouse, ledger, limit)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def line(text: str, of: str) -> list[str]:
    """The words of the line that begins with `of`."""
    (found,) = (line for line in text.splitlines() if line.split()[:1] == [of])
    return found.split()


def test_a_ledger_without_runs_says_what_to_do(ledger: Ledger) -> None:
    assert "onrecord run" in shown(ledger)


def test_runs_and_sources(ledger: Ledger) -> None:
    run(
        ledger, 1, ("a.test", "loaded"), ("a.test", "loaded"), ("b.test", "quarantined"), status="published", seconds=61
    )
    run(ledger, 2, ("a.test", "unchanged"))
    text = shown(ledger)
    assert line(text, "2026-11-01.1") == ["2026-11-01.1", "published", "2", "loaded,", "1", "quarantined", "61"]
    assert line(text, "2026-11-02.1") == ["2026-11-02.1", "running", "1", "unchanged", "…"]
    assert text.index("2026-11-02.1") < text.index("2026-11-01.1")
    assert line(text, "a.test") == ["a.test", "2026-11-02", "2", "2", "0"]
    assert line(text, "b.test") == ["b.test", "2026-11-01", "1", "0", "1"]


def test_a_killed_run_says_how_to_go_on(ledger: Ledger) -> None:
    run_id = run(ledger, 1)
    assert "onrecord resume" not in shown(ledger)
    process = subprocess.Popen(["true"])
    process.wait()
    ledger.update_run(run_id, pid=process.pid)
    text = shown(ledger)
    assert f"{run_id}: its process was killed. Go on with: onrecord resume" in text
    assert f"{run_id}  killed" in text
    assert "running" not in text


def test_only_the_last_runs_are_shown(ledger: Ledger) -> None:
    for day in (1, 2, 3):
        run(ledger, day, status="published", seconds=1)
    text = shown(ledger, limit=2)
    assert "2026-11-03.1" in text
    assert "2026-11-01.1" not in text


def test_sources_are_counted_over_the_last_runs_only(ledger: Ledger) -> None:
    for number in range(RUNS_OF_SOURCES + 2):
        other = "old.test" if number == 0 else "b.test"
        run(ledger, 1 + number % 28, ("a.test", "loaded"), (other, "loaded"), status="published")
    text = shown(ledger, limit=50)
    assert line(text, "a.test")[2:] == [str(RUNS_OF_SOURCES), str(RUNS_OF_SOURCES), "0"]
    assert "old.test" not in text


def test_a_run_that_published_nothing_has_loaded_nothing(ledger: Ledger) -> None:
    run(ledger, 1, ("a.test", "loaded"), ("a.test", "quarantined"), status="gate_failed")
    assert line(shown(ledger), "a.test") == ["a.test", "2026-11-01", "1", "0", "1"]


def test_a_long_ledger_is_not_read_whole(ledger: Ledger) -> None:
    """However many runs there are, their outcomes are found by the index on the run."""
    for query in (_RUNS, _SOURCES):
        plan = [row["detail"] for row in ledger.rows(f"explain query plan {query}", [10])]
        assert any("SEARCH outcomes USING INDEX outcomes_of_run" in step for step in plan), plan
        assert not any("SCAN outcomes" in step for step in plan), plan


def test_hostile_names_and_errors_are_printed_as_they_are_written(ledger: Ledger) -> None:
    run(ledger, 1, ("[red]x\x1b[2J", "loaded"), status="failed", seconds=1, error="no [bold]such\nthing\x1b[31m")
    text = shown(ledger)
    assert "[red]x[2J" in text
    assert "2026-11-01.1: no [bold]such thing[31m" in text
    assert "\x1b" not in text


def test_a_missed_night_is_noticed(ledger: Ledger) -> None:
    run(ledger, 20, status="published")
    run(ledger, 21, status="failed")
    run(ledger, 22, status="published", kind="refresh")
    assert has_published_since(ledger, datetime(2026, 11, 20, 1, tzinfo=UTC))
    assert not has_published_since(ledger, datetime(2026, 11, 20, 3, tzinfo=UTC))


def test_a_published_file_that_somebody_changed(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "onrecord.duckdb"
    file.write_text("published", "utf-8")
    run(ledger, 1, status="published", seconds=60, file_digest=digest_file(file))
    assert "changed" not in shown(ledger, warehouse=tmp_path)
    file.write_text("altered", "utf-8")
    assert "is not the file that run 2026-11-01.1 published: somebody changed it" in shown(ledger, warehouse=tmp_path)


def test_an_old_file_is_not_read(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "onrecord.duckdb"
    file.write_text("published", "utf-8")
    os.utime(file, (0, 0))
    run(ledger, 1, status="published", seconds=60, file_digest="of other bytes")
    assert "changed" not in shown(ledger, warehouse=tmp_path)


def test_a_site_that_could_not_be_built_is_told(ledger: Ledger) -> None:
    run_id = run(ledger, 1, ("a.test", "loaded"), status="published", seconds=61)
    ledger.add("notes", [{"rule": "site_not_whole", "detail": "No space [left].", "count_inputs": 0}], run_id=run_id)
    assert f"{run_id}: No space [left]. Build it with: onrecord site" in shown(ledger)
