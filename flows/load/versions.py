"""The earlier published files in `versions/`, one per run that published.

The published file gets its second name here when the next one takes its place: no bytes are copied, and from then on
nothing that happens to the new file reaches the old one.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from flows.load.digests import sync

VERSIONS = "versions"
_NAMES = "????-??-??.*.duckdb"
"""The names that runs give to versions. Other files in the folder belong to somebody else."""


def list_versions(warehouse: Path) -> list[Path]:
    """The earlier published files, oldest first."""
    return sorted((warehouse / VERSIONS).glob(_NAMES), key=_published_at)


def keep_version(published: Path, run_id: str) -> None:
    """Give the published file, which `run_id` wrote, its name among the versions."""
    link_or_copy(published, published.parent / VERSIONS / f"{run_id}.duckdb")


def link_or_copy(file: Path, name: Path) -> None:
    """Give a file a second name, in place of any file of that name.

    It is a copy where the filesystem has no hard links (FAT, some shares).
    """
    name.parent.mkdir(exist_ok=True)
    name.unlink(missing_ok=True)
    try:
        name.hardlink_to(file)
    except OSError:
        # A full disk or a read-only folder fails here too, with its own error.
        shutil.copy2(file, name)
        sync(name)


def remove_old_versions(warehouse: Path, keep: int) -> None:
    """Remove all but the last `keep` versions."""
    for old in list_versions(warehouse)[:-keep]:
        old.unlink()


def _published_at(version: Path) -> int:
    # The night in the name does not count: a run for an earlier night can be the newest version.
    return version.stat().st_mtime_ns
