"""Where the bytes of an input lie, and what it is called for a reader, from the name it has in the ledger."""

from __future__ import annotations

import re
from pathlib import Path

_IN_WARC = re.compile(r" \((?P<path>.+):\d+\)\Z", re.DOTALL)
_IN_FILE = re.compile(r":(?:line|row|record) \d+\Z")


def locate_file(name: str) -> Path | None:
    """The file that holds the input called `name`; None where it is not there (any more), or never was in a file."""
    match = _IN_WARC.search(name)
    path = Path(match["path"] if match else _IN_FILE.sub("", name))
    try:
        return path if path.is_absolute() and path.is_file() else None
    except (OSError, ValueError):
        return None


def display_name(name: str) -> str:
    """The input called `name` for a reader: the address of a page without its place in the archive."""
    return _IN_WARC.sub("", name)
