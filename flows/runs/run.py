"""One run: it locks the warehouse, has a folder and a log, and the ledger records how it ends."""

from __future__ import annotations

import logging
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from flows import __version__
from flows.enums import RunKind, RunStatus, StepName
from flows.errors import Exit, Interrupted, OnRecordError, UsageError
from flows.ledger import Ledger
from flows.load.earlier_nights import find_published_run
from flows.load.ledger_copy import restore_ledger
from flows.load.publish import PUBLISHED, require_no_write_ahead_log, require_space
from flows.load.verify import PublishedFile, verify_published
from flows.runs.log import write_log
from flows.runs.resume import describe_replaced, find_resumable, read_replaced, require_same_rules
from flows.runs.step_files import Kept, StepFiles
from flows.runs.warehouse_lock import lock_warehouse
from flows.settings import HOME, Settings

log = logging.getLogger("flows.runs.run")

T = TypeVar("T")


@dataclass
class Run:
    """The facts of a run that every step needs."""

    run_id: str
    night: date
    started_at: datetime
    warehouse: Path
    folder: Path
    extractor: str
    settings: Settings
    ledger: Ledger
    kind: RunKind = RunKind.NIGHT
    found: PublishedFile = field(default_factory=PublishedFile)
    """The published file at the start of the run."""
    replaced: str | None = None
    """What this run leaves behind: an unfinished run, in one sentence."""
    is_published: bool = False
    _began: float = field(default_factory=time.monotonic)
    _positions: list[str] = field(default_factory=list)
    _taken_over: float = 0.0

    @property
    def files(self) -> StepFiles:
        """The results of the finished steps."""
        return StepFiles(self.folder / "steps")

    def seconds(self) -> float:
        """Seconds since the start of the run. Of a resumed run, those of the steps that it took over count too."""
        return time.monotonic() - self._began + self._taken_over

    def end(self, error: BaseException | None) -> None:
        """Record how and after how many seconds the run ended. An error after the publication does not undo it."""
        ending = _describe_ending(error)
        if error and find_published_run(self.warehouse / PUBLISHED) == self.run_id:
            ending["status"] = RunStatus.PUBLISHED
        self.ledger.update_run(self.run_id, **ending, seconds=self.seconds())

    @contextmanager
    def step(self, name: StepName, rows_in: int) -> Iterator[StepRecord]:
        """Time a step, and record it in the ledger when it succeeds. Its result is kept for a resumed run."""
        record, began = StepRecord(name, self.files), time.monotonic()
        log.info("%s starts with %s", name, f"{rows_in:,}")
        yield record
        seconds = record.finish(time.monotonic() - began)
        self._taken_over += seconds if record.is_taken_over else 0.0
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
    """The facts that a step reports when it ends. `is_taken_over`: an earlier attempt of the run did its work."""

    name: StepName
    files: StepFiles
    rows_out: int | None = None
    detail: str | None = None
    _kept: Kept | None = None
    _result: tuple[Any, Any] | None = None

    @property
    def is_taken_over(self) -> bool:
        """Whether an earlier attempt of the run did the work of the step."""
        return self._kept is not None

    def once(self, kind: Any, work: Callable[[], T]) -> T:
        """The result of the step: that of `work`, unless an earlier attempt of the run has it. `kind`: its type."""
        self._kept = self.files.read(self.name, kind)
        if self._kept is not None:
            taken_over: T = self._kept.result
            return taken_over
        self.files.remove_after(self.name)
        result = work()
        self._result = (kind, result)
        return result

    def finish(self, seconds: float) -> float:
        """Keep the result. Returns the seconds that the work took, now or in the earlier attempt."""
        if self._kept is not None:
            return self._kept.seconds
        if self._result is not None:
            self.files.write(self.name, *self._result, seconds)
        return seconds


