"""Removes records from the raw archive: a WARC file is written anew without them, the others byte for byte."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from warcio.exceptions import ArchiveLoadFailed

from flows.ingest.fetch.content_coding import CODING_ERRORS, choose_unpacker
from flows.ingest.forgotten import make_matcher
from flows.ingest.units import KIND_FIELD, PAGE_KIND, SOURCE_FIELD
from flows.settings import MIB

MOST_BYTES = 256 * MIB
"""Of a feed after unpacking; settings allow less."""

_ERRORS = (EOFError, OSError, LookupError, AttributeError, ValueError, zlib.error, *CODING_ERRORS)


def erase_records(file: Path, addresses: Collection[str], sources: Collection[str]) -> int:
    """Remove the records of `addresses` and `sources`, and those that name such an address (feeds and sitemaps).

    Returns the number of removed records. A file without any record left is removed, and so is one that cannot be read
    to its end: nobody can tell what it holds.
    """
    try:
        records = list(_find_records(file, addresses, sources))
    except (*_ERRORS, ArchiveLoadFailed):
        records = []
    if not records or sum(records[-1][:2]) != file.stat().st_size:
        file.unlink()
        return max(len(records), 1)
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

    names = make_matcher(addresses)
    with file.open("rb") as stream:
        records = ArchiveIterator(stream)
        for record in records:
            is_gone = record.rec_headers.get_header(SOURCE_FIELD) in sources or _names_one(record, names)
            record.content_stream().read()
            yield records.get_record_offset(), records.get_record_length(), not is_gone


def _names_one(record: Any, names: Callable[[str], bool]) -> bool:
    """Whether a feed or sitemap, or the headers of a record, name a forgotten address. Other pages may link to it."""
    headers = record.http_headers
    stated = f"{record.rec_headers} {headers or ''}"
    body = record.content_stream().read()
    if record.rec_headers.get_header(KIND_FIELD) == PAGE_KIND:
        return names(stated)
    coding = headers.get_header("Content-Encoding") if headers is not None else None
    if coding and coding.strip().lower() == "br":
        body = choose_unpacker("br").unpack(body, MOST_BYTES)
    return names(stated) or names(body.decode("utf-8", "replace"))


def _copy_ranges(file: Path, kept: list[tuple[int, int]]) -> None:
    clean = file.with_name(f"{file.name}.part")
    with file.open("rb") as old, clean.open("wb") as new:
        for offset, length in kept:
            old.seek(offset)
            new.write(old.read(length))
    clean.replace(file)
