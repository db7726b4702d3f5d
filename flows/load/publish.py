"""Copies the published file to a stage file, and replaces it with the stage file in one atomic step.

A DuckDB writer locks out every reader, so nobody opens the published file read-write. The night works on a copy, which
then replaces the published file. Open readers keep the old file; new readers get the new one.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from flows.errors import OnRecordError, PublishedFileChanged
from flows.load.digests import copy_with_digest, sync
from flows.load.versions import VERSIONS, keep_version, remove_old_versions

PUBLISHED = "onrecord.duckdb"
READ_ONLY = 0o444
"""Mode of published files, so that no program opens one read-write by mistake."""

WRITABLE = 0o644

SPARE_BYTES = 64 * 1024 * 1024
"""What a run of a few articles writes besides the copy of the published file, generously."""

STAGE = ".stage-"
"""How the names of files begin that only a command at work reads: copies that it writes."""


def make_stage(warehouse: Path, run_id: str, digest: str | None = None) -> Path:
    """A copy of the published file that this run may write; the path of a new file if nothing is published yet.

    Removes the stage files of killed runs. The caller holds the warehouse, so nobody uses them. Raises
    `PublishedFileChanged` if the copy has another digest than `digest`, which the file had when the run started.
    """
    remove_left_behind(warehouse)
    stage = warehouse / f"{STAGE}{run_id}.duckdb"
    published = warehouse / PUBLISHED
    if published.exists() and copy_with_digest(published, stage) != digest and digest:
        raise PublishedFileChanged(
            f"{published} was changed while the run was at work. Nothing was published. Run again: "
            "the next run starts from the newest kept version that nobody changed."
        )
    return stage


def remove_left_behind(warehouse: Path) -> None:
    """Remove the stage files of killed commands: a forgotten text may be in one. The caller holds the warehouse."""
    for folder in (warehouse, warehouse / VERSIONS):
        for left_behind in folder.glob(f"{STAGE}*"):
            # A load that needed more than the memory leaves a folder of temporary files beside its stage file.
            shutil.rmtree(left_behind) if left_behind.is_dir() else left_behind.unlink()


def publish(warehouse: Path, stage: Path, previous: str | None, keep: int) -> Path:
    """Replace the published file with the stage file, which is closed and on the disk.

    The file of the run `previous` becomes a version; the last `keep` versions are kept. Raises `OnRecordError` if a
    write-ahead log exists beside either file: it would stop every reader.
    """
    published = warehouse / PUBLISHED
    for file in (stage, published):
        require_no_write_ahead_log(file)
    if previous:
        keep_version(published, previous)
        _date_after(stage, published)
    stage.chmod(READ_ONLY)
    stage.replace(published)
    sync(warehouse)
    remove_old_versions(warehouse, keep)
    return published


def _date_after(file: Path, earlier: Path) -> None:
    """Versions are ordered by the times of their files, and a clock may have been set back in between."""
    oldest = earlier.stat().st_mtime_ns + 1
    if file.stat().st_mtime_ns < oldest:
        os.utime(file, ns=(oldest, oldest))


def require_space(warehouse: Path) -> None:
    """Raises `OnRecordError` unless the disk has space for a copy of the published file, and some for a run's files."""
    if not warehouse.exists():
        return
    published = warehouse / PUBLISHED
    needed = SPARE_BYTES + (published.stat().st_size if published.exists() else 0)
    free = shutil.disk_usage(warehouse).free
    if free < needed:
        raise OnRecordError(
            f"The disk of {warehouse} is full: {free / 1e6:,.0f} MB are free, and a run needs at least "
            f"{needed / 1e6:,.0f} MB. Nothing was run. Make space (a lower keep_versions helps), and run again."
        )


def require_no_write_ahead_log(file: Path) -> None:
    """Raises `OnRecordError` if a write-ahead log exists beside a warehouse file: it would stop every reader."""
    if file.with_name(f"{file.name}.wal").exists():
        raise OnRecordError(
            f"{file.name}.wal exists: a program opened {file.name} read-write. Nothing was published. "
            f"Close that program; if no program has the file open, move {file.name}.wal away. Then run again."
        )
