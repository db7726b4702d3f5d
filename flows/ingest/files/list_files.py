"""From the paths a night is given to the files to read, in a fixed order, and the ones passed over with the reason."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from flows.enums import Outcome
from flows.errors import UsageError
from flows.ingest.files.remote import download_files, is_remote
from flows.ingest.readers.registry import READERS, file_suffix
from flows.ingest.units import Refused

_ACCEPTED = ".txt .html .json .jsonl .csv .parquet .warc .warc.gz"


@dataclass(frozen=True)
class Target:
    """A file, folder, glob, or address of fsspec that a configured source names."""

    path: str
    source: str


@dataclass(frozen=True)
class InputFile:
    """A file, the configured source it belongs to, why it is passed over, if it is, and where it was brought from."""

    path: Path
    source: str | None = None
    refused: Refused | None = None
    address: str | None = None


def list_files(targets: Sequence[Path | Target], remote: Path) -> list[InputFile]:
    """Every file under `targets`, each once, sorted by path; what lies elsewhere is brought into the folder `remote`.

    What a configured source names and is not there is `failed`: the night goes on without it.

    Raises:
        UsageError: nothing was given, a given path is missing or unreadable, or nothing under the given ones is read.
    """
    if not targets:
        raise UsageError(f"nothing to read: give files or folders of {_ACCEPTED}")
    require_readable([target for target in targets if isinstance(target, Path)])
    found = [one for target in targets for one in _found(target, remote)]
    return [one for _, one in sorted({one.path: one for one in reversed(found)}.items())]


def require_readable(given: Sequence[Path]) -> None:
    """Raises `UsageError` if one of the paths is missing or unreadable, or there is nothing to read under all of them.

    It looks no further than the first file that can be read.
    """
    for path in given:
        _check(path)
    found = (one for path in given for one in _files(path.absolute(), None))
    if given and not any(one.refused is None or one.refused.outcome is not Outcome.SKIPPED for one in found):
        names = ", ".join(str(path) for path in given)
        raise UsageError(f"nothing to read in {names}: no file with one of the suffixes {_ACCEPTED}")


def _check(target: Path) -> None:
    if not target.exists():
        raise UsageError(f"{target} does not exist: give a file or a folder that does")
    if not os.access(target, os.R_OK | (os.X_OK if target.is_dir() else 0)):
        raise UsageError(f"{target} cannot be read: give this user read permission (chmod u+r) or another path")


def _found(target: Path | Target, remote: Path) -> Iterator[InputFile]:
    if isinstance(target, Path):
        yield from _files(target.absolute(), None)
        return
    if is_remote(target.path):
        yield from _list_remote(target, remote)
        return
    # `Path.glob` takes no pattern that begins at the root.
    names = sorted(glob(target.path, recursive=True)) if has_magic(target.path) else [target.path]  # noqa: PTH207
    existing = [path for path in map(Path, names) if path.exists()]
    for path in existing:
        yield from _files(path.absolute(), target.source)
    if not existing:
        missing = Refused("missing", f"nothing is at {target.path}", outcome=Outcome.FAILED)
        yield InputFile(Path(target.path).absolute(), target.source, missing)


def _list_remote(target: Target, remote: Path) -> Iterator[InputFile]:
    try:
        for address, copy in download_files(target.path, remote):
            yield InputFile(copy, target.source, _check_file(copy), address)
    except Refused as refused:
        yield InputFile(Path(target.path), target.source, refused, target.path)


def _files(path: Path, source: str | None) -> Iterator[InputFile]:
    if path.is_dir():
        yield from _walk(path, source)
    else:
        yield InputFile(path, source, _check_file(path))


def _walk(folder: Path, source: str | None) -> Iterator[InputFile]:
    unreadable: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(parent, name) for name in names):
            yield InputFile(path, source, _check_file(path))
    for error in unreadable:
        refused = Refused("unreadable", f"the folder cannot be read: {error.strerror}")
        yield InputFile(Path(error.filename), source, refused)


def _check_file(path: Path) -> Refused | None:
    if path.name.startswith("."):
        return _skip("hidden", "hidden file")
    if file_suffix(path) not in READERS:
        kind = f"the suffix {path.suffix}" if path.suffix else "no suffix"
        return _skip("suffix", f"{kind} is not read; accepted are {_ACCEPTED}")
    # A named pipe would block the night for ever; a link whose target is gone is no special file.
    if path.exists() and not path.is_file():
        return _skip("not_a_file", "not a regular file")
    return None


def _skip(rule: str, reason: str) -> Refused:
    return Refused(rule, reason, outcome=Outcome.SKIPPED)
