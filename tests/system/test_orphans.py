"""What a run starts ends with it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.waiting import PATIENCE, wait_until

PARENT = """
import os, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from flows.system.orphans import die_with_parent

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=die_with_parent)
    worker = pool.submit(os.getpid).result()
    print(worker, flush=True)
    time.sleep(600)
"""


def is_there(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be reaped does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text("utf-8").rpartition(")")[2].split()[0] == "Z")


def test_workers_end_with_a_killed_run(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert all(is_there(pid) for pid in pids)
        parent.send_signal(signal.SIGKILL)
    wait_until(lambda: not any(map(is_there, pids)), "a process outlived the run that started it")


HEARER = """
import os, signal, subprocess, sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from flows.system.orphans import block_sigint, die_with_parent

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts without one
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=die_with_parent)
    with block_sigint():
        server = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        worker = pool.submit(os.getpid)
    worker.result()
    (process,) = pool._processes.values()
    try:
        os.killpg(0, signal.SIGINT)
        signal.pause()
    except KeyboardInterrupt:
        process.join()
        server.communicate(b"\\n")
        print(process.exitcode, server.returncode)
"""


def test_ctrl_c_ends_the_run_and_its_workers_without_a_word_but_not_its_server(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(HEARER, "utf-8")
    told = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (told.stdout.split(), told.stderr) == ([f"-{signal.SIGINT.value}", "0"], "")
