"""Reads the pages of WARC files: from our own archive, or from others such as Common Crawl."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.ingest.listings.entry import MEDIA_TYPE, ListingEntry, parse_entry
from flows.ingest.listings.sniff import sniff_kind
from flows.ingest.text.decode import decode_page
from flows.ingest.units import PAGE_TYPES, SOURCE_FIELD, Fields, Refused, Unit, skip
from flows.settings import MIB, Limits

_RUN_NAME = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d+)-")


def archive_run(path: Path) -> str:
    """The run that wrote a file of our own archive, in a form that sorts in the order of runs; "" for other files."""
    match = _RUN_NAME.match(path.name) if ".warc" in path.suffixes else None
    return f"{match[1]}.{int(match[2]):09}" if match else ""


def reading_order(path: Path) -> Path:
    """Sort key of a file: its path; for files of our archive, by run number ("….10-" comes after "….2-")."""
    run = archive_run(path)
    return path.with_name(f"{run}-{path.name}") if run else path


def read_warc(path: Path, limits: Limits) -> Iterator[Unit]:
    """The pages answered with status 200, named by address and position in the file.

    Requests, redirects, revisits, robots.txt, feeds and pictures are skipped.

    Raises:
        Refused: `broken_warc` after the last readable record; `no_pages` (skipped), if the file holds no page.
    """
    is_empty = True
    # A listing entry precedes the page that it led to.
    entry: tuple[str, ListingEntry | None] = "", None
    for record, records in _records(path):
        url = record.rec_headers.get_header("WARC-Target-URI")
        content: Fields | Refused | None
        if record.rec_type == "metadata":
            entry = url, _read_entry(record, limits)
            content = _entry_as_page(*entry)
        else:
            content = _page(record, limits)
        if content is not None:
            # Not before the body is read: this call reads to the end of the record.
            offset = records.get_record_offset()
            is_empty = False
            source = record.rec_headers.get_header(SOURCE_FIELD)
            listed = entry[1] if entry[0] == url else None
            yield Unit(
                f"{url} ({path}:{offset})", path.name, content, is_alone=False, source=source, listed=listed,
                captured_at=_date(record), run=archive_run(path),
            )  # fmt: skip
    if is_empty:
        raise skip("no_pages", "the file holds no page")


def _date(record: Any) -> datetime | None:
    try:
        date = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _read_entry(record: Any, limits: Limits) -> ListingEntry | None:
    """The listing entry in a metadata record of our own archive; None for the metadata of other archives."""
    if record.rec_headers.get_header("Content-Type") != MEDIA_TYPE:
        return None
    try:
        return parse_entry(record.content_stream().read(limits.page_bytes + 1))
    except (EOFError, OSError, ValueError, zlib.error):
        return None


def _entry_as_page(url: str, listed: ListingEntry | None) -> Fields | None:
    """The text of an entry as a page, if the page itself could not be fetched."""
    return {"html": listed.to_page(), "url": url} if listed and listed.instead else None


def _records(path: Path) -> Iterator[tuple[Any, Any]]:
    """The responses and metadata records in the file, each with the iterator, which knows the position."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with path.open("rb") as file:
        records = ArchiveIterator(file)
        while True:
            try:
                record = next(records, None)
            except (ArchiveLoadFailed, EOFError, LookupError, AttributeError, ValueError, zlib.error) as error:
                raise Refused("broken_warc", f"not readable after byte {records.offset}: {error}"[:500]) from None
            if record is None:
                return
            is_answer = record.rec_type == "response" and record.http_headers is not None
            if is_answer or record.rec_type == "metadata":
                yield record, records


def _page(record: Any, limits: Limits) -> Fields | Refused | None:
    """The page in a response, or why it cannot be read; None if the response is no page."""
    media_type, _, parameters = (record.http_headers.get_header("Content-Type") or "").partition(";")
    if record.http_headers.get_statuscode() != "200" or media_type.strip().lower() not in PAGE_TYPES:
        return None
    try:
        body = record.content_stream().read(limits.page_bytes + 1)
        if len(body) > limits.page_bytes:
            return Refused("too_large", f"the page is over {limits.page_bytes / MIB:g} MiB")
        if sniff_kind(body).is_listing:
            return None
        charset = parameters.partition("charset=")[2].strip(" \"'").partition(";")[0]
        return {"html": decode_page(body, charset), "url": record.rec_headers.get_header("WARC-Target-URI")}
    except Refused as refused:
        return refused
    except (EOFError, OSError, ValueError, zlib.error) as error:
        return Refused("broken_warc", f"the page cannot be unpacked: {error}")
