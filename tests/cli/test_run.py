"""A run in a process of its own: killed at any moment, or met by another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.load.database import open_published
from tests.conftest import ROOT, SAMPLES
from tests.waiting import PATIENCE, wait_until

MOMENTS = ("ingest starts", "extract starts", "validate starts", "load starts", "publish starts")


def start_run(warehouse: Path, server: str, model: str, articles: Path = SAMPLES) -> subprocess.Popen[str]:
    environment = {**os.environ, "PREFECT_API_URL": server, "ONRECORD_MODEL": model, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "flows", "run", str(articles), "--date", "2026-11-22", "-w", str(warehouse)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def wait_for(line: str, warehouse: Path, run: int, process: subprocess.Popen[str]) -> None:
    log = warehouse / "runs" / f"2026-11-22.{run}" / "run.log"

    def is_reached() -> bool:
        if log.exists() and line in log.read_text("utf-8"):
            return True
        if process.poll() is not None:
            pytest.fail(f"the run ended before {line!r}: {process.communicate()[0]}")
        return False

    wait_until(is_reached, f"{line!r} was not reached")


def test_killed_runs_leave_a_whole_file_and_the_next_run_completes(
    prefect_server: str, model: str, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    for number, moment in enumerate(MOMENTS, 1):
        process = start_run(warehouse, prefect_server, model)
        wait_for(moment, warehouse, number, process)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]
        if (warehouse / "onrecord.duckdb").exists():
            with open_published(warehouse / "onrecord.duckdb") as published:
                assert published.sql("select count(*) > 0 from quotes").fetchall() == [(True,)]
    last = start_run(warehouse, prefect_server, model)
    output, _ = last.communicate(timeout=PATIENCE)
    assert last.returncode == 0, output
    with Ledger.read(warehouse) as ledger:
        endings = [row["status"] for row in ledger.rows("select status from runs order by run_id")]
    assert endings[-1] == "published"
    assert set(endings[:-1]) <= {"crashed", "published"}
    assert not list(warehouse.glob(".stage-*"))


def test_second_run_meets_the_lock_and_says_who_holds_it(prefect_server: str, model: str, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    first = start_run(warehouse, prefect_server, model)
    wait_for("ingest starts", warehouse, 1, first)
    os.kill(first.pid, signal.SIGSTOP)
    try:
        second = start_run(warehouse, prefect_server, model)
        output, _ = second.communicate(timeout=PATIENCE)
        assert second.returncode == 4
        assert f"held by run 2026-11-22.1 (process {first.pid} on " in output
    finally:
        os.kill(first.pid, signal.SIGCONT)
        first.kill()
        first.communicate()


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_run_exits_130_and_is_recorded(
    asked: signal.Signals, prefect_server: str, model: str, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    process = start_run(warehouse, prefect_server, model)
    wait_for("extract starts", warehouse, 1, process)
    process.send_signal(asked)
    output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, output
    assert "onrecord: Run 2026-11-22.1 was interrupted before its publication" in output
    assert "Traceback" not in output
    with Ledger.read(warehouse) as ledger:
        assert [row["status"] for row in ledger.rows("select status from runs")] == ["interrupted"]


def test_gate_failure_exits_3_and_says_why(prefect_server: str, model: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    process = start_run(tmp_path / "warehouse", prefect_server, model, tmp_path / "empty.txt")
    output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3, output
    assert "No input could be loaded (1 quarantined), so nothing was published" in " ".join(output.split())
    assert not (tmp_path / "warehouse" / "onrecord.duckdb").exists()
