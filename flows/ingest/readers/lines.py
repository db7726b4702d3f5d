"""Reads a file line by line with a bound: a line of 50 MB is refused without being held in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from flows.ingest.text.decode import decode, detect_bom, normalise
from flows.ingest.units import Refused
from flows.settings import MIB

_MARK_BYTES = 4
_WIDE = ("utf-16", "utf-32")


class Lines(Iterator[str]):
    """The lines of `file`, decoded one by one, so that a bad line affects no other.

    `number` is the number of the line last read, from 1. A line over `limit` bytes (in UTF-16 and UTF-32: code points)
    or one that is not text raises `Refused`; the iteration can go on after it.
    """

    def __init__(self, file: BinaryIO, limit: int) -> None:
        encoding = detect_bom(file.read(_MARK_BYTES))
        file.seek(0)
        # In UTF-16 and UTF-32 a line end is more than one byte: such a file is decoded as a stream.
        wide = io.TextIOWrapper(file, encoding, errors="replace") if encoding in _WIDE else None
        self._file: io.TextIOWrapper | BinaryIO = wide or file
        self._limit = limit
        self.number = 0

    def __next__(self) -> str:
        line = self._file.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self._limit:
            self._discard()
            raise Refused("too_large", f"the line is over {self._limit / MIB:g} MiB", repr(line[:200]))
        return decode(line) if isinstance(line, bytes) else normalise(line.removeprefix("\ufeff"))

    def _discard(self) -> None:
        """Read to the end of the line, piece by piece."""
        while (piece := self._file.readline(self._limit)) and piece[-1:] not in ("\n", b"\n"):
            pass
