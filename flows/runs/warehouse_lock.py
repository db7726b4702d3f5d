"""The lock of a warehouse: one run at a time. The operating system releases it when the process dies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from flows.errors import UsageError, WarehouseLocked
from flows.ledger import Ledger


@contextmanager
def lock_warehouse(warehouse: Path) -> Iterator[None]:
    """Lock the warehouse, and create its folder if it is missing. The same process may lock it again inside.

    Raises `WarehouseLocked` at once, with the holder, if another process has the lock, and `UsageError` if the folder
    is not writable.
    """
    lock = FileLock(warehouse.absolute() / ".lock", timeout=0, thread_local=False, is_singleton=True)
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise WarehouseLocked(_describe_holder(warehouse)) from None
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{warehouse} cannot be written: {reason}. Choose another folder with --warehouse.") from None
    try:
        yield
    finally:
        lock.release()


def _describe_holder(warehouse: Path) -> str:
    try:
        with Ledger.read(warehouse) as ledger:
            runs = ledger.rows("select * from runs where status = 'running' order by rowid desc limit 1")
    except (FileNotFoundError, sqlite3.OperationalError):
        # The first run of a warehouse has the lock before its ledger exists.
        runs = []
    holder = "run {run_id} (process {pid} on {host}, since {started_at})".format(**runs[0]) if runs else "another run"
    return f"{warehouse} is held by {holder}. Wait for it to end, or stop that process."
