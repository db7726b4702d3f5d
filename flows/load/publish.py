"""Copies the published file to a stage file, and replaces it with the stage file in one atomic step.

A DuckDB writer locks out every reader, so nobody opens the published file read-write. The night works on a copy, which
then replaces the published file. Open readers keep the old file; new readers get the new one.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from flows.errors import OnRecordError

PUBLISHED = "onrecord.duckdb"
READ_ONLY = 0o444
"""Mode of published files, so that no program opens one read-write by mistake."""

WRITABLE = 0o644

_STAGE = ".stage-"
_VERSIONS = "????-??-??.*.duckdb"
"""The names that runs give to versions. Other files in `versions/` belong to somebody else."""


def make_stage(warehouse: Path, run_id: str) -> Path:
    """A copy of the published file that this run may write; the path of a new file if nothing is published yet.

    Removes the stage files of killed runs. The caller holds the warehouse, so nobody uses them.
    """
    for left_behind in warehouse.glob(f"{_STAGE}*"):
        # A load that needed more than the memory leaves a folder of temporary files beside its stage file.
        shutil.rmtree(left_behind) if left_behind.is_dir() else left_behind.unlink()
    stage = warehouse / f"{_STAGE}{run_id}.duckdb"
    published = warehouse / PUBLISHED
    if published.exists():
        shutil.copyfile(published, stage)
    return stage


def publish(warehouse: Path, stage: Path, run_id: str, keep: int) -> Path:
    """Replace the published file with the closed stage file; keep the last `keep` files in `versions/`.

    Raises `OnRecordError` if a write-ahead log exists beside either file: it would stop every reader.
    """
    published = warehouse / PUBLISHED
    for file in (stage, published):
        require_no_write_ahead_log(file)
    stage.chmod(READ_ONLY)
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


def require_no_write_ahead_log(file: Path) -> None:
    """Raises `OnRecordError` if a write-ahead log exists beside a warehouse file: it would stop every reader."""
    if file.with_name(f"{file.name}.wal").exists():
        raise OnRecordError(
            f"{file.name}.wal exists: a program opened {file.name} read-write. Nothing was published. "
            f"Close that program; if no program has the file open, move {file.name}.wal away. Then run again."
        )


def _link(version: Path, stage: Path) -> None:
    """Link the stage file under a second name; copy it where the filesystem has no hard links (FAT, some shares)."""
    try:
        version.hardlink_to(stage)
    except OSError:
        # A full disk or a read-only folder fails here too, with its own error.
        shutil.copy2(stage, version)
        _sync(version)


def _published_at(version: Path) -> int:
    # The night in the name does not count: a run for an earlier night can be the newest version.
    return version.stat().st_mtime_ns


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
