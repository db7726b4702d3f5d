"""The pages in a WARC file: our own archive's, or Common Crawl's."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.enums import Outcome
from flows.ingest.listings.entry import MEDIA_TYPE, ListingEntry, parse_entry
from flows.ingest.listings.sniff import sniff_kind
from flows.ingest.text.decode import decode_page
from flows.ingest.units import PAGE_TYPES, SOURCE_FIELD, Fields, Refused, Unit
from flows.settings import MIB, Limits

_OF_RUN = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d+)-")


def archive_run(path: Path) -> str:
    """The run that wrote a file of our own archive, in a form that sorts in the order of runs; "" for any other."""
    match = _OF_RUN.match(path.name) if ".warc" in path.suffixes else None
    return f"{match[1]}.{int(match[2]):09}" if match else ""


def reading_order(path: Path) -> Path:
    """What a file is sorted by: its path, but an archive's files by their runs ("….10-" comes after "….2-")."""
    run = archive_run(path)
    return path.with_name(f"{run}-{path.name}") if run else path


def read_warc(path: Path, limits: Limits) -> Iterator[Unit]:
    """The pages that servers answered with status 200, named by address and place in the file.

    Requests, redirects, revisits, robots.txt, feeds and pictures are no articles and are passed over.

    Raises:
        Refused: `broken_warc` behind the last readable record; `no_pages` (skipped), where the file holds none.
    """
    is_empty = True
    # What a listing says stands in front of the page that it led to.
    said: tuple[str, ListingEntry | None] = "", None
    for record, records in _records(path):
        url = record.rec_headers.get_header("WARC-Target-URI")
        content: Fields | Refused | None
        if record.rec_type == "metadata":
            said = url, _listed(record, limits)
            content = _entry_as_page(*said)
        else:
            content = _page(record, limits)
        if content is not None:
            # Asked only now: it reads on to the end of the record.
            offset = records.get_record_offset()
            is_empty = False
            source = record.rec_headers.get_header(SOURCE_FIELD)
            listed = said[1] if said[0] == url else None
            yield Unit(
                f"{url} ({path}:{offset})", path.name, content, is_alone=False, source=source, listed=listed,
                captured_at=_date(record), run=archive_run(path),
            )  # fmt: skip
    if is_empty:
        raise Refused("no_pages", "the file holds no page", outcome=Outcome.SKIPPED)


def _date(record: Any) -> datetime | None:
    try:
        date = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _listed(record: Any, limits: Limits) -> ListingEntry | None:
    """What a listing says, as our own archive keeps it; other archives have metadata of their own."""
    if record.rec_headers.get_header("Content-Type") != MEDIA_TYPE:
        return None
    try:
        return parse_entry(record.content_stream().read(limits.page_bytes + 1))
    except (EOFError, OSError, ValueError, zlib.error):
        return None


def _entry_as_page(url: str, listed: ListingEntry | None) -> Fields | None:
    """The text in a listing as a page, where the page itself could not be had."""
    return {"html": listed.page(), "url": url} if listed and listed.instead else None


def _records(path: Path) -> Iterator[tuple[Any, Any]]:
    """The responses and metadata in the file, each with the iterator that knows where it stands."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with path.open("rb") as file:
        records = ArchiveIterator(file)
        while True:
            try:
                record = next(records, None)
            except (ArchiveLoadFailed, EOFError, LookupError, AttributeError, ValueError, zlib.error) as error:
                raise Refused("broken_warc", f"not readable behind byte {records.offset}: {error}"[:500]) from None
            if record is None:
                return
            is_answer = record.rec_type == "response" and record.http_headers is not None
            if is_answer or record.rec_type == "metadata":
                yield record, records


def _page(record: Any, limits: Limits) -> Fields | Refused | None:
    """The page in a response, or why it cannot be read; None where it holds none."""
    media_type, _, parameters = (record.http_headers.get_header("Content-Type") or "").partition(";")
    if record.http_headers.get_statuscode() != "200" or media_type.strip().lower() not in PAGE_TYPES:
        return None
    try:
        body = record.content_stream().read(limits.page_bytes + 1)
        if len(body) > limits.page_bytes:
            return Refused("too_large", f"the page is over {limits.page_bytes / MIB:g} MiB")
        if sniff_kind(body) != "page":
            return None
        charset = parameters.partition("charset=")[2].strip(" \"'").partition(";")[0]
        return {"html": decode_page(body, charset), "url": record.rec_headers.get_header("WARC-Target-URI")}
    except Refused as refused:
        return refused
    except (EOFError, OSError, ValueError, zlib.error) as error:
        return Refused("broken_warc", f"the page cannot be unpacked: {error}")
