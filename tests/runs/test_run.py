"""One run at a time, recorded however it ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.enums import StepName
from flows.errors import GateFailed, OnRecordError, UsageError, WarehouseLocked
from flows.ledger import Ledger
from flows.runs.run import Run, open_run
from flows.settings import Settings

ROOT = Path(__file__).parents[2]
NIGHT = date(2026, 11, 22)
START = datetime(2026, 11, 22, 2, tzinfo=UTC)

HOLDER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from flows.runs.run import open_run
from flows.settings import Settings

settings = Settings(warehouse=Path(sys.argv[1]))
with open_run(settings, date(2026, 11, 22), datetime(2026, 11, 22, 2, tzinfo=UTC), "x") as run:
    print(run.run_id, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


@pytest.fixture
def opened(warehouse: Path) -> Callable[..., Any]:
    """What opens one run of the warehouse."""

    def open_one(**settings: Any) -> Any:
        return open_run(Settings(warehouse=warehouse, **settings), NIGHT, START, "x")

    return open_one


def runs(warehouse: Path) -> list[dict[str, Any]]:
    with Ledger.read(warehouse) as ledger:
        return ledger.rows("select * from runs order by run_id")


@contextmanager
def another_process(warehouse: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the warehouse until its standard input ends."""
    command = [sys.executable, "-c", HOLDER, str(warehouse)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "2026-11-22.1\n"
        yield process


def test_a_run_that_ends_well(opened: Callable[..., Any], warehouse: Path) -> None:
    with opened() as run:
        assert isinstance(run, Run)
        assert runs(warehouse)[0]["status"] == "running"
        assert run.folder == warehouse / "runs" / "2026-11-22.1"
        with run.step(StepName.INGEST, 3) as record:
            record.rows_out, record.detail = 2, "2 loaded"
        with run.step(StepName.LOAD, 2):
            pass
        steps = run.ledger.rows("select step, position, rows_in, rows_out, detail from steps order by position")
    assert [tuple(row.values()) for row in steps] == [("ingest", 1, 3, 2, "2 loaded"), ("load", 2, 2, None, None)]
    (row,) = runs(warehouse)
    assert (row["status"], row["exit_code"], row["error"]) == ("published", 0, None)
    assert (row["pid"], row["host"], row["extractor"]) == (os.getpid(), socket.gethostname(), "x")
    assert row["seconds"] >= 0
    log = (run.folder / "run.log").read_text("utf-8")
    assert "ingest ends with 2" in log
    assert "2 loaded" in log


@pytest.mark.parametrize(
    ("error", "status", "exit_code", "recorded"),
    [
        (GateFailed("Rules failed."), "gate_failed", 3, "Rules failed."),
        (OnRecordError("A step is missing."), "failed", 1, "A step is missing."),
        (KeyboardInterrupt(), "interrupted", 130, "interrupted"),
        (ValueError("no such column"), "failed", 1, "ValueError: no such column"),
        (UsageError("name\udcff.txt does not exist"), "failed", 2, "name\\udcff.txt does not exist"),
    ],
    ids=["gate", "error", "interrupted", "crash", "a name that is not UTF-8"],
)
def test_a_run_that_ends_badly_says_how(
    opened: Callable[..., Any], warehouse: Path, error: BaseException, status: str, exit_code: int, recorded: str
) -> None:
    def fail() -> None:
        with opened():
            raise error

    with pytest.raises(type(error)):
        fail()
    (row,) = runs(warehouse)
    assert (row["status"], row["exit_code"], row["error"]) == (status, exit_code, recorded)
    assert "the run failed" in (warehouse / "runs" / "2026-11-22.1" / "run.log").read_text("utf-8")
    with opened() as run:
        assert run.run_id == "2026-11-22.2"


def publish_as(warehouse: Path, run_id: str) -> None:
    """A published file that says which run wrote it."""
    with duckdb.connect(str(warehouse / "onrecord.duckdb")) as file:
        file.execute("create schema ops; create table ops.meta as select 'run_id' as key, ? as value", [run_id])


def test_what_fails_after_the_publication_does_not_unpublish_it(opened: Callable[..., Any], warehouse: Path) -> None:
    def fail() -> None:
        with opened() as run:
            publish_as(warehouse, run.run_id)
            raise OSError("an old version cannot be removed")

    with pytest.raises(OSError, match="old version"):
        fail()
    (row,) = runs(warehouse)
    assert (row["status"], row["exit_code"]) == ("published", 1)
    assert row["error"] == "OSError: an old version cannot be removed"


def test_a_second_process_is_told_who_holds_the_warehouse_until_that_is_killed(
    opened: Callable[..., Any], warehouse: Path
) -> None:
    with another_process(warehouse) as process:
        with pytest.raises(WarehouseLocked) as locked, opened():
            pass
        message = str(locked.value)
        assert "run 2026-11-22.1" in message
        assert f"process {process.pid} on {socket.gethostname()}" in message
        process.kill()
    assert runs(warehouse)[0]["status"] == "running"
    with opened() as run:
        killed = runs(warehouse)[0]
        assert run.run_id == "2026-11-22.2"
    assert (killed["status"], killed["error"]) == ("crashed", "the process was killed")


def test_a_run_that_is_killed_after_its_publication_has_published(opened: Callable[..., Any], warehouse: Path) -> None:
    with another_process(warehouse) as process:
        publish_as(warehouse, "2026-11-22.1")
        process.kill()
    with opened():
        killed = runs(warehouse)[0]
    assert (killed["status"], killed["error"]) == ("published", None)


def test_a_holder_that_has_not_written_its_ledger_yet_is_another_run(
    opened: Callable[..., Any], warehouse: Path
) -> None:
    from filelock import FileLock

    warehouse.mkdir()
    (warehouse / "ledger.sqlite").touch()
    with FileLock(warehouse / ".lock"), pytest.raises(WarehouseLocked, match="held by another run"), opened():
        pass


@pytest.mark.parametrize(
    "left", ["runs/2026-11-22.1", "versions/2026-11-22.1.duckdb", "raw/2026/11/22/2026-11-22.1-courier.test.warc.gz"]
)
def test_a_lost_ledger_does_not_lead_to_the_id_of_a_run_that_left_something(
    opened: Callable[..., Any], warehouse: Path, left: str
) -> None:
    (warehouse / left).mkdir(parents=True)
    (warehouse / "runs" / "2026-11-2").mkdir(parents=True)
    with opened() as run:
        assert run.run_id == "2026-11-22.2"


def folders(warehouse: Path) -> list[str]:
    return sorted(folder.name for folder in (warehouse / "runs").iterdir())


def test_folders_of_the_last_runs_are_kept(opened: Callable[..., Any], warehouse: Path) -> None:
    for number in range(1, 4):
        with opened(keep_runs=2) as run:
            os.utime(run.folder, (number, number))
    assert folders(warehouse) == ["2026-11-22.2", "2026-11-22.3"]


def test_folders_of_failed_runs_do_not_pile_up(opened: Callable[..., Any], warehouse: Path) -> None:
    def fail(number: int) -> None:
        with opened(keep_runs=2) as run:
            os.utime(run.folder, (number, number))
            raise GateFailed("Rules failed.")

    for number in range(1, 4):
        with pytest.raises(GateFailed):
            fail(number)
    assert folders(warehouse) == ["2026-11-22.2", "2026-11-22.3"]


def test_a_warehouse_that_cannot_be_made_is_a_usage_error(opened: Callable[..., Any], warehouse: Path) -> None:
    warehouse.write_text("I am a file", "utf-8")
    with pytest.raises(UsageError, match=r"warehouse cannot be written: .*--warehouse"), opened():
        pass


def test_a_write_ahead_log_stops_a_run_at_its_start(opened: Callable[..., Any], warehouse: Path) -> None:
    warehouse.mkdir()
    (warehouse / "onrecord.duckdb.wal").touch()
    with pytest.raises(OnRecordError, match=r"onrecord\.duckdb\.wal exists"), opened():
        pass
    assert runs(warehouse) == []
