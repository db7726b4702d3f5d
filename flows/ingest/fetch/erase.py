"""Removes records from the raw archive: a WARC file is written anew without them, the others byte for byte."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator
from html import escape
from pathlib import Path
from typing import Any

from flows.ingest.fetch.content_coding import CODING_ERRORS
from flows.ingest.units import SOURCE_FIELD
from flows.ingest.urls.identity import identity_url

_ERRORS = (EOFError, OSError, LookupError, AttributeError, ValueError, zlib.error, *CODING_ERRORS)


def erase_records(file: Path, addresses: Collection[str], sources: Collection[str]) -> int:
    """Remove the records of `addresses` and `sources`, and those that name such an address (feeds and sitemaps).

    Returns the number of removed records. A file without any record left is removed, and so is one that cannot be read
    to its end: nobody can tell what it holds.
    """
    try:
        records = list(_find_records(file, addresses, sources))
    except _ERRORS:
        file.unlink()
        return 1
    kept = [(offset, length) for offset, length, is_kept in records if is_kept]
    if len(kept) == len(records):
        return 0
    if kept:
        _copy_ranges(file, kept)
    else:
        file.unlink()
    return len(records) - len(kept)


def _find_records(file: Path, addresses: Collection[str], sources: Collection[str]) -> Iterator[tuple[int, int, bool]]:
    """Offset and length of each record, and whether it is kept."""
    from warcio.archiveiterator import ArchiveIterator

    identities = {identity_url(address) for address in addresses}
    needles = [spelling.encode() for address in addresses for spelling in {address, escape(address)}]
    with file.open("rb") as stream:
        records = ArchiveIterator(stream)
        for record in records:
            is_gone = _is_of(record, identities, sources) or _names_one(record, needles)
            record.content_stream().read()
            yield records.get_record_offset(), records.get_record_length(), not is_gone


def _is_of(record: Any, identities: Collection[str | None], sources: Collection[str]) -> bool:
    url = record.rec_headers.get_header("WARC-Target-URI")
    is_of_source = record.rec_headers.get_header(SOURCE_FIELD) in sources
    return is_of_source or (url is not None and identity_url(url) in identities)


def _names_one(record: Any, needles: list[bytes]) -> bool:
    headers = record.http_headers
    body = record.content_stream().read() if needles else b""
    coding = headers.get_header("Content-Encoding") if headers is not None else None
    if coding and coding.strip().lower() == "br":
        from brotli import decompress

        body = decompress(body)
    stated = str(headers).encode() if headers is not None else b""
    return any(needle in body or needle in stated for needle in needles)


def _copy_ranges(file: Path, kept: list[tuple[int, int]]) -> None:
    clean = file.with_name(f"{file.name}.part")
    with file.open("rb") as old, clean.open("wb") as new:
        for offset, length in kept:
            old.seek(offset)
            new.write(old.read(length))
    clean.replace(file)