@contextmanager
def open_run(
    settings: Settings,
    night: date,
    started_at: datetime,
    extractor: str,
    kind: RunKind = RunKind.NIGHT,
    resumed: str | None = None,
) -> Iterator[Run]:
    """Lock the warehouse for one run, and record how the run ends. `resumed`: the run to go on with, by its id.

    Where somebody changed the published file, a kept version takes its place; `run.found` says so. Raises the errors of
    `lock_warehouse`, `UsageError` if `resumed` cannot be resumed, and `OnRecordError` if the disk is full or a program
    has the published file open for writing.
    """
    warehouse = settings.warehouse
    with lock_warehouse(warehouse), Ledger.open(warehouse, HOME / "sql") as ledger:
        require_space(warehouse)
        require_no_write_ahead_log(warehouse / PUBLISHED)
        restore_ledger(ledger, warehouse / PUBLISHED)
        found = verify_published(warehouse.absolute(), ledger)
        if resumed is None:
            run = _start_run(settings, ledger, found, night, started_at, extractor, kind)
        else:
            run = _reopen_run(settings, ledger, found, extractor, resumed)
        yield from _record_run(run)


def _start_run(
    settings: Settings,
    ledger: Ledger,
    found: PublishedFile,
    night: date,
    started_at: datetime,
    extractor: str,
    kind: RunKind,
) -> Run:
    replaced = describe_replaced(ledger, settings.warehouse)
    run_id = ledger.start_run(
        night,
        started_at,
        published_by=found.run_id if found.change is None else None,
        after=_find_last_number(settings.warehouse, night),
        software_version=__version__,
        model=settings.model,
        extractor=extractor,
        kind=kind,
    )
    warehouse = settings.warehouse.absolute()
    folder = warehouse / "runs" / run_id
    folder.mkdir(parents=True, exist_ok=True)
    return Run(run_id, night, started_at, warehouse, folder, extractor, settings, ledger, kind, found, replaced)


def _reopen_run(settings: Settings, ledger: Ledger, file: PublishedFile, extractor: str, run_id: str) -> Run:
    found = find_resumable(ledger, settings.warehouse)
    if isinstance(found, str) or found.run_id != run_id:
        raise UsageError(f"Run {run_id} cannot be resumed: {found if isinstance(found, str) else 'another is newer'}.")
    require_same_rules(found, extractor)
    warehouse = settings.warehouse.absolute()
    folder = warehouse / "runs" / run_id
    facts = (found.night, found.started_at, warehouse, folder, extractor, settings, ledger, found.kind, file)
    run = Run(run_id, *facts, read_replaced(ledger, run_id))
    run.is_published = find_published_run(warehouse / PUBLISHED) == run_id
    if found.is_gate_failed:
        run.files.remove_after(StepName.EXTRACT)  # the rules judge again: somebody may have corrected one
    if file.change:
        run.files.remove_after(StepName.FETCH)  # the articles are compared with the file that it starts from
    ledger.reopen_run(run_id, keeps_rows=run.is_published)
    return run


def _record_run(run: Run) -> Iterator[Run]:
    try:
        with write_log(run.folder / "run.log"):
            yield run
    except BaseException as error:
        run.end(error)
        raise
    else:
        run.end(None)
    finally:
        _remove_old_runs(run.warehouse / "runs", run.settings.keep_runs)


def _find_last_number(warehouse: Path, night: date) -> int:
    """The highest number of a run of `night` that left files, else 0. A ledger can be lost; its numbers stay in use."""
    places = (warehouse / "runs", warehouse / "versions", warehouse / "raw" / night.strftime("%Y/%m/%d"))
    names = (left.name for place in places if place.is_dir() for left in place.iterdir())
    numbers = (re.match(rf"{night}\.(\d+)", name) for name in names)
    return max((int(number[1]) for number in numbers if number), default=0)


def _describe_ending(error: BaseException | None) -> dict[str, object]:
    if error is None:
        return {"status": RunStatus.PUBLISHED, "exit_code": int(Exit.DONE)}
    if isinstance(error, KeyboardInterrupt | Interrupted):
        reason = str(error) or "interrupted"
        return {"status": RunStatus.INTERRUPTED, "exit_code": int(Exit.INTERRUPTED), "error": reason}
    if isinstance(error, OnRecordError):
        status = RunStatus.GATE_FAILED if error.exit_code is Exit.GATE_FAILED else RunStatus.FAILED
        return {"status": status, "exit_code": int(error.exit_code), "error": str(error)}
    return {"status": RunStatus.FAILED, "exit_code": int(Exit.CRASHED), "error": f"{type(error).__name__}: {error}"}


def _remove_old_runs(runs: Path, keep: int) -> None:
    for old in sorted(runs.iterdir(), key=lambda folder: folder.stat().st_mtime)[:-keep]:
        shutil.rmtree(old, ignore_errors=True)
