"""Reads the rows of CSV files (comma, semicolon, tab or bar) and Parquet files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from flows.ingest.readers.lines import Lines
from flows.ingest.readers.source_file import SourceFile
from flows.ingest.records.names import has_content_field, known_columns, require_content_field
from flows.ingest.units import Fields, Refused, Unit

_DELIMITERS = ",;\t|"
# Excel names the delimiter in a line before the header.
_EXCEL_HINT = re.compile(r"\A\"?sep=(.)\"?\s*\Z")
_SAMPLE_LINES = 200
_HEADER_LINES = 20
_QUOTINGS: tuple[dict[str, Any], ...] = (
    {},
    {"escapechar": "\\", "doublequote": False},
    {"quotechar": "'"},
    {"quoting": csv.QUOTE_NONE},
)
# Rows of Parquet that are decoded together.
_BATCH_ROWS = 64


def read_csv(file: SourceFile) -> Iterator[Unit]:
    """The rows of a CSV file, by its header. A broken row is refused alone.

    Raises:
        Refused: `missing_text` if the header has no column for the text; `empty` if there is no row.
    """
    is_empty = True
    with file.path.open("rb") as stream:
        lines = Lines(stream, file.limits.record_bytes)
        # An open quotation mark would otherwise swallow the rest of the file into one field.
        csv.field_size_limit(file.limits.record_bytes)
        header, delimiter = _read_header(lines)
        require_content_field(header)
        quoting = _choose_quoting(file, delimiter, len(header), lines.number)
        rows = csv.reader(lines, delimiter=delimiter, strict=True, **quoting)
        start = lines.number + 1
        while (content := _next_row(rows, header)) is not None:
            if content:
                is_empty = False
                yield file.unit(content, f"line {start}", lines.take_notes())
            start = lines.number + 1
    if is_empty:
        raise Refused("empty", "the file holds no record")


def _read_header(lines: Lines) -> tuple[list[str], str]:
    """The names of the columns, and the delimiter: the one that Excel names, else the most frequent.

    Blank lines, and shorter lines without a column for the text (a title, a comment), may stand above the header.
    """
    line = next(lines, "")
    hint = _EXCEL_HINT.match(line)
    line = next(lines, "") if hint else line
    above: list[list[str]] = []
    while line and lines.number <= _HEADER_LINES:
        delimiter = hint[1] if hint else max(_DELIMITERS, key=line.count)
        names = _split_header(line, lines, delimiter)
        if has_content_field(dict.fromkeys(names)) and all(len(names) > len(row) for row in above):
            return names, delimiter
        above += [names] if any(names) else []
        line = next(lines, "")
    return (above[0] if above else []), ","


def _split_header(line: str, lines: Lines, delimiter: str) -> list[str]:
    """The names in a header, which may have line ends inside quotation marks."""
    while line.count('"') % 2 and lines.number <= _HEADER_LINES and (more := next(lines, "")):
        line += more
    try:
        return [name.strip() for name in next(csv.reader(io.StringIO(line), delimiter=delimiter), [])]
    except (csv.Error, TypeError, ValueError) as error:
        raise Refused("broken_csv", f"not a valid header: {error}", line) from None


def _choose_quoting(file: SourceFile, delimiter: str, width: int, start: int) -> dict[str, Any]:
    """How fields are quoted: as RFC 4180 says, with backslashes (Spark, MySQL), or not at all (many TSV files).

    The way that breaks the fewest rows below the header, whose last line is `start`, wins.
    """
    with file.path.open("rb") as stream:
        # Held until the file is closed: a stream that is dropped before it warns.
        sample = Lines(stream, file.limits.record_bytes)
        lines = list(islice(_readable(sample), start + _SAMPLE_LINES))[start:]
    # Without a backslash before a quotation mark that way would drop marks without an error.
    has_escapes = any('\\"' in line for line in lines)
    has_singles = any(f"{delimiter}'" in line for line in lines)
    is_possible = {"escapechar": has_escapes, "quotechar": has_singles}
    quotings = [one for one in _QUOTINGS if all(is_possible.get(key, True) for key in one)]
    return min(quotings, key=lambda quoting: _count_broken(lines, delimiter, width, quoting))


def _readable(lines: Lines) -> Iterator[str]:
    while True:
        try:
            yield next(lines)
        except Refused:
            continue
        except StopIteration:
            return


def _count_broken(lines: list[str], delimiter: str, width: int, quoting: dict[str, Any]) -> int:
    rows = csv.reader(lines, delimiter=delimiter, strict=True, **quoting)
    broken = 0
    while True:
        try:
            row = next(rows)
            broken += len(row) != width and any(row[width:] if len(row) > width else row)
        except csv.Error:
            broken += 1
        except StopIteration:
            return broken


def _next_row(rows: Iterator[list[str]], header: list[str]) -> Fields | Refused | None:
    """The next row by its header; empty for a blank line, None at the end."""
    try:
        row = next(rows, None)
    except Refused as refused:
        return refused
    except csv.Error as error:
        return Refused("broken_csv", f"not valid CSV: {error}")
    if not row:
        return None if row is None else {}
    if len(row) > len(header) and not any(row[len(header) :]):
        # A delimiter at the end of each line.
        row = row[: len(header)]
    if len(row) != len(header):
        return Refused("broken_csv", f"{len(row)} fields where the header has {len(header)}", "\n".join(row))
    return dict(zip(header, row, strict=True))


def read_parquet(file: SourceFile) -> Iterator[Unit]:
    """The rows of a Parquet file, batch by batch. Only known columns are read.

    Raises:
        Refused: `broken_parquet`, `missing_text`, or `empty` if it has no row.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file.path) as table:
            names = table.schema_arrow.names
            require_content_field(names)
            if table.metadata.num_rows == 0:
                raise Refused("empty", "the file holds no record")
            wanted = known_columns(names)
            # The other columns are counted as ignored.
            ignored = dict.fromkeys(name for name in names if name not in wanted)
            batches = table.iter_batches(batch_size=_BATCH_ROWS, columns=wanted)
            rows = (row for batch in batches for row in batch.to_pylist())
            for number, row in enumerate(rows, 1):
                yield file.unit({**row, **ignored}, f"row {number}")
    except (pa.ArrowException, ValueError) as error:
        raise Refused("broken_parquet", f"not a readable Parquet file: {str(error)[:300]}") from None
