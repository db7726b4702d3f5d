"""Selects the reader of a file by its suffix. Files are streamed: `Limits` bounds the part in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from flows.errors import OnRecordError
from flows.ingest.readers.arc import read_arc
from flows.ingest.readers.containers import COMPRESSIONS, read_compressed, read_tar, read_zip
from flows.ingest.readers.documents import read_docx, read_odt, read_pdf, read_rtf
from flows.ingest.readers.json_records import read_json, read_jsonl
from flows.ingest.readers.mail import read_eml, read_mbox, read_mhtml
from flows.ingest.readers.saved_pages import read_webarchive
from flows.ingest.readers.source_file import SourceFile, open_file
from flows.ingest.readers.tables import read_csv, read_parquet
from flows.ingest.readers.texts import read_markdown, read_page_file, read_text
from flows.ingest.readers.warc import is_one_gzip_member, read_warc
from flows.ingest.readers.workbooks import read_workbook
from flows.ingest.readers.xml_files import read_xml
from flows.ingest.units import Refused, Unit, skip
from flows.settings import Limits

Reader = Callable[[SourceFile], Iterator[Unit]]


def read_file(path: Path, limits: Limits) -> Iterator[Unit]:
    """The units of the file at `path`, in file order. A refused record is a unit too."""
    yield from _read(open_file(path, limits))


def _read(file: SourceFile) -> Iterator[Unit]:
    """The units of a file, or of a member of a container; what cannot be read is one refused unit."""
    try:
        if file.path.stat().st_size == 0:
            raise Refused("empty", "the file is empty")
        units = _select(file)(file)
        # A reader that finds nothing must not make the file vanish from the outcomes.
        if (first := next(units, None)) is None:
            raise Refused("empty", "the file holds no article")
        yield first
        yield from units
    except Refused as refused:
        yield file.unit(refused)
    except OSError as error:
        yield file.unit(Refused("unreadable", f"the file cannot be read: {error.strerror or error}"))
    except OnRecordError:
        raise
    except Exception as error:
        # Files are hostile input and parsers have bugs: one file must not stop the others.
        reason = f"reading the file failed: {type(error).__name__}: {error}"[:500]
        yield file.unit(Refused("reader_error", reason))


def _select(file: SourceFile) -> Reader:
    """The reader of a file.

    Raises:
        Refused: `hidden` or `suffix` (skipped), for members of containers that are not read.
    """
    if (refused := check_name(file.base_name)) is not None:
        raise refused
    suffix = file_suffix(file.base_name)
    reader = READERS[suffix]
    return _compressed(".gz", reader) if suffix in _PLAIN and _is_gzip(file.path) else reader


def _is_gzip(path: Path) -> bool:
    """Whether a file is packed although its name does not say so: servers send ".json" like that."""
    with path.open("rb") as stream:
        return stream.read(3) == b"\x1f\x8b\x08"


def check_name(name: str) -> Refused | None:
    """Why a file of this name is not read; None if it is."""
    if name.startswith("."):
        return skip("hidden", "hidden file")
    if file_suffix(name) not in READERS:
        suffix = Path(name).suffix
        kind = f"the suffix {suffix}" if suffix else "no suffix"
        return skip("suffix", f"{kind} is not read; accepted are {ACCEPTED}")
    return None


def file_suffix(name: str) -> str:
    """The suffix that selects the reader, in lower case: ".warc.gz" for "a.WARC.gz", ".csv.gz" for "b.csv.gz"."""
    path = Path(name.lower())
    if path.suffix in COMPRESSIONS:
        inner = Path(path.stem).suffix
        return inner + path.suffix if inner + path.suffix in READERS else path.suffix
    return path.suffix


def _compressed(suffix: str, inner: Reader) -> Reader:
    return lambda file: read_compressed(file, suffix, inner)


def _read_zip(file: SourceFile) -> Iterator[Unit]:
    return read_zip(file, _read)


def _read_wacz(file: SourceFile) -> Iterator[Unit]:
    return read_zip(file, _read_wacz_member)


def _read_wacz_member(file: SourceFile) -> Iterator[Unit]:
    """The pages of a WARC file; beside those a WACZ has indexes and lists of pages."""
    if file.base_name.lower().endswith((".warc", ".warc.gz")):
        yield from _read(file)
    else:
        yield file.unit(skip("no_pages", "only the WARC files of a WACZ hold pages"))


def _read_tar(file: SourceFile) -> Iterator[Unit]:
    return read_tar(file, _read)


def _read_warc_gz(file: SourceFile) -> Iterator[Unit]:
    """A WARC file has one gzip member per record; one with a single member is unpacked first."""
    return read_compressed(file, ".gz", read_warc) if is_one_gzip_member(file.path) else read_warc(file)


_PLAIN: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_page_file,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".warc": read_warc,
    ".xml": read_xml,
    ".md": read_markdown,
    ".eml": read_eml,
    ".text": read_text,
    ".markdown": read_markdown,
    ".htm": read_page_file,
    ".xhtml": read_page_file,
    ".xht": read_page_file,
    ".shtml": read_page_file,
    ".mht": read_mhtml,
    ".mhtml": read_mhtml,
    ".webarchive": read_webarchive,
    ".enex": read_xml,
    ".ndjson": read_jsonl,
    ".jl": read_jsonl,
    ".tsv": read_csv,
    ".tab": read_csv,
    ".psv": read_csv,
    ".rss": read_xml,
    ".atom": read_xml,
    ".rdf": read_xml,
    ".nitf": read_xml,
    ".mbox": read_mbox,
    ".arc": read_arc,
    ".wet": read_warc,
}
_DOCUMENTS: dict[str, Reader] = {
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".pdf": read_pdf,
    **dict.fromkeys((".xlsx", ".xls", ".ods"), read_workbook),
}
_WEB_ARCHIVES = (".warc", ".wet")

READERS: dict[str, Reader] = {
    **_PLAIN,
    **_DOCUMENTS,
    **{
        f"{name}{suffix}": _compressed(suffix, read) for name, read in _PLAIN.items() for suffix in sorted(COMPRESSIONS)
    },
    **{f"{name}.gz": _read_warc_gz for name in _WEB_ARCHIVES},
    ".arc.gz": read_arc,
    ".zip": _read_zip,
    ".wacz": _read_wacz,
    **dict.fromkeys((".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz"), _read_tar),
}
"""The reader of each suffix."""

ACCEPTED = " ".join([*_PLAIN, *_DOCUMENTS, ".zip", ".wacz", ".tar", *sorted(COMPRESSIONS)])
"""The suffixes for people; every plain one may be compressed."""
