"""Processes that a run starts must not outlive it, even when it is killed with no time to say goodbye.

A worker of a process pool otherwise waits for ever for work, and Prefect's temporary server serves nobody. Nor may they
end before it: Ctrl-C reaches every process of a terminal, and a run whose server is gone cannot say how it ends.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process, resource_tracker


@contextmanager
def deaf() -> Iterator[None]:
    """Processes that are started in here do not hear Ctrl-C: it is for the run, which ends them in their order."""
    resource_tracker.ensure_running()  # it comes with the first process, and unblocks SIGINT when it has started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # a new process has the mask of its parent
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def die_with_parent() -> None:
    """End this worker process as soon as the process that started it is gone, and at Ctrl-C without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_wait_and, args=(_exit,), daemon=True, name="die-with-parent").start()


@contextmanager
def ended_with_us(pid: int) -> Iterator[None]:
    """While this is open, the process `pid` is stopped if this process dies."""
    guard = get_context("spawn").Process(target=_guard, args=(pid,), daemon=True, name="guard")
    with deaf():
        guard.start()
    try:
        yield
    finally:
        guard.kill()
        guard.join()


def _guard(pid: int) -> None:
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
