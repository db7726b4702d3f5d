"""Reads a file line by line with a bound: a line of 50 MB is refused without being held in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from flows.ingest.text.decode import Decoded, decode_line, find_encoding
from flows.ingest.text.encodings import detect_bom, detect_unmarked_utf16
from flows.ingest.text.normalise import normalise
from flows.ingest.units import Note, Refused
from flows.settings import MIB

_SAMPLE_BYTES = 1 * MIB
_WIDE = ("utf-16", "utf-32", "utf-16-le", "utf-16-be")


class Lines(Iterator[str]):
    """The lines of `file`, decoded one by one, so that a bad line affects no other.

    `number` is the number of the line last read, from 1; `notes` has the notes on the lines read since `take_notes`. A
    line over `limit` bytes (in UTF-16 and UTF-32: code points) or one that is not text raises `Refused`; the iteration
    can go on after it.
    """

    def __init__(self, file: BinaryIO, limit: int) -> None:
        sample = file.read(_SAMPLE_BYTES)
        file.seek(0)
        encoding = detect_bom(sample) or detect_unmarked_utf16(sample)
        # In UTF-16 and UTF-32 a line end is more than one byte, and old Macs end lines with a carriage return: such a
        # file is decoded as a stream.
        is_stream = encoding in _WIDE or (b"\r" in sample and b"\n" not in sample)
        self._encoding = encoding or find_encoding(sample)
        self._file: io.TextIOWrapper | BinaryIO = (
            io.TextIOWrapper(file, self._encoding, errors="replace") if is_stream else file
        )
        self._limit = limit
        self._notes: list[Note] = []
        self.number = 0

    def __next__(self) -> str:
        line = self._file.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self._limit:
            self._discard()
            raise Refused("too_large", f"the line is over {self._limit / MIB:g} MiB", repr(line[:200]))
        if isinstance(line, str):
            return normalise(line.removeprefix("\ufeff"))
        decoded: Decoded = decode_line(line, self._encoding)
        self._notes += decoded.notes
        return decoded.text

    def take_notes(self) -> tuple[Note, ...]:
        """The notes on the lines read since the last call."""
        notes, self._notes = tuple(self._notes), []
        return notes

    def _discard(self) -> None:
        """Read to the end of the line, piece by piece."""
        while (piece := self._file.readline(self._limit)) and piece[-1:] not in ("\n", b"\n"):
            pass
