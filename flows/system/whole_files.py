"""Writes files whole or not at all: into a file beside, which then takes the place of the old one."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(file: Path, content: bytes, *, is_synced: bool = False) -> None:
    """Write a file in one step, so that a reader never meets half of it. Its folder is made if it is missing.

    `is_synced`: the file is whole or missing also after a loss of power.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    with part.open("wb") as opened:
        opened.write(content)
        if is_synced:
            opened.flush()
            os.fsync(opened.fileno())
    part.replace(file)
