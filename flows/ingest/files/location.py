"""Where the bytes of an input lie, and the input's name for readers: both from its name in the ledger."""

from __future__ import annotations

import re
from pathlib import Path

from flows.ingest.readers.source_file import MEMBER_MARK

_IN_WARC = re.compile(r" \((?P<path>.+):\d+\)\Z", re.DOTALL)
_IN_FILE = re.compile(r":(?:line|row|record) \d+\Z")


def locate_file(name: str) -> Path | None:
    """The file that holds the input called `name`; None if it is gone, or the input was never in a file."""
    match = _IN_WARC.search(name)
    whole = match["path"] if match else _IN_FILE.sub("", name)
    path = Path(whole.partition(MEMBER_MARK)[0])
    path = path if path.exists() else Path(whole)
    try:
        return path if path.is_absolute() and path.is_file() else None
    except (OSError, ValueError):
        return None


def display_name(name: str) -> str:
    """The input's name for readers: the address of a page, without its position in the archive."""
    return _IN_WARC.sub("", name)
