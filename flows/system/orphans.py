"""Ends the processes that a run starts together with it, even when it is killed and cannot clean up.

Otherwise a worker of a process pool waits for ever for work, and Prefect's temporary server serves nobody. Nor may they
end before the run: Ctrl-C reaches every process of a terminal, and a run without its server cannot record how it ends.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process, resource_tracker


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
    threading.Thread(target=_exit_after_parent, daemon=True, name="die-with-parent").start()


def _exit_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
