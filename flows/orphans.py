"""Ends the processes that a run starts together with it, even when it is killed and cannot clean up.

Otherwise a worker of a process pool waits for ever for work, and Prefect's temporary server serves nobody. Nor may they
end before the run: Ctrl-C reaches every process of a terminal, and a run without its server cannot record how it ends.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process, resource_tracker


@contextmanager
def block_sigint() -> Iterator[None]:
    """Processes started in this block ignore Ctrl-C. The run gets it, and ends them in their order."""
    resource_tracker.ensure_running()  # it starts with the first process, and then unblocks SIGINT
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # a new process inherits this mask
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def die_with_parent() -> None:
    """End this worker process when the process that started it ends; end at Ctrl-C without a message."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_wait_and, args=(_exit,), daemon=True, name="die-with-parent").start()


@contextmanager
def stop_with_parent(pid: int) -> Iterator[None]:
    """In this block, the process `pid` is stopped if this process dies."""
    guard = get_context("spawn").Process(target=_guard, args=(pid,), daemon=True, name="guard")
    with block_sigint():
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
