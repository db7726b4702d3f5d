"""Lists the files of a run in a fixed order, with the reason for each that is not read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from flows.enums import Outcome
from flows.errors import UsageError
from flows.ingest.files.remote import download_files, is_remote
from flows.ingest.readers.registry import ACCEPTED, check_name
from flows.ingest.units import Refused, fail, skip


@dataclass(frozen=True)
class Target:
    """A path of a configured source: a file, folder, glob, or address of fsspec."""

    path: str
    source: str


@dataclass(frozen=True)
class InputFile:
    """A file to read. `source`: its configured source. `refused`: why it is not read, if so. `address`: its remote
    address, if `path` is a copy."""

    path: Path
    source: str | None = None
    refused: Refused | None = None
    address: str | None = None


def list_files(targets: Sequence[Path | Target], remote: Path) -> list[InputFile]:
    """Every file under `targets`, each once, sorted by path. Remote files are copied into the folder `remote`.

    A missing path of a configured source is `failed`: the night goes on without it.

    Raises:
        UsageError: no target is given, a given path is missing or unreadable, or it holds nothing to read.
    """
    if not targets:
        raise UsageError(f"nothing to read: give files or folders of {ACCEPTED}")
    require_readable([target for target in targets if isinstance(target, Path)])
    found = [one for target in targets for one in _list_target(target, remote)]
    return [one for _, one in sorted({one.path: one for one in reversed(found)}.items())]


def require_readable(given: Sequence[Path]) -> None:
    """Raise `UsageError` if one of the paths is missing or unreadable, or together they hold nothing to read.

    The search stops at the first readable file.
    """
    for path in given:
        _require_access(path)
    found = (one for path in given for one in _list_path(path.absolute(), None))
    if given and not any(one.refused is None or one.refused.outcome is not Outcome.SKIPPED for one in found):
        names = ", ".join(str(path) for path in given)
        raise UsageError(f"nothing to read in {names}: no file with one of the suffixes {ACCEPTED}")


def _require_access(target: Path) -> None:
    if not target.exists():
        raise UsageError(f"{target} does not exist: give a file or a folder that does")
    if not os.access(target, os.R_OK | (os.X_OK if target.is_dir() else 0)):
        raise UsageError(f"{target} cannot be read: give this user read permission (chmod u+r) or another path")


def _list_target(target: Path | Target, remote: Path) -> Iterator[InputFile]:
    if isinstance(target, Path):
        yield from _list_path(target.absolute(), None)
    elif is_remote(target.path):
        yield from _list_remote(target, remote)
    else:
        yield from _list_configured(target)


def _list_configured(target: Target) -> Iterator[InputFile]:
    # `Path.glob` accepts no pattern that begins at the root.
    names = sorted(glob(target.path, recursive=True)) if has_magic(target.path) else [target.path]  # noqa: PTH207
    existing = [path for path in map(Path, names) if path.exists()]
    for path in existing:
        yield from _list_path(path.absolute(), target.source)
    if not existing:
        missing = fail("missing", f"nothing is at {target.path}")
        yield InputFile(Path(target.path).absolute(), target.source, missing)


def _list_remote(target: Target, remote: Path) -> Iterator[InputFile]:
    try:
        for address, copy in download_files(target.path, remote):
            yield InputFile(copy, target.source, _check_file(copy), address)
    except Refused as refused:
        yield InputFile(Path(target.path), target.source, refused, target.path)


def _list_path(path: Path, source: str | None) -> Iterator[InputFile]:
    if path.is_dir():
        yield from _list_folder(path, source)
    else:
        yield InputFile(path, source, _check_file(path))


def _list_folder(folder: Path, source: str | None) -> Iterator[InputFile]:
    unreadable: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(parent, name) for name in folders):
            if path.is_symlink():
                yield InputFile(path, source, skip("linked_folder", "a link to a folder: give the folder itself"))
        for path in (Path(parent, name) for name in names):
            yield InputFile(path, source, _check_file(path))
    for error in unreadable:
        refused = Refused("unreadable", f"the folder cannot be read: {error.strerror}")
        yield InputFile(Path(error.filename), source, refused)


def _check_file(path: Path) -> Refused | None:
    """Why a file is not read; None if it is."""
    if (refused := check_name(path.name)) is not None:
        return refused
    # A named pipe would block the night for ever. A broken link exists under no type.
    if path.exists() and not path.is_file():
        return skip("not_a_file", "not a regular file")
    return None
