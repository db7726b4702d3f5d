"""Files at addresses that fsspec understands (s3://, gs://, sftp:// …), brought here so that they can be read."""

from __future__ import annotations

from glob import has_magic
from pathlib import Path

from flows.enums import Outcome
from flows.ingest.units import Refused
from flows.records import digest


def is_remote(path: str) -> bool:
    """Whether a source's path is an address, not a path of this machine."""
    return "://" in path


def download_files(address: str, folder: Path) -> list[tuple[str, Path]]:
    """The files at `address` (one file, a folder, a glob): the address of each and its copy under `folder`.

    Raises:
        Refused: `unreachable` (failed), with what the storage, or a missing package for it, said.
    """
    import fsspec

    try:
        storage, root = fsspec.core.url_to_fs(address)
        found = (storage.glob if has_magic(root) else storage.find)(root, detail=True)
        # A glob finds folders too, which a storage of objects does not have as files.
        names = sorted(name for name, about in found.items() if about["type"] == "file")
        copies = [(storage.unstrip_protocol(name), _copy(name, folder)) for name in names]
        for name, (_, copy) in zip(names, copies, strict=True):
            copy.parent.mkdir(parents=True, exist_ok=True)
            storage.get_file(name, str(copy))
    except Exception as error:
        # Every storage has errors of its own; whichever it is, the night goes on without this source.
        reason = f"{address} could not be read: {type(error).__name__}: {error}"[:500]
        raise Refused("unreachable", reason, outcome=Outcome.FAILED) from error
    if not copies:
        raise Refused("missing", f"nothing is at {address}", outcome=Outcome.FAILED)
    return copies


def _copy(name: str, folder: Path) -> Path:
    """A file keeps its name, by which its article is known; its folder is a digest, whatever the storage allows."""
    return folder / digest("remote", name) / (name.rstrip("/").rpartition("/")[2] or "file")
