"""Processes that a run starts must not outlive it, even when it is killed with no time to say goodbye.

A worker of a process pool otherwise waits for ever for work, and Prefect's temporary server serves nobody.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process


def die_with_parent() -> None:
    """End this worker process as soon as the process that started it is gone."""
    threading.Thread(target=_wait_and, args=(_exit,), daemon=True, name="die-with-parent").start()


@contextmanager
def ended_with_us(pid: int) -> Iterator[None]:
    """While this is open, the process `pid` is stopped if this process dies."""
    guard = get_context("spawn").Process(target=_guard, args=(pid,), daemon=True, name="guard")
    guard.start()
    try:
        yield
    finally:
        guard.kill()
        guard.join()


def _guard(pid: int) -> None:
    # A Ctrl-C reaches every process of the terminal; the guard has to be there until its parent is not.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def stop() -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)

    _wait_and(stop)


def _wait_and(act: Callable[[], None]) -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        act()


def _exit() -> None:
    os._exit(1)
