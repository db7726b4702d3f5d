"""From the paths a night is given to the files to read, in a fixed order, and the ones passed over with the reason."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from flows.ingest.units import Refused
from flows.outcomes import Outcome, UsageError

SUFFIXES = (".txt", ".html", ".htm", ".json", ".jsonl", ".ndjson", ".csv", ".parquet")
_ACCEPTED = ".txt .html .json .jsonl .csv .parquet"

Found = tuple[Path, Refused | None]


def discover(targets: Sequence[Path]) -> list[Found]:
    """Every file under `targets`, sorted by path, each with None or why it is passed over.

    Raises:
        UsageError: nothing was given, a given path is missing or cannot be read, or nothing under it can be.
    """
    if not targets:
        raise UsageError(f"nothing to read: give files or folders of {_ACCEPTED}")
    for target in targets:
        _check(target)
    found = sorted({path: refused for target in targets for path, refused in _files(target)}.items())
    if not any(refused is None or refused.outcome is not Outcome.SKIPPED for _, refused in found):
        names = ", ".join(str(target) for target in targets)
        raise UsageError(f"nothing to read in {names}: no file with one of the suffixes {_ACCEPTED}")
    return found


def _check(target: Path) -> None:
    if not target.exists():
        raise UsageError(f"{target} does not exist: give a file or a folder that does")
    if not os.access(target, os.R_OK | (os.X_OK if target.is_dir() else 0)):
        raise UsageError(f"{target} cannot be read: give this user read permission (chmod u+r) or another path")


def _files(target: Path) -> Iterator[Found]:
    target = target.absolute()
    if target.is_dir():
        yield from _walk(target)
    else:
        yield target, _passed_over(target)


def _walk(folder: Path) -> Iterator[Found]:
    unreadable: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from ((path, _passed_over(path)) for path in _joined(parent, names))
    for error in unreadable:
        yield Path(error.filename), Refused("unreadable", f"the folder cannot be read: {error.strerror}")


def _joined(parent: str, names: Iterable[str]) -> Iterator[Path]:
    return (Path(parent, name) for name in names)


def _passed_over(path: Path) -> Refused | None:
    if path.name.startswith("."):
        return _skip("hidden", "hidden file")
    if path.suffix.lower() not in SUFFIXES:
        kind = f"the suffix {path.suffix}" if path.suffix else "no suffix"
        return _skip("suffix", f"{kind} is not read; accepted are {_ACCEPTED}")
    # A named pipe would block the night for ever; a link whose target is gone is no special file.
    if path.exists() and not path.is_file():
        return _skip("not_a_file", "not a regular file")
    return None


def _skip(rule: str, reason: str) -> Refused:
    return Refused(rule, reason, outcome=Outcome.SKIPPED)
