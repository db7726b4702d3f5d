"""Reads office documents of press archives (.docx, .rtf, .pdf, .odt): one article each. Needs `onrecord[documents]`."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Iterator

from flows.ingest.listings.xml import local_name
from flows.ingest.readers.press_archives import read_archive_layout
from flows.ingest.readers.source_file import SourceFile
from flows.ingest.text.decode import decode
from flows.ingest.text.unwrap import unwrap_lines
from flows.ingest.units import Fields, Refused, Unit, skip
from flows.settings import MIB

_MAX_PAGES = 500
# A document is a zip archive: its XML may not be larger than this, nor a hundred times as large as packed.
_MAX_XML_BYTES = 64 * MIB

Read = Callable[[bytes], Fields]


def read_docx(file: SourceFile) -> Iterator[Unit]:
    """The article in a Word document."""
    yield _unit(file, _docx_fields)


def read_odt(file: SourceFile) -> Iterator[Unit]:
    """The article in an OpenDocument text."""
    yield _unit(file, _odt_fields)


def read_rtf(file: SourceFile) -> Iterator[Unit]:
    """The article in a rich text file."""
    yield _unit(file, _rtf_fields)


def read_pdf(file: SourceFile) -> Iterator[Unit]:
    """The article in a PDF file with text. Scans have none."""
    yield _unit(file, _pdf_fields)


def _unit(file: SourceFile, read: Read) -> Unit:
    raw = file.read_whole(file.limits.document_bytes)
    try:
        fields = dict(read(raw))
    except Refused:
        raise
    except ImportError as error:
        reason = f"reading this kind of file needs `pip install onrecord[documents]` ({error.name} is missing)"
        raise skip("missing_package", reason) from None
    except Exception as error:
        # Documents are hostile input and their parsers have bugs: one file must not stop the others.
        raise Refused("broken_document", f"not readable: {type(error).__name__}: {error}"[:300]) from error
    text = unwrap_lines(str(fields.get("text") or "").strip())
    layout = read_archive_layout(text)
    return file.unit({"url": file.url, **fields, "text": text, **layout})


def _docx_fields(raw: bytes) -> Fields:
    import docx

    require_small_archive(raw)
    document = docx.Document(io.BytesIO(raw))
    paragraphs = [(one.style.name if one.style else "", one.text.strip()) for one in document.paragraphs]
    title = next(
        (text for style, text in paragraphs if text and (style or "").startswith(("Title", "Heading 1"))), None
    )
    properties = document.core_properties
    return {
        "text": "\n\n".join(text for _, text in paragraphs if text and text != title),
        "title": title or properties.title or None,
        "authors": properties.author if title and properties.author != "python-docx" else None,
    }


def _odt_fields(raw: bytes) -> Fields:
    from lxml import etree

    require_small_archive(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        xml = archive.read("content.xml")
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    found = [
        (local_name(element), " ".join("".join(element.itertext()).split()))
        for element in root.iter()
        if local_name(element) in ("h", "p")
    ]
    title = next((text for name, text in found if name == "h" and text), None)
    return {"text": "\n\n".join(text for _, text in found if text and text != title), "title": title}


def _rtf_fields(raw: bytes) -> Fields:
    from striprtf.striprtf import rtf_to_text

    if not raw.lstrip().startswith(b"{\\rtf"):
        raise Refused("broken_document", "not a rich text file: it does not begin with {\\rtf")
    text: str = rtf_to_text(raw.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    lines = (line.strip() for line in decode(text.encode()).text.split("\n"))
    return {"text": "\n\n".join(line for line in lines if line)}


def _pdf_fields(raw: bytes) -> Fields:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("broken_document", "the file is encrypted")
    pages = [page.extract_text() or "" for page in reader.pages[:_MAX_PAGES]]
    text = "\n".join(page.strip("\n") for page in pages)
    if not text.strip():
        raise Refused("empty", "the file has no text (a scan?)")
    meta = reader.metadata
    title = meta.title if meta is not None and meta.title and " " in meta.title else None
    return {"text": text, "title": title}


def require_small_archive(raw: bytes) -> None:
    """Refuse an office document that unpacks to far more than its size."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = sum(one.file_size for one in archive.infolist())
    if size > min(_MAX_XML_BYTES, MIB + 100 * len(raw)):
        raise Refused("too_large", f"{size / MIB:,.0f} MiB unpacked")
