"""From the published file to a stage file beside it, and back, in one atomic step.

DuckDB lets one writer keep every reader out, so nobody ever opens the published file read-write: the night works on a
copy, and the copy takes its place. Readers that are in the old file stay there; new ones meet the new night.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from flows.errors import OnRecordError

PUBLISHED = "onrecord.duckdb"
_STAGE = ".stage-"
_VERSIONS = "????-??-??.*.duckdb"
"""Names that runs give; whatever else lies in `versions/` is somebody's own."""


def make_stage(warehouse: Path, run_id: str) -> Path:
    """A copy of the published file for this run to write to; a path with no file yet if nothing is published.

    Stage files that a killed run left behind are removed: the caller holds the warehouse, so nobody works on them.
    """
    for left_behind in warehouse.glob(f"{_STAGE}*"):
        # A load that outgrew the memory leaves a folder of temporary files beside its stage file.
        shutil.rmtree(left_behind) if left_behind.is_dir() else left_behind.unlink()
    stage = warehouse / f"{_STAGE}{run_id}.duckdb"
    published = warehouse / PUBLISHED
    if published.exists():
        shutil.copyfile(published, stage)
    return stage


def publish(warehouse: Path, stage: Path, run_id: str, keep: int) -> Path:
    """Put the closed stage file in the place of the published one; keep the last `keep` in `versions/`.

    Raises `OnRecordError` if a write-ahead log lies beside either file: it would stop every reader.
    """
    published = warehouse / PUBLISHED
    for file in (stage, published):
        if file.with_name(f"{file.name}.wal").exists():
            raise OnRecordError(
                f"{file.name}.wal is there: something opened {file.name} read-write. Nothing was published. "
                f"Close that program; if none has the file open, move {file.name}.wal away, then run again."
            )
    _sync(stage)
    versions = warehouse / "versions"
    versions.mkdir(exist_ok=True)
    version = versions / f"{run_id}.duckdb"
    version.unlink(missing_ok=True)
    _link(version, stage)
    stage.replace(published)
    _sync(warehouse)
    for old in sorted(versions.glob(_VERSIONS), key=_published_at)[:-keep]:
        old.unlink()
    return published


def _link(version: Path, stage: Path) -> None:
    """The stage file under a second name; a copy of it where the filesystem has no hard links (FAT, some shares)."""
    try:
        version.hardlink_to(stage)
    except OSError:
        # A full disk or a folder that cannot be written fails here too, and says so.
        shutil.copy2(stage, version)
        _sync(version)


def _published_at(version: Path) -> int:
    # Not the night in its name: a run for an earlier night is the newest version all the same.
    return version.stat().st_mtime_ns


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
