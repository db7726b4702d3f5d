"""The raw archive: requests and answers as WARC, one file per host and run."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime
from hashlib import sha1
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.ingest.fetch.client import Response
from flows.ingest.listings.entry import MEDIA_TYPE, ListingEntry
from flows.ingest.units import KIND_FIELD, PAGE_KIND, SOURCE_FIELD

# httpx removes the transfer coding, so its header would be wrong. The content coding stays.
_HOP_HEADERS = frozenset({"transfer-encoding", "connection", "keep-alive"})
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Archive:
    """WARC files under `folder`, named by run and host. A file gets its final name when the archive is closed.

    `pages` counts the pages of each host.
    """

    def __init__(self, folder: Path, run_id: str) -> None:
        self._folder = folder
        self._run_id = run_id
        self._files: dict[str, tuple[Path, io.BufferedWriter, WARCWriter]] = {}
        self.pages: Counter[str] = Counter()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for path, file, _ in self._files.values():
            file.close()
            path.replace(self.path(path.name.removesuffix(".part")))

    def path(self, name: str) -> Path:
        """The path of a file once the archive is closed."""
        return self._folder / name

    def name(self, host: str) -> str:
        """The name of the file of a host."""
        return f"{self._run_id}-{host.replace(':', '_').replace('/', '_')}.warc.gz"

    def store(self, host: str, response: Response, source: str, at: datetime, *, is_page: bool = False) -> None:
        """Store a request and its answer."""
        writer = self._writer(host)
        fields = {"WARC-Date": _date(at), SOURCE_FIELD: source}
        marked = {**fields, KIND_FIELD: PAGE_KIND} if is_page else fields
        answer = writer.create_warc_record(
            response.url,
            "response",
            payload=io.BytesIO(response.raw),
            length=len(response.raw),
            http_headers=_http_headers(response),
            warc_headers_dict=marked,
        )
        asked = writer.create_warc_record(
            response.url, "request", http_headers=_request_headers(response), warc_headers_dict=dict(fields)
        )
        writer.write_request_response_pair(asked, answer)

    def store_entry(self, host: str, url: str, source: str, at: datetime, listed: ListingEntry) -> None:
        """Store the entry of the article at `url`: before its page, or in its place."""
        writer = self._writer(host)
        payload = listed.to_json()
        fields = {"WARC-Date": _date(at), SOURCE_FIELD: source}
        record = writer.create_warc_record(
            url, "metadata", io.BytesIO(payload), len(payload), MEDIA_TYPE, warc_headers_dict=fields
        )
        writer.write_record(record)

    def store_revisit(
        self, host: str, response: Response, source: str, at: datetime, digest: str, earlier: str
    ) -> None:
        """Store a revisit: the server answered 304, or sent the same bytes as at the time `earlier`."""
        writer = self._writer(host)
        record = writer.create_revisit_record(
            response.url,
            digest,
            response.url,
            earlier,
            http_headers=_http_headers(response),
            warc_headers_dict={"WARC-Date": _date(at), SOURCE_FIELD: source},
        )
        if response.status == 304:
            record.rec_headers.replace_header("WARC-Profile", _PROFILE)
        writer.write_record(record)

    def _writer(self, host: str) -> WARCWriter:
        if host not in self._files:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self.path(self.name(host) + ".part")
            file = path.open("wb")
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            self._files[host] = (path, file, writer)
        return self._files[host][2]


def digest_payload(response: Response) -> str:
    """The digest of a body as sent, in the form that WARC uses."""
    from base64 import b32encode

    return "sha1:" + b32encode(sha1(response.raw, usedforsecurity=False).digest()).decode()


def _date(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _http_headers(response: Response) -> StatusAndHeaders:
    kept = [(name, value) for name, value in response.headers if name.lower() not in _HOP_HEADERS]
    return StatusAndHeaders(f"{response.status} {response.reason}".strip(), kept, protocol="HTTP/1.1")


def _request_headers(response: Response) -> StatusAndHeaders:
    parts = urlsplit(response.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return StatusAndHeaders(f"GET {target} HTTP/1.1", list(response.request_headers), is_http_request=True)
