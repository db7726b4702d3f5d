"""Reads the pages of web archives: our own WARC files, Common Crawl's WARC and WET files, old ARC files."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.ingest.fetch.content_coding import CODING_ERRORS, choose_unpacker
from flows.ingest.listings.entry import MEDIA_TYPE, ListingEntry, parse_entry
from flows.ingest.listings.sniff import sniff_kind
from flows.ingest.readers.source_file import SourceFile
from flows.ingest.text.decode import decode, decode_page
from flows.ingest.units import KIND_FIELD, PAGE_KIND, PAGE_TYPES, SOURCE_FIELD, Fields, Note, Refused, Unit, skip
from flows.settings import MIB

_RUN_NAME = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d+)-")
_READ_TYPES = frozenset({"response", "resource", "conversion", "metadata"})
_CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate", "br"})
_ERRORS = (EOFError, OSError, LookupError, AttributeError, ValueError, zlib.error)
_GZIP = b"\x1f\x8b"
_PROBE_BYTES = 4 * MIB
_PIECE_BYTES = 1 * MIB
_NEXT_RECORD = re.compile(rb"\r?\n\r?\nWARC/1\.\d\r?\n")

Content = tuple[Fields, tuple[Note, ...]] | Refused | None
"""The content of a record with notes, why it cannot be read, or None if it is no page."""


def archive_run(path: Path) -> str:
    """The run that wrote a file of our own archive, in a form that sorts in the order of runs; "" for other files."""
    match = _RUN_NAME.match(path.name) if ".warc" in path.suffixes else None
    return f"{match[1]}.{int(match[2]):09}" if match else ""


def reading_order(path: Path) -> Path:
    """Sort key of a file: its path; for files of our archive, by run number ("….10-" comes after "….2-")."""
    run = archive_run(path)
    return path.with_name(f"{run}-{path.name}") if run else path


def is_one_gzip_member(path: Path) -> bool:
    """Whether a gzip file holds several records in one member, so that it has to be unpacked as a whole."""
    with path.open("rb") as file:
        raw = file.read(_PROBE_BYTES)
    if not raw.startswith(_GZIP):
        return False
    try:
        member = zlib.decompressobj(wbits=31).decompress(raw, _PROBE_BYTES)
    except zlib.error:
        return False
    return _NEXT_RECORD.search(member) is not None


def read_warc(file: SourceFile) -> Iterator[Unit]:
    """The pages answered with status 200, named by address and position in the file.

    Requests, redirects, revisits, robots.txt, feeds and pictures are skipped.

    Raises:
        Refused: `broken_warc` after the last readable record; `no_pages` (skipped), if the file holds no page.
    """
    is_empty = True
    # A listing entry precedes the page that it led to.
    entry: tuple[str, ListingEntry | None] = "", None
    for record, records in _records(file.path):
        url = record.rec_headers.get_header("WARC-Target-URI")
        if record.rec_type == "metadata":
            entry = url, _read_entry(record, file)
            content = _entry_as_page(*entry)
        else:
            content = _read_record(record, file)
        if content is not None:
            is_empty = False
            # Not before the body is read: this call reads to the end of the record.
            place = f"{url} ({file.name}:{records.get_record_offset()})"
            yield _unit(place, file, record, content, entry[1] if entry[0] == url else None)
    if is_empty:
        raise skip("no_pages", "the file holds no page")


def _unit(name: str, file: SourceFile, record: Any, content: Content, listed: ListingEntry | None) -> Unit:
    fields, notes = content if isinstance(content, tuple) else (content or {}, ())
    return Unit(
        name,
        file.base_name,
        fields,
        is_alone=False,
        source=record.rec_headers.get_header(SOURCE_FIELD),
        listed=listed,
        captured_at=_date(record),
        run=archive_run(file.path),
        notes=notes,
    )


def _date(record: Any) -> datetime | None:
    try:
        date = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _read_entry(record: Any, file: SourceFile) -> ListingEntry | None:
    """The listing entry in a metadata record of our own archive; None for the metadata of other archives."""
    if record.rec_headers.get_header("Content-Type") != MEDIA_TYPE:
        return None
    try:
        return parse_entry(record.content_stream().read(file.limits.page_bytes + 1))
    except _ERRORS:
        return None


def _entry_as_page(url: str, listed: ListingEntry | None) -> Content:
    """The text of an entry as a page, if the page itself could not be fetched."""
    return ({"html": listed.to_page(), "url": url}, ()) if listed and listed.instead else None


def _records(path: Path) -> Iterator[tuple[Any, Any]]:
    """The records that can hold a page or an entry, each with the iterator, which knows the position."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with path.open("rb") as file:
        records = ArchiveIterator(file, arc2warc=True)
        while True:
            try:
                record = next(records, None)
            except (ArchiveLoadFailed, *_ERRORS) as error:
                reason = " ".join(f"not readable after byte {records.offset}: {error}".split())
                raise Refused("broken_warc", reason[:500]) from None
            # warcio ends silently in the headers of a record that is cut.
            is_cut = _has_rest(path, records.offset) if record is None else _has_no_length(record)
            if is_cut:
                raise Refused("broken_warc", f"the file ends inside the record at byte {records.offset}")
            if record is None:
                return
            if record.rec_type in _READ_TYPES and (record.rec_type != "response" or record.http_headers is not None):
                yield record, records


