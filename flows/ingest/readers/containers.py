"""Unpacks compressed files and archives (gzip, bzip2, xz, zip, tar, WACZ), bounded in depth, members and bytes."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, Protocol

from flows.ingest.readers.source_file import SourceFile
from flows.ingest.units import Refused, Unit, skip
from flows.settings import MIB

Read = Callable[[SourceFile], Iterator[Unit]]
Member = tuple[str, Callable[[], IO[bytes]]]
"""A member's name, and the function that opens it."""

# An archive in a compressed file in an archive is still read; deeper nesting is an attack.
_MAX_DEPTH = 3
_MAX_MEMBERS = 100_000
# Texts shrink to a fifth or tenth. A bomb shrinks to a thousandth.
_FREE_BYTES = 64 * MIB
_MAX_RATIO = 100
_PIECE_BYTES = 1 * MIB
_ERRORS = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, RuntimeError,
           NotImplementedError, ValueError, KeyError, IndexError)  # fmt: skip


def _open_zstandard(path: Path) -> IO[bytes]:
    import pyarrow

    stream: IO[bytes] = pyarrow.CompressedInputStream(pyarrow.OSFile(str(path)), "zstd")
    return stream


_OPENERS: dict[str, Callable[[Path], IO[bytes] | gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]] = {
    ".gz": gzip.GzipFile,
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
    ".zst": _open_zstandard,
}
COMPRESSIONS = frozenset(_OPENERS)
"""Suffixes of compressed files with one file in them."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Budget:
    """The bytes that may still be unpacked from a container."""

    def __init__(self, packed: int) -> None:
        self.left = _FREE_BYTES + _MAX_RATIO * packed

    def copy(self, source: _Readable, target: IO[bytes]) -> None:
        """Copy a member. Raises `Refused` if it is larger than the budget."""
        while piece := source.read(_PIECE_BYTES):
            self.left -= len(piece)
            if self.left < 0:
                raise Refused("too_large", "unpacked it is more than a hundred times as large as packed (a bomb?)")
            target.write(piece)


def read_compressed(file: SourceFile, suffix: str, read: Read) -> Iterator[Unit]:
    """The units of the file in a compressed one. `read` is the reader of the file inside."""
    _require_depth(file)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "unpacked")
        try:
            with _OPENERS[suffix](file.path) as source, path.open("wb") as target:
                _Budget(file.path.stat().st_size).copy(source, target)
        except _ERRORS as error:
            raise Refused("broken_archive", f"cannot be unpacked: {error}"[:300]) from None
        if path.stat().st_size == 0:
            raise Refused("empty", "the file is empty")
        yield from read(file.unpacked(path))


def read_zip(file: SourceFile, read: Read) -> Iterator[Unit]:
    """The units of the files in a zip archive. A broken member is refused alone."""
    _require_depth(file)
    try:
        with zipfile.ZipFile(file.path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            openers = [(one.filename, partial(archive.open, one)) for one in members]
            yield from _read_members(file, openers, read)
    except _ERRORS as error:
        raise Refused("broken_archive", f"not a readable zip archive: {error}"[:300]) from None


def read_tar(file: SourceFile, read: Read) -> Iterator[Unit]:
    """The units of the files in a tar archive, also a compressed one."""
    _require_depth(file)
    try:
        with tarfile.open(file.path) as archive:
            members = [one for one in archive if not one.isdir()]
            openers = [(one.name, partial(_open_tar_member, archive, one)) for one in members]
            yield from _read_members(file, openers, read)
    except _ERRORS as error:
        raise Refused("broken_archive", f"not a readable tar archive: {error}"[:300]) from None


def _open_tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    """The bytes of a file, or of a second name of one in the archive (a hard link).

    Raises:
        Refused: `not_a_file` (skipped), for symbolic links, pipes and devices.
    """
    stream = archive.extractfile(member) if member.isfile() or member.islnk() else None
    if stream is None:
        raise skip("not_a_file", "not a regular file")
    return stream


def _read_members(
    file: SourceFile, members: Sequence[tuple[str, Callable[[], IO[bytes]]]], read: Read
) -> Iterator[Unit]:
    """The units of the members, in the order of their names. Members are never written under names of their own."""
    if not members:
        raise Refused("empty", "the archive holds no file")
    if len(members) > _MAX_MEMBERS:
        raise Refused("too_large", f"{len(members):,} members, the limit is {_MAX_MEMBERS:,}")
    budget = _Budget(file.path.stat().st_size)
    with tempfile.TemporaryDirectory() as folder:
        for name, open_member in sorted(members, key=lambda one: one[0]):
            path = Path(folder, "member")
            member = file.member(path, name)
            try:
                with open_member() as source, path.open("wb") as target:
                    budget.copy(source, target)
            except Refused as refused:
                yield member.unit(refused)
                if refused.rule == "too_large":
                    return
                continue
            except _ERRORS as error:
                yield member.unit(Refused("broken_archive", f"the member cannot be unpacked: {error}"[:300]))
                continue
            yield from read(member)
            with suppress(OSError):
                path.unlink()


def _require_depth(file: SourceFile) -> None:
    if file.depth >= _MAX_DEPTH:
        raise skip("nested", f"an archive in an archive, more than {_MAX_DEPTH} deep")
