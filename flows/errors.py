"""Failures that a person can act on, and the exit code of each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    CRASHED = 1
    USAGE = 2
    GATE_FAILED = 3
    LOCKED = 4
    FILE_CHANGED = 5
    INTERRUPTED = 130


class OnRecordError(Exception):
    """A failure that a person can act on. `str()` is one sentence for them: what happened and what to do."""

    exit_code = Exit.CRASHED


class UsageError(OnRecordError):
    """A wrong option, path, setting or query, reported before anything runs."""

    exit_code = Exit.USAGE


class GateFailed(OnRecordError):
    """A critical rule failed: nothing was published."""

    exit_code = Exit.GATE_FAILED


class ProcessDied(OnRecordError):
    """A process that a run started ended without a result, perhaps for lack of memory."""


class Interrupted(OnRecordError):
    """Somebody asked the command to end (Ctrl-C, SIGTERM)."""

    exit_code = Exit.INTERRUPTED


class WarehouseLocked(OnRecordError):
    """Another run holds the warehouse."""

    exit_code = Exit.LOCKED


class PublishedFileChanged(OnRecordError):
    """Somebody changed the published file, and nothing that nobody changed can take its place."""

    exit_code = Exit.FILE_CHANGED


@contextmanager
def name_unwritable(place: Path) -> Iterator[None]:
    """Raise `UsageError` that names a file or folder if this block, which writes it, meets an error of the machine."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"{place} cannot be written: {error.strerror or error}.") from None


def format_place(path: Path, line: int, column: int | str | None = None) -> str:
    """A place in a file of rules or seeds, as every error names it. `column`: a number from 1, or a name."""
    return f"{path}, line {line}" + (f", column {column}" if column is not None else "")
