"""Selects the reader of a file by its suffix. Files are streamed: `Limits` bounds the part in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from flows.ingest.readers.json_records import read_json, read_jsonl
from flows.ingest.readers.tables import read_csv, read_parquet
from flows.ingest.readers.warc import read_warc
from flows.ingest.text.decode import decode, decode_page
from flows.ingest.units import Refused, Unit
from flows.settings import MIB, Limits


def read_file(path: Path, limits: Limits) -> Iterator[Unit]:
    """The units of the file at `path`, in file order. A refused record is a unit too."""
    try:
        if path.stat().st_size == 0:
            raise Refused("empty", "the file is empty")
        yield from READERS[file_suffix(path)](path, limits)
    except Refused as refused:
        yield Unit(str(path), path.name, refused)
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror or error}"
        yield Unit(str(path), path.name, Refused("unreadable", reason))


def _read_text(path: Path, limits: Limits) -> Iterator[Unit]:
    text = decode(read_whole(path, limits.page_bytes))
    yield Unit(str(path), path.name, {"text": text, "url": path.as_uri()})


def _read_page(path: Path, limits: Limits) -> Iterator[Unit]:
    html = decode_page(read_whole(path, limits.page_bytes))
    yield Unit(str(path), path.name, {"html": html, "url": path.as_uri()})


def _read_json(path: Path, limits: Limits) -> Iterator[Unit]:
    return read_json(path, decode(read_whole(path, limits.document_bytes)))


def read_whole(path: Path, limit: int) -> bytes:
    """The bytes of a file. Raises `Refused` with `too_large` if it has more than `limit` bytes."""
    size = path.stat().st_size
    if size > limit:
        raise Refused("too_large", f"{size / MIB:.1f} MiB; the limit for such a file is {limit / MIB:g} MiB")
    return path.read_bytes()


def file_suffix(path: Path) -> str:
    """The suffix that selects the reader, in lower case: ".warc.gz" for "a.WARC.gz"."""
    packed = ".warc" if path.name.lower().endswith(".warc.gz") else ""
    return packed + path.suffix.lower()


READERS: dict[str, Callable[[Path, Limits], Iterator[Unit]]] = {
    ".txt": _read_text,
    ".html": _read_page,
    ".htm": _read_page,
    ".json": _read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".warc": read_warc,
    ".warc.gz": read_warc,
}
