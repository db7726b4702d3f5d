"""Reads the rows of CSV files (comma, semicolon, tab or bar) and Parquet files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from flows.ingest.readers.lines import Lines
from flows.ingest.records.fields import KNOWN_FIELDS, field_name, require_text_field
from flows.ingest.units import Fields, Refused, Unit
from flows.settings import Limits

_DELIMITERS = ",;\t|"
# Rows of Parquet that are decoded together.
_BATCH_ROWS = 64


def read_csv(path: Path, limits: Limits) -> Iterator[Unit]:
    """The rows of a CSV file, by its header. A broken row is refused alone.

    Raises:
        Refused: `missing_text` if the header has no column for the text; `empty` if there is no row.
    """
    is_empty = True
    with path.open("rb") as file:
        lines = Lines(file, limits.record_bytes)
        # An open quotation mark would otherwise swallow the rest of the file into one field.
        csv.field_size_limit(limits.record_bytes)
        header, delimiter = _header(next(lines, ""))
        require_text_field(header)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        start = lines.number + 1
        while (content := _next_row(rows, header)) is not None:
            if content:
                is_empty = False
                yield Unit(f"{path}:line {start}", path.name, content, is_alone=False)
            start = lines.number + 1
    if is_empty:
        raise Refused("empty", "the file holds no record")


def _header(line: str) -> tuple[list[str], str]:
    """The names of the columns, and the delimiter: the most frequent of `_DELIMITERS`."""
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        return next(csv.reader([line], delimiter=delimiter), []), delimiter
    except csv.Error as error:
        raise Refused("broken_csv", f"not a valid header: {error}", line) from None


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
    if len(row) != len(header):
        return Refused("broken_csv", f"{len(row)} fields where the header has {len(header)}", "\n".join(row))
    return dict(zip(header, row, strict=True))


def read_parquet(path: Path, limits: Limits) -> Iterator[Unit]:
    """The rows of a Parquet file, batch by batch. Only known columns are read.

    Raises:
        Refused: `broken_parquet`, `missing_text`, or `empty` if it has no row.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            require_text_field(names)
            if file.metadata.num_rows == 0:
                raise Refused("empty", "the file holds no record")
            wanted = [name for name in names if field_name(name) in KNOWN_FIELDS]
            # The other columns are counted as ignored.
            ignored = dict.fromkeys(name for name in names if name not in wanted)
            batches = file.iter_batches(batch_size=_BATCH_ROWS, columns=wanted)
            rows = (row for batch in batches for row in batch.to_pylist())
            for number, row in enumerate(rows, 1):
                yield Unit(f"{path}:row {number}", path.name, {**row, **ignored}, is_alone=False)
    except (pa.ArrowException, ValueError) as error:
        raise Refused("broken_parquet", f"not a readable Parquet file: {str(error)[:300]}") from None
