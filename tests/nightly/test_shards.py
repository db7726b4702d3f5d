"""A night on a Dask cluster: a scheduler and two workers, each a process of its own on this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import ROOT, SAMPLES, Night, RunNight
from tests.nightly.test_flow import content
from tests.waiting import wait_until

pytest.importorskip("prefect_dask", reason="the extra `dask` is not installed")

HANGING = """
import time
from pathlib import Path

from flows.extract import exchange

def hang(shard, *_, **__):
    Path({mark!r}).write_text(shard.stem, "utf-8")
    time.sleep(600)

exchange.extract_shard = hang
"""
"""Loaded by a worker whose machine hangs with its first shard."""


def wait_for(file: Path) -> str:
    """What a process writes into a file, as soon as it does."""
    wait_until(lambda: file.exists() and file.read_text("utf-8") != "", f"{file} did not appear")
    return file.read_text("utf-8")


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the cluster, killed at the end."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen([sys.executable, "-m", *command], env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A scheduler; its address."""
    file = tmp_path / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    with started("distributed.cli.dask_scheduler", *options):
        yield json.loads(wait_for(file))["address"]


@contextmanager
def worker(scheduler: str, folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    folder.mkdir()
    common = ("--host", "127.0.0.1", "--no-dashboard", "--no-nanny", "--nthreads", "1")
    with started(
        "distributed.cli.dask_worker", scheduler, *common, "--local-directory", str(folder), *options
    ) as process:
        yield process


def test_a_shard_of_a_dead_worker_is_done_elsewhere(
    first_night: Night, run_night: RunNight, scheduler: str, tmp_path: Path
) -> None:
    mark, preload = tmp_path / "hanging", tmp_path / "hang.py"
    preload.write_text(HANGING.format(mark=str(mark)), "utf-8")

    def kill_when_busy(process: subprocess.Popen[bytes]) -> None:
        wait_for(mark)
        process.send_signal(signal.SIGKILL)

    with (
        worker(scheduler, tmp_path / "one"),
        worker(scheduler, tmp_path / "two", "--preload", str(preload)) as hanging,
    ):
        killer = threading.Thread(target=kill_when_busy, args=(hanging,))
        killer.start()
        exchange = tmp_path / "exchange"
        night = run_night(
            tmp_path / "warehouse", SAMPLES, shard_words=1_000, dask_scheduler=scheduler, dask_folder=str(exchange)
        )
        killer.join()
        assert hanging.wait() == -signal.SIGKILL
    number = mark.read_text("utf-8").rpartition("-")[2]
    done = night.warehouse / "runs" / night.run_id / "extracted" / f"mentions-{number}.parquet"
    assert pl.read_parquet(done).height
    assert content(night) == content(first_night)
    assert list(exchange.iterdir()) == []
