"""Reads the web archives that Safari saves (.webarchive): property lists with the page and its parts."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from flows.ingest.readers.source_file import SourceFile
from flows.ingest.text.decode import decode_page
from flows.ingest.units import Refused, Unit

_ERRORS = (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError, RecursionError, OverflowError)


def read_webarchive(file: SourceFile) -> Iterator[Unit]:
    """The page in a web archive of Safari.

    Raises:
        Refused: `broken_archive`, if it holds no page.
    """
    raw = file.read_whole(file.limits.document_bytes)
    try:
        main = plistlib.loads(raw)["WebMainResource"]
        body, url, charset = (
            main["WebResourceData"],
            main.get("WebResourceURL"),
            main.get("WebResourceTextEncodingName"),
        )
    except _ERRORS as error:
        raise Refused("broken_archive", f"not a web archive of Safari: {error!r}"[:300]) from None
    if not isinstance(body, bytes):
        raise Refused("broken_archive", "not a web archive of Safari: its main resource has no bytes")
    decoded = decode_page(body, str(charset) if charset else None)
    yield file.unit({"html": decoded.text, "url": url or file.url}, notes=decoded.notes)
