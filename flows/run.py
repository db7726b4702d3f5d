"""One run: it holds the warehouse, has a folder and a log, and is recorded in the ledger however it ends."""

from __future__ import annotations

import logging
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock, Timeout

from flows.errors import Exit, OnRecordError, UsageError, WarehouseLocked
from flows.ledger import Ledger
from flows.load.history import restore_ledger
from flows.load.known import published_run
from flows.load.publish import PUBLISHED
from flows.settings import HOME, Settings

log = logging.getLogger("flows.run")


@dataclass
class Run:
    """What every step of a run needs to know of it."""

    run_id: str
    night: date
    started_at: datetime
    warehouse: Path
    folder: Path
    extractor: str
    settings: Settings
    ledger: Ledger
    _began: float = field(default_factory=time.monotonic)
    _positions: list[str] = field(default_factory=list)

    def seconds(self) -> float:
        """How long the run has taken so far."""
        return time.monotonic() - self._began

    def end(self, error: BaseException | None) -> None:
        """Record how the run ended, and after how long; what comes after the publication cannot unpublish it."""
        ending = _ending(error)
        if error and published_run(self.warehouse / PUBLISHED) == self.run_id:
            ending["status"] = "published"
        self.ledger.update_run(self.run_id, **ending, seconds=self.seconds())

    @contextmanager
    def step(self, name: str, rows_in: int) -> Iterator[StepRecord]:
        """Time a step and record it in the ledger when it ends well."""
        record, began = StepRecord(), time.monotonic()
        log.info("%s begins with %s", name, f"{rows_in:,}")
        yield record
        seconds = time.monotonic() - began
        self._positions.append(name)
        row = {"step": name, "position": len(self._positions), "seconds": seconds, "rows_in": rows_in}
        row |= {"rows_out": record.rows_out, "detail": record.detail}
        self.ledger.add("steps", [row], run_id=self.run_id)
        log.info(
            "%s ends with %s in %.1f s%s",
            name,
            f"{record.rows_out or 0:,}",
            seconds,
            f" ({record.detail})" if record.detail else "",
        )


@dataclass
class StepRecord:
    """What a step says of itself when it ends."""

    rows_out: int | None = None
    detail: str | None = None


@contextmanager
def open_run(settings: Settings, night: date, started_at: datetime, extractor: str) -> Iterator[Run]:
    """Hold the warehouse for one run, and record how it ends.

    Raises `WarehouseLocked` at once, naming the holder, if another run holds it, and `UsageError` if the folder cannot
    be written. The lock is the operating system's: it frees itself when its process dies, however it dies.
    """
    warehouse = settings.warehouse
    lock = FileLock(warehouse / ".lock", timeout=0)
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise WarehouseLocked(_who_holds(warehouse)) from None
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"{warehouse} cannot be written: {reason}. Name another folder with --warehouse.") from None
    try:
        with Ledger.open(warehouse, HOME / "sql") as ledger:
            restore_ledger(ledger, warehouse / PUBLISHED)
            yield from _recorded(settings, ledger, night, started_at, extractor)
    finally:
        lock.release()


def _recorded(settings: Settings, ledger: Ledger, night: date, started_at: datetime, extractor: str) -> Iterator[Run]:
    run_id = ledger.start_run(
        night,
        started_at,
        published_by=published_run(settings.warehouse / PUBLISHED),
        after=_last_number(settings.warehouse, night),
        software_version=version("onrecord"),
        model=settings.model,
        extractor=extractor,
    )
    folder = settings.warehouse / "runs" / run_id
    folder.mkdir(parents=True, exist_ok=True)
    run = Run(run_id, night, started_at, settings.warehouse, folder, extractor, settings, ledger)
    try:
        with _log_file(folder / "run.log"):
            yield run
    except BaseException as error:
        run.end(error)
        raise
    else:
        run.end(None)
    finally:
        _keep_newest(settings.warehouse / "runs", settings.keep_runs)


def _last_number(warehouse: Path, night: date) -> int:
    """The highest number of a run of `night` that left something behind, 0 if none did: a ledger can be lost."""
    places = (warehouse / "runs", warehouse / "versions", warehouse / "raw" / night.strftime("%Y/%m/%d"))
    names = (left.name for place in places if place.is_dir() for left in place.iterdir())
    numbers = (re.match(rf"{night}\.(\d+)", name) for name in names)
    return max((int(number[1]) for number in numbers if number), default=0)


def _ending(error: BaseException | None) -> dict[str, object]:
    if error is None:
        return {"status": "published", "exit_code": int(Exit.DONE)}
    if isinstance(error, KeyboardInterrupt):
        return {"status": "interrupted", "exit_code": int(Exit.INTERRUPTED), "error": "interrupted"}
    if isinstance(error, OnRecordError):
        status = "gate_failed" if error.exit_code is Exit.GATE_FAILED else "failed"
        return {"status": status, "exit_code": int(error.exit_code), "error": str(error)}
    return {"status": "failed", "exit_code": int(Exit.CRASHED), "error": f"{type(error).__name__}: {error}"}


def _who_holds(warehouse: Path) -> str:
    try:
        with Ledger.read(warehouse) as ledger:
            runs = ledger.rows("select * from runs where status = 'running' order by started_at desc limit 1")
    except (FileNotFoundError, sqlite3.OperationalError):
        # The first run of a warehouse holds it before its ledger is made.
        runs = []
    holder = "run {run_id} (process {pid} on {host}, since {started_at})".format(**runs[0]) if runs else "another run"
    return f"{warehouse} is held by {holder}. Wait for it to end, or stop that process."


@contextmanager
def _log_file(file: Path) -> Iterator[None]:
    handler = logging.FileHandler(file, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("flows")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    except BaseException:
        logger.exception("the run ends with an error")
        raise
    finally:
        logger.setLevel(level)
        logger.removeHandler(handler)
        handler.close()


def _keep_newest(runs: Path, keep: int) -> None:
    for old in sorted(runs.iterdir(), key=lambda folder: folder.stat().st_mtime)[:-keep]:
        shutil.rmtree(old, ignore_errors=True)
