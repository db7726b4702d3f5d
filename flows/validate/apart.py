"""Validates a night in a process of its own.

Great Expectations takes seconds to import and hundreds of megabytes. The process imports it on another core while
articles are extracted, and gives the memory back when it ends.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from flows.errors import ProcessDied
from flows.system.importing import defer_import, pause_collection, without_library
from flows.system.orphans import block_sigint, die_with_parent
from flows.system.quick_exit import QuickExit
from flows.validate.step import ValidatedNight, validate_night

STOP_SECONDS = 3.0
"""Time of an idle process to end by itself (0.8 s here), which tidies up what its libraries share with this one."""


class Gate:
    """The process. It validates a night and its refreshed articles, and ends with `stop` or this process."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True, name="gate")
        with block_sigint():
            self._process.start()
        theirs.close()

    def validate(self, *args: Any, **kwargs: Any) -> ValidatedNight:
        """`validate_night` in the process. Raises its errors, and `ProcessDied`."""
        try:
            self._connection.send((args, kwargs))
            answer, trace = self._connection.recv()
        except (EOFError, OSError):
            self._process.join()
            raise ProcessDied(
                f"The process that checks the rows ended without a result (exit code {self._process.exitcode}), "
                "perhaps for lack of memory. Nothing was published. Go on with: onrecord resume"
            ) from None
        if isinstance(answer, Exception):
            raise answer from RuntimeError(trace)
        night: ValidatedNight = answer
        return night

    def dismiss(self) -> None:
        """Nothing more is to be validated: the process ends by itself, beside what comes next."""
        self._connection.close()

    def stop(self) -> None:
        """End the process. One that is still at work gets no time to finish: nobody needs its result any more."""
        self.dismiss()
        self._process.join(STOP_SECONDS)
        self._process.kill()
        self._process.join()


_gates: list[Gate] = []
"""The gate of this process: at most one. A night may start it before the flow begins."""


def start_gate() -> None:
    """Start the gate, which then imports Great Expectations, unless it has been started before."""
    if not _gates:
        _gates.append(Gate())


def dismiss_gate() -> None:
    """Let the gate, if there is one, end by itself: its end takes as long as the load of a small night."""
    for gate in _gates:
        gate.dismiss()


@contextmanager
def end_gate() -> Iterator[None]:
    """Stop the gate, if there is one, at the end of this block."""
    try:
        yield
    finally:
        while _gates:
            _gates.pop().stop()


def validate_apart(*args: Any, **kwargs: Any) -> ValidatedNight:
    """`validate_night` through the gate; in this process if nothing started one, because there is nothing to check."""
    return _gates[0].validate(*args, **kwargs) if _gates else validate_night(*args, **kwargs)


def _serve(connection: Connection) -> None:
    quick_exit = QuickExit()
    die_with_parent()
    with pause_collection(), without_library("sqlalchemy"):
        defer_import("scipy.stats")
        import great_expectations  # noqa: F401
    with suppress(EOFError):  # the run closes its end when nothing is left to check
        while True:
            args, kwargs = connection.recv()
            connection.send(_answer(*args, **kwargs))
    quick_exit.code = 0


def _answer(*args: Any, **kwargs: Any) -> tuple[ValidatedNight | Exception, str]:
    try:
        return validate_night(*args, **kwargs), ""
    except Exception as error:
        return error, traceback.format_exc()
