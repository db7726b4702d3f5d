"""Unpacks the body of an answer piece by piece (gzip, deflate with and without header, Brotli), bounded."""

from __future__ import annotations

import zlib
from typing import Protocol

import brotli

from flows.ingest.units import Refused, fail

_GZIP = b"\x1f\x8b"


class Unpacker(Protocol):
    """Unpacks a body that arrives in pieces."""

    def unpack(self, piece: bytes, limit: int) -> bytes:
        """The unpacked piece, of hardly more than `limit` bytes."""


class _Plain:
    def unpack(self, piece: bytes, limit: int) -> bytes:
        return piece


class _Zlib:
    """gzip and deflate. Some servers send deflate without its header, or call a plain body packed."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._stream: zlib._Decompress | None = None

    def unpack(self, piece: bytes, limit: int) -> bytes:
        if self._stream is None:
            if self._coding != "deflate" and not piece.startswith(_GZIP):
                self.unpack = _Plain().unpack  # type: ignore[method-assign]
                return piece
            self._stream = zlib.decompressobj(wbits=47)
            try:
                return self._stream.decompress(piece, limit)
            except zlib.error:
                self._stream = zlib.decompressobj(wbits=-15)
        return self._stream.decompress(piece, limit)


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def unpack(self, piece: bytes, limit: int) -> bytes:
        unpacked: bytes = self._stream.process(piece, output_buffer_limit=max(limit, 1))
        return unpacked


def choose_unpacker(coding: str) -> Unpacker:
    """The unpacker for a Content-Encoding; a body in an unknown one is left as it is."""
    coding = coding.strip().lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        return _Zlib(coding)
    return _Brotli() if coding == "br" else _Plain()


def broken_coding(error: Exception) -> Refused:
    """The refusal of a body that cannot be unpacked. The host answered: it is not given up for it."""
    return fail("content_coding", f"the answer cannot be unpacked: {error}"[:300])


CODING_ERRORS = (zlib.error, brotli.error)
"""The errors of unpackers."""
