"""Reads ARC files, the format of web archives before WARC, also those without the blank line before a record."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPMessage, parse_headers
from io import BytesIO
from typing import IO

from flows.ingest.fetch.content_coding import CODING_ERRORS, choose_unpacker
from flows.ingest.listings.sniff import sniff_kind
from flows.ingest.readers.source_file import SourceFile
from flows.ingest.text.decode import Decoded, decode_page
from flows.ingest.units import PAGE_TYPES, Refused, Unit, skip
from flows.settings import MIB

# Address, IP address, time, media type, (more fields in version 2,) length.
_RECORD = re.compile(rb"(\S+) \S+ (\d{14}) (\S+) (?:\S+ )*(\d{1,12})\s*\Z")
_LINE_BYTES = 64 * 1024
_SKIPPED_LINES = 10
_STATUS_OK = re.compile(rb"HTTP/\d(?:\.\d)? 200\b")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")
_ERRORS = (OSError, EOFError, zlib.error, ValueError)


def read_arc(file: SourceFile) -> Iterator[Unit]:
    """The pages answered with status 200, named by address and position in the unpacked file.

    Raises:
        Refused: `broken_warc` after the last readable record; `no_pages` (skipped), if the file holds no page.
    """
    is_empty = True
    with file.path.open("rb") as raw:
        is_packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        stream: IO[bytes] = gzip.GzipFile(fileobj=raw) if is_packed else raw  # type: ignore[assignment]
        try:
            for position, match, block in _records(stream, file.limits.page_bytes):
                if (unit := _read_record(file, position, match, block)) is not None:
                    is_empty = False
                    yield unit
        except _ERRORS as error:
            raise Refused("broken_warc", f"not a readable ARC file: {error}"[:300]) from None
    if is_empty:
        raise skip("no_pages", "the file holds no page")


def _records(stream: IO[bytes], limit: int) -> Iterator[tuple[int, re.Match[bytes], bytes | None]]:
    """The records with their positions and header lines; the block is None if it is over `limit`."""
    blank = 0
    while line := stream.readline(_LINE_BYTES):
        if not line.strip():
            blank += 1
            continue
        match = _RECORD.match(line)
        if match is None or blank > _SKIPPED_LINES:
            raise ValueError(f"no record begins at byte {stream.tell() - len(line)}")
        position, length, blank = stream.tell() - len(line), int(match[4]), 0
        yield position, match, stream.read(length) if length <= limit else None
        if length > limit:
            stream.seek(position + len(line) + length)


def _read_record(file: SourceFile, position: int, match: re.Match[bytes], block: bytes | None) -> Unit | None:
    url = match[1].decode("utf-8", "replace")
    if not url.lower().startswith(("http://", "https://")) or not _STATUS_OK.match(block or b"HTTP/1.1 200"):
        return None
    name = f"{url} ({file.name}:{position})"
    captured_at = datetime.strptime(match[2].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    try:
        page = _read_page(block, file.limits.page_bytes)
    except Refused as refused:
        return Unit(name, file.base_name, refused, is_alone=False, captured_at=captured_at)
    if page is None:
        return None
    html, notes = page.text, page.notes
    return Unit(name, file.base_name, {"html": html, "url": url}, is_alone=False, captured_at=captured_at, notes=notes)


def _read_page(block: bytes | None, limit: int) -> Decoded | None:
    """The page in an HTTP answer; None if the answer is not a page.

    Raises:
        Refused: `too_large`, or `broken_warc` if it cannot be unpacked.
    """
    if block is None:
        raise Refused("too_large", f"the page is over {limit / MIB:g} MiB")
    stream = BytesIO(block)
    stream.readline(_LINE_BYTES)
    headers = parse_headers(stream)
    content_type = headers.get("Content-Type") or ""
    if content_type.partition(";")[0].strip().lower() not in PAGE_TYPES:
        return None
    body = _unpack(headers, stream.read(), limit)
    charset = _CHARSET.search(content_type)
    return None if sniff_kind(body).is_listing else decode_page(body, charset[1] if charset else None)


def _unpack(headers: HTTPMessage, body: bytes, limit: int) -> bytes:
    if (headers.get("Transfer-Encoding") or "").lower() == "chunked":
        body = _join_chunks(body)
    try:
        body = choose_unpacker(headers.get("Content-Encoding") or "").unpack(body, limit + 1)
    except CODING_ERRORS as error:
        raise Refused("broken_warc", f"the page cannot be unpacked: {error}"[:300]) from None
    if len(body) > limit:
        raise Refused("too_large", f"the page is over {limit / MIB:g} MiB")
    return body


def _join_chunks(body: bytes) -> bytes:
    """The body without chunk sizes; the body itself if it has none (many archives remove them)."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) if parts else body