def _has_rest(path: Path, offset: int) -> bool:
    """Whether a file has more behind its last record than an empty gzip member."""
    with path.open("rb") as file:
        file.seek(offset)
        rest = file.read(_PROBE_BYTES)
    try:
        member = zlib.decompressobj(wbits=31)
        return bool(rest) and not (member.decompress(rest, 1) == b"" and member.eof)
    except zlib.error:
        return True


def _has_no_length(record: Any) -> bool:
    return record.rec_type != "arc_header" and record.rec_headers.get_header("Content-Length") is None


def _read_record(record: Any, file: SourceFile) -> Content:
    media_type, charset = _media_type(record)
    if record.rec_type == "conversion":
        is_wanted = media_type == "text/plain"
    else:
        status = record.http_headers.get_statuscode() if record.http_headers is not None else "200"
        is_wanted = status == "200" and media_type in PAGE_TYPES
    if not is_wanted:
        return None
    try:
        return _read_body(record, charset, file)
    except Refused as refused:
        return refused
    except _ERRORS as error:
        return Refused("broken_warc", f"the page cannot be unpacked: {error}")


def _media_type(record: Any) -> tuple[str, str]:
    """The media type in lower case, and the charset; each empty if it is not given."""
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    media_type, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    charset = parameters.partition("charset=")[2].strip(" \"'").partition(";")[0]
    return media_type.strip().lower(), charset


def _read_body(record: Any, charset: str, file: SourceFile) -> Content:
    _require_coding(record)
    body = _unpack(record, file.limits.page_bytes + 1)
    if len(body) > file.limits.page_bytes:
        raise Refused("too_large", f"the page is over {file.limits.page_bytes / MIB:g} MiB")
    _require_whole(record)
    url = record.rec_headers.get_header("WARC-Target-URI")
    if record.rec_type == "conversion":
        text = decode(body)
        return {"text": text.text, "url": url}, text.notes
    # Our own archive marks its pages: what was archived as one must have an outcome.
    if record.rec_headers.get_header(KIND_FIELD) != PAGE_KIND and sniff_kind(body).is_listing:
        return None
    page = decode_page(body, charset)
    return {"html": page.text, "url": url}, page.notes


def _require_whole(record: Any) -> None:
    """Refuse a page that is cut by the end of the file: as an article it would replace the whole one."""
    while record.raw_stream.read(_PIECE_BYTES):
        pass
    if missing := getattr(record.raw_stream, "limit", 0):
        raise Refused("broken_warc", f"the file ends inside the page: {missing:,} bytes are missing")


def _require_coding(record: Any) -> None:
    coding = _coding(record)
    if coding not in _CODINGS:
        raise Refused("content_coding", f"the page is packed as {coding}, which is not read")


def _coding(record: Any) -> str:
    coding = record.http_headers.get_header("Content-Encoding") if record.http_headers is not None else None
    return (coding or "").strip().lower()


def _unpack(record: Any, limit: int) -> bytes:
    """The first `limit` bytes of the body. Brotli is unpacked here: warcio fails on some of its streams."""
    is_chunked = record.http_headers is not None and record.http_headers.get_header("Transfer-Encoding")
    if _coding(record) != "br" or is_chunked:
        body: bytes = record.content_stream().read(limit)
        return body
    try:
        return choose_unpacker("br").unpack(record.raw_stream.read(limit), limit)
    except CODING_ERRORS as error:
        raise Refused("broken_warc", f"the page cannot be unpacked: {error}"[:300]) from None
