"""Reads spreadsheets (.xlsx, .xls, .ods): one article a row, on the first sheet with a column for the text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from flows.ingest.readers.documents import require_small_archive
from flows.ingest.readers.source_file import SourceFile
from flows.ingest.records.names import has_content_field, require_content_field
from flows.ingest.units import Fields, Refused, Unit, skip

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

# Exports put a title and the conditions of the search above the header.
_HEADER_ROWS = 20

Row = list[object]


def read_workbook(file: SourceFile) -> Iterator[Unit]:
    """The rows of a spreadsheet, by its header.

    Raises:
        Refused: `missing_text` if no sheet has a column for the text; `empty` if there is no row; `broken_document`.
    """
    raw = file.read_whole(file.limits.document_bytes)
    try:
        sheets = list(_read_sheets(raw))
    except ImportError as error:
        reason = f"reading spreadsheets needs `pip install onrecord[documents]` ({error.name} is missing)"
        raise skip("missing_package", reason) from None
    name, start, rows = _find_table(sheets)
    header = [str(cell).strip() for cell in rows[0]]
    is_empty = True
    for number, row in enumerate(rows[1:], start + 1):
        if fields := _fields(header, row):
            is_empty = False
            yield file.unit(fields, f"{name} row {number}")
    if is_empty:
        raise Refused("empty", "the sheet holds no record")


def _read_sheets(raw: bytes) -> Iterator[tuple[str, list[Row]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    if zipfile.is_zipfile(io.BytesIO(raw)):
        require_small_archive(raw)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        yield from ((name, _rows(book, name)) for name in book.sheet_names)
    except (CalamineError, ValueError) as error:
        raise Refused("broken_document", f"not a readable spreadsheet: {error}"[:300]) from None


def _rows(book: CalamineWorkbook, name: str) -> list[Row]:
    return [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def _find_table(sheets: list[tuple[str, list[Row]]]) -> tuple[str, int, list[Row]]:
    """The first sheet with a column for the text: its name, the number of the header's row from 1, the rows from it."""
    for name, rows in sheets:
        for number, row in enumerate(rows[:_HEADER_ROWS], 1):
            if has_content_field({str(cell).strip(): None for cell in row}):
                return name, number, rows[number - 1 :]
    found = next((rows[0] for _, rows in sheets if rows), [])
    require_content_field([str(cell) for cell in found])
    raise Refused("empty", "the file holds no sheet with a header")


def _fields(header: list[str], row: Row) -> Fields:
    """The cells that are not empty, by their column."""
    return {name: _value(cell) for name, cell in zip(header, row, strict=False) if name and cell not in ("", None)}


def _value(cell: object) -> object:
    """A cell; whole numbers, which spreadsheets store as 812.0, are 812."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, str | int | float | date | datetime) else str(cell)
