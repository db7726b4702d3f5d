"""Records leave a WARC file; the others stay as they were, byte for byte."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.ingest.fetch.erase import erase_records
from flows.ingest.units import SOURCE_FIELD

HOST = "https://courier.test"
BODIES = {
    f"{HOST}/a": (b"<p>Secret words.</p>", "town", ""),
    f"{HOST}/b": (b"<p>Other words.</p>", "town", ""),
    f"{HOST}/feed": (f"<a>{HOST}/a?utm_source=f</a><a>{HOST}/a?x=1&amp;y=2</a>".encode(), "town", "gzip"),
    f"{HOST}/c": (b"<p>Of another source.</p>", "post", ""),
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "2026-11-22.1-courier.test.warc.gz"
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, (body, source, coding) in BODIES.items():
            raw = gzip.compress(body) if coding else body
            headers = StatusAndHeaders("200 OK", [("Content-Encoding", coding)] if coding else [], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(raw),
                length=len(raw),
                http_headers=headers,
                warc_headers_dict={SOURCE_FIELD: source},
            )
            writer.write_record(record)
    return file


def addresses(file: Path) -> list[str]:
    with file.open("rb") as stream:
        return [record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(stream)]


def test_a_page_goes_and_the_others_stay_as_they_were(archive: Path) -> None:
    before = archive.read_bytes()
    assert erase_records(archive, {f"{HOST}/a"}, set()) == 2  # the feed names its address
    assert addresses(archive) == [f"{HOST}/b", f"{HOST}/c"]
    kept = [part for part in archive.read_bytes().split(b"\x1f\x8b\x08") if part]
    assert all(part in before for part in kept)


def test_an_escaped_address_in_a_packed_feed_is_found(archive: Path) -> None:
    assert erase_records(archive, {f"{HOST}/a?x=1&y=2"}, set()) == 1
    assert f"{HOST}/feed" not in addresses(archive)


def test_a_source_goes_and_an_empty_file_with_it(archive: Path) -> None:
    assert erase_records(archive, set(), {"town"}) == 3
    assert addresses(archive) == [f"{HOST}/c"]
    assert erase_records(archive, set(), {"post"}) == 1
    assert not archive.exists()


def test_nothing_to_remove_leaves_the_file_alone(archive: Path) -> None:
    before = archive.read_bytes()
    assert erase_records(archive, {f"{HOST}/elsewhere"}, {"wire"}) == 0
    assert archive.read_bytes() == before


@pytest.mark.parametrize("damage", [b"\x00" * 40, b"no gzip at all"], ids=["in a record", "behind it"])
def test_a_file_that_cannot_be_read_is_removed(archive: Path, damage: bytes) -> None:
    whole = archive.read_bytes()
    archive.write_bytes(whole[:300] + damage + whole[340:] if damage[0] == 0 else whole + damage)
    erase_records(archive, {f"{HOST}/elsewhere"}, set())
    assert not archive.exists()
