"""Web archives that were cut: what came before the cut is read, and the cut page has an outcome."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from ..conftest import Run
from ..fetch.site import article


def record(address: str, body: str) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-09-05T18:30:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


FIRST, SECOND = record("https://c.test/a", article("Lund")), record("https://c.test/b", article("Kalua"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("headers.warc", FIRST + SECOND[:60]),
        ("type.warc", FIRST + SECOND[:40]),
        ("headers.warc.gz", gzip.compress(FIRST) + gzip.compress(SECOND)[:30]),
        ("answer.warc", FIRST + SECOND[: SECOND.index(b"HTTP/") + 20]),
        ("page.warc", FIRST + SECOND[:-60]),
        ("packed.warc.gz", gzip.compress(FIRST) + gzip.compress(SECOND)[:-60]),
    ],
)
def test_a_cut_page_is_quarantined(inbox: Path, run: Run, name: str, content: bytes) -> None:
    (inbox / name).write_bytes(content)
    night = run(inbox)
    assert night.ended() == [("loaded", None), ("quarantined", "broken_warc")]
    assert night.article["url"] == "https://c.test/a"


def test_an_empty_member_at_the_end_is_no_cut(inbox: Path, run: Run) -> None:
    (inbox / "a.warc.gz").write_bytes(gzip.compress(FIRST) + gzip.compress(b""))
    assert run(inbox).ended() == [("loaded", None)]
