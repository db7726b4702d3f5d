"""How long the publication of a file takes, as a ratio to a copy of the file that is written through to the disk.

    python -m benchmarks.publish [--megabytes 500] [--rounds 5]

Publication takes the digest of the stage file, writes it through to the disk, gives the last published file its second
name, and swaps. Each round measures both on a stage file that has just been written, as it is after a night's checks.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from flows.load.digests import sync, sync_with_digest
from flows.load.publish import publish

MEGABYTE = 1_000_000
TARGET = 1.3


def write(file: Path, megabytes: int) -> Path:
    """A file of random bytes, which no filesystem can compress."""
    with file.open("wb") as written:
        for _ in range(megabytes):
            written.write(os.urandom(MEGABYTE))
    return file


def measure(action: Callable[[], object]) -> float:
    """Seconds of wall."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def copy_through(source: Path, target: Path) -> None:
    """The limit: a copy on the disk."""
    shutil.copyfile(source, target)
    sync(target)


def publish_file(warehouse: Path, stage: Path, number: int) -> None:
    """What a night does with its stage file in the end."""
    sync_with_digest(stage)
    publish(warehouse, stage, f"2026-11-{number:02}.1" if number else None, keep=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=".") as folder:
        warehouse, ratios = Path(folder), []
        for number in range(given.rounds):
            stage = write(warehouse / ".stage-bench.duckdb", given.megabytes)
            published = measure(lambda: publish_file(warehouse, stage, number))  # noqa: B023
            write(stage, given.megabytes)
            copied = measure(lambda: copy_through(stage, warehouse / "copy"))  # noqa: B023
            ratios.append(published / copied)
            print(f"publish {published:.2f} s, copy {copied:.2f} s, ratio {ratios[-1]:.2f}")
    print(f"publish ÷ copy with fsync: {median(ratios):.2f} (to reach: {TARGET})")


if __name__ == "__main__":
    main()
