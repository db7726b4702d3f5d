"""Files and listings broken at random, from one seed: nothing crashes, and every input has one outcome."""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import random
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pyarrow as pa
import xlsxwriter

from flows.ingest.listings.entry import MEDIA_TYPE, ListingEntry, parse_entry
from flows.ingest.listings.listing import read_listing
from flows.ingest.listings.sniff import ContentKind, sniff_kind
from flows.ingest.units import Refused

from .conftest import Run
from .fetch.site import article, feed, item, rss_of
from .page.test_page import page

SEED = 20261122
MADE = datetime(2026, 11, 22, tzinfo=UTC)
"""The time written into the originals: with today's, every run would break other bytes."""

PIECES = (
    *(
        b"<",
        b">",
        b"&",
        b'"',
        b"\x00",
        b"\xff\xfe",
        b"]]>",
        b"<!--",
        b"<![CDATA[",
        b"{",
        b"\\u0000",
        b"\xe2\x80",
        b"\r",
    ),
    *(
        b"<script type='application/ld+json'>",
        b"<div>" * 300,
        b"&#xD800;",
        b"\xf0\x9f",
        b"<!DOCTYPE",
        b"<base href='//['>",
    ),
)


def mutated(raw: bytes, dice: random.Random) -> bytes:
    """`raw` with one to eight stretches cut out, doubled, overwritten or interrupted."""
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(raw) + 1)
        to = min(len(raw), at + dice.choice((1, 5, 50, 500)))
        kind = dice.randrange(5)
        middle = (b"", raw[at:to] * 2, dice.randbytes(to - at), dice.choice(PIECES) + raw[at:to], raw[at:to][::-1])[
            kind
        ]
        raw = raw[:at] + middle + raw[to:]
    return raw


def _workbook(record: Mapping[str, object]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["text", "title"])
        sheet.write_row(1, 0, [record["text"], record["title"]])
    return buffer.getvalue()


def originals() -> dict[str, bytes]:
    """One good file of each kind."""
    ld = {"@type": "NewsArticle", "author": [{"name": "Ida Berg"}], "datePublished": "2026-03-14T10:00:00Z"}
    record = {"text": "“It is over,” she said.", "title": "T", "published_at": "2026-03-14", "authors": ["A B"]}
    return {
        ".html": page(ld=ld, head="<link rel='canonical' href='https://courier.test/a'>").encode(),
        ".htm": article("Lund").encode(),
        ".txt": "“It is over,” she said.\n\nAnd left.".encode(),
        ".json": json.dumps([record, record]).encode(),
        ".jsonl": (json.dumps(record) + "\n").encode() * 3,
        ".csv": b"text,title,date\n" + b'"He said, ""no"".",T,2026-03-14\n' * 3,
        ".warc.gz": _warc(),
        ".parquet": _parquet(record),
        ".xml": _talkative(["https://courier.test/a"]),
        ".eml": EML,
        ".mbox": b"From ida@c.test Thu Sep  5 18:30:00 2024\n" + EML,
        ".mhtml": MHTML + page().encode() + b"\n--b--\n",
        ".md": "---\ntitle: T\nauthor: Ida Wren\n---\n“It is over,” *she* said.".encode(),
        ".tsv": b"text\ttitle\n" + b"He said no.\tT\n" * 2,
        ".csv.gz": gzip.compress(b"text,title\nHe said no.,T\n", mtime=0),
        ".zip": _zip("a.txt", "“It is over,” she said.".encode()),
        ".arc": _arc(),
        ".odt": _zip("content.xml", ODT),
        ".rtf": rb"{\rtf1\ansi \'93It is over,\'94 she said.\par}",
        ".webarchive": plistlib.dumps(
            {"WebMainResource": {"WebResourceData": page().encode()}}, fmt=plistlib.FMT_BINARY
        ),
        ".enex": b"<en-export><note><content><![CDATA[<en-note>It is over.</en-note>]]></content></note></en-export>",
        ".jsonl.zst": pa.compress(json.dumps(record).encode(), "zstd", asbytes=True),
        ".markdown": b"+++\ntitle = 'T'\n+++\nIt is over.",
        ".xlsx": _workbook(record),
        ".nitf": b"<nitf><body><hl1>T</hl1><body.content><p>It is over.</p></body.content></body></nitf>",
    }


EML = (
    b"From: Ida Wren <ida@c.test>\nSubject: T\nDate: Thu, 05 Sep 2024 18:30:00 +0000\nMIME-Version: 1.0\n"
    b"Content-Type: text/html; charset=utf-8\n\n<p>It is over, she said.</p>\n"
)
MHTML = b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n"
ODT = b"<x xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><t:h>T</t:h><t:p>It is over.</t:p></x>"


