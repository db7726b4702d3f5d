"""Copies of files at addresses that fsspec understands (s3://, gs://, sftp:// …)."""

from __future__ import annotations

from glob import has_magic
from pathlib import Path

from flows.ingest.units import fail
from flows.records import digest


def is_remote(path: str) -> bool:
    """Whether a source's path is an address and not a path of this machine."""
    return "://" in path


def download_files(address: str, folder: Path) -> list[tuple[str, Path]]:
    """Copy the files at `address` (one file, a folder, a glob) into `folder`; the address and the copy of each.

    Raises:
        Refused: `unreachable` (failed), with the error of the storage or the missing package; `missing` (failed).
    """
    import fsspec

    try:
        storage, root = fsspec.core.url_to_fs(address)
        found = (storage.glob if has_magic(root) else storage.find)(root, detail=True)
        # A glob also matches folders, which an object store does not have as files.
        names = sorted(name for name, about in found.items() if about["type"] == "file")
        copies = [(storage.unstrip_protocol(name), _local_path(name, folder)) for name in names]
        for name, (_, copy) in zip(names, copies, strict=True):
            copy.parent.mkdir(parents=True, exist_ok=True)
            storage.get_file(name, str(copy))
    except Exception as error:
        # Every storage has its own exceptions. Whichever it is, the night goes on without this source.
        reason = f"{address} could not be read: {type(error).__name__}: {error}"[:500]
        raise fail("unreachable", reason) from error
    if not copies:
        raise fail("missing", f"nothing is at {address}")
    return copies


def _local_path(name: str, folder: Path) -> Path:
    """The path of a copy. The file keeps its name, which can identify its article; a digest stands for its folder."""
    return folder / digest("remote", name) / (name.rstrip("/").rpartition("/")[2] or "file")
