"""The pages in a WARC file: our own archive's, or Common Crawl's."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.ingest.decode import decode_page
from flows.ingest.sniff import kind_of
from flows.ingest.units import PAGE_TYPES, SOURCE_FIELD, Fields, Refused, Unit
from flows.outcomes import Outcome
from flows.settings import MIB, Limits


def read_warc(path: Path, limits: Limits) -> Iterator[Unit]:
    """The pages that servers answered with status 200, named by address and place in the file.

    Requests, redirects, revisits, robots.txt, feeds and pictures are no articles and are passed over.

    Raises:
        Refused: `broken_warc` behind the last readable record; `no_pages` (skipped), where the file holds none.
    """
    is_empty = True
    for record, records in _records(path):
        content = _page(record, limits)
        if content is not None:
            # Asked only now: it reads on to the end of the record.
            offset = records.get_record_offset()
            is_empty = False
            url = record.rec_headers.get_header("WARC-Target-URI")
            source = record.rec_headers.get_header(SOURCE_FIELD)
            yield Unit(f"{url} ({path}:{offset})", path.name, content, is_alone=False, source=source)
    if is_empty:
        raise Refused("no_pages", "the file holds no page", outcome=Outcome.SKIPPED)


def _records(path: Path) -> Iterator[tuple[Any, Any]]:
    """The responses in the file, each with the iterator that knows where it stands."""
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
            if record.rec_type == "response" and record.http_headers is not None:
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
        if kind_of(body) != "page":
            return None
        charset = parameters.partition("charset=")[2].strip(" \"'").partition(";")[0]
        return {"html": decode_page(body, charset), "url": record.rec_headers.get_header("WARC-Target-URI")}
    except Refused as refused:
        return refused
    except (EOFError, OSError, ValueError, zlib.error) as error:
        return Refused("broken_warc", f"the page cannot be unpacked: {error}")