def _zip(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), content)
    return buffer.getvalue()


def _arc() -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + article("Lund").encode()
    head = f"http://a.test/1 127.0.0.1 20240906020000 text/html {len(answer)}\n".encode()
    return b"filedesc://a.arc 127.0.0.1 20240906020000 text/plain 0\n\n" + head + answer + b"\n"


def _talkative(links: list[str]) -> bytes:
    """A feed that says of its items whatever a feed can."""
    text = f"<p>{'We have waited long enough for the bridge. ' * 20}</p>"
    said = {"title": "A &amp;amp; b", "pubDate": "Sun, 22 Nov 2026 01:30:00 +0100", "author": "Ida Berg"}
    return rss_of(*(item(link, text, **said) for link in links)).encode()


def _warc() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    for n in range(3):
        stamps = {"WARC-Record-ID": f"<urn:uuid:{UUID(int=n)}>", "WARC-Date": f"{MADE:%Y-%m-%dT%H:%M:%SZ}"}
        body = article(f"Town {n}").encode()
        url = f"https://a.test/{n}"
        record = writer.create_warc_record(
            url, "response", io.BytesIO(body), len(body), warc_headers_dict=stamps, http_headers=headers
        )
        text = "<p>We have waited long enough for the bridge.</p>" * 20
        said = ListingEntry(title=f"Town {n}", html=text, instead=["403", None, None][n]).to_json()
        about = writer.create_warc_record(url, "metadata", io.BytesIO(said), len(said), MEDIA_TYPE, stamps)
        writer.write_record(about)
        writer.write_record(record)
    return buffer.getvalue()


def _parquet(record: Mapping[str, object]) -> bytes:
    import polars as pl

    buffer = io.BytesIO()
    pl.DataFrame([record] * 3).write_parquet(buffer)
    return buffer.getvalue()


def test_every_original_is_read(inbox: Path, run: Run) -> None:
    for suffix, raw in originals().items():
        (inbox / f"good{suffix}").write_bytes(raw)
    night = run(inbox)
    assert {outcome for outcome, _ in night.ended()} <= {"loaded", "repeated"}
    # The WARC file has a text that a listing has instead of its page, beside its pages.
    assert len(night.outcomes) == 3 + 2 + 3 * 4 + 1 + 18


def test_mutated_files_never_crash(inbox: Path, run: Run) -> None:
    dice = random.Random(SEED)
    good = originals()
    suffixes = [".html", ".htm", ".html", *good]
    names = [f"{n:03d}{suffixes[n % len(suffixes)]}" for n in range(900)]
    for name in names:
        suffix = "." + name.partition(".")[2]
        raw = good[suffix]
        broken = (
            gzip.compress(mutated(gzip.decompress(raw), dice), mtime=0)
            if suffix.endswith(".gz") and dice.random() < 0.5
            else mutated(raw, dice)
        )
        (inbox / name).write_bytes(broken)
    night = run(inbox)
    met = {name for name in names if any(name in row["input"] for row in night.outcomes)}
    assert met == set(names)
    assert len({row["input"] for row in night.outcomes}) == night.ingested.inputs == len(night.outcomes)
    assert {"loaded", "quarantined"} <= {outcome for outcome, _ in night.ended()}


def test_mutated_listings_are_read_or_refused() -> None:
    dice = random.Random(SEED)
    links = [f"https://a.test/{n}" for n in range(20)]
    urls = "".join(f"<url><loc>{link}</loc></url>" for link in links)
    sitemap = (
        f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>".encode()
    )
    atom = "<feed xmlns='http://www.w3.org/2005/Atom'>" + "".join(
        f"<entry><link href='{one}'/></entry>" for one in links
    )
    goods = [
        (ContentKind.FEED, feed(*links).encode()),
        (ContentKind.SITEMAP, sitemap),
        (ContentKind.SITEMAP, gzip.compress(sitemap)),
        (ContentKind.FEED, atom.encode() + b"</feed>"),
        (ContentKind.FEED, _talkative(links)),
    ]
    assert all([one.link for one in read_listing(raw, kind, "https://a.test/").items] == links for kind, raw in goods)
    refused = 0
    for n in range(400):
        kind, raw = goods[n % len(goods)]
        broken = mutated(raw, dice)
        try:
            sniff_kind(broken)
            for one in read_listing(broken, kind, "https://a.test/").items:
                assert parse_entry(one.listed.to_json()) == one.listed
        except Refused:
            refused += 1
    assert 0 < refused < 400
