"""The one reader of reference data: the CSV files in `seeds/`, and rule files of the same form elsewhere.

Every error names the file, the line and, where one is at fault, the column.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from math import isfinite
from pathlib import Path

from flows.errors import UsageError, format_place


class SeedError(UsageError):
    """A seed file is missing, malformed or holds a value that it may not hold."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a seed file. `line` counts from 1, the header included."""

    path: Path
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def number(self, column: str) -> float:
        """The value of a column as a finite number. Raises `SeedError` if it is none."""
        if (number := _read_number(self[column])) is None:
            raise self.error(column, f"{self[column]!r} is not a number")
        return number

    def numbers(self, column: str) -> list[float]:
        """The numbers in a column, parted by blanks. Raises `SeedError` if one is not a number."""
        numbers = [number for text in self[column].split() if (number := _read_number(text)) is not None]
        if len(numbers) != len(self[column].split()):
            raise self.error(column, f"{self[column]!r} is not a list of numbers")
        return numbers

    def choice(self, column: str, allowed: Iterable[str]) -> str:
        """The value of a column, which must be one of `allowed`. Raises `SeedError` otherwise."""
        choices = list(allowed)
        if self[column] not in choices:
            raise self.error(column, f"{self[column]!r} is not one of {', '.join(choices)}")
        return self[column]

    def error(self, column: str, reason: str) -> SeedError:
        """The error for a value that a reader refuses."""
        return SeedError(f"{format_place(self.path, self.line, column)}: {reason}.")


def _read_number(text: str) -> float | None:
    """The finite number that a text is; None for others. A weight "nan" would change every sum without a word."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def read_seed(seeds: Path, name: str, columns: Sequence[str] = ()) -> list[Row]:
    """The rows of `NAME.csv` in the folder `seeds`; every one of `columns` must be in its header.

    Raises `SeedError` where the file is missing, is not UTF-8 CSV, lacks a column, or a line has another number of
    fields than the header.
    """
    path = seeds / f"{name}.csv"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SeedError(f"{path} is missing: point the setting `seeds` at a folder that has it.") from None
    except OSError as error:
        raise SeedError(f"{path} cannot be read ({error.strerror or error}); put the file back.") from None
    except UnicodeDecodeError as error:
        raise SeedError(f"{path}: byte {error.start} is not valid UTF-8.") from None
    return _parse_rows(path, text, columns)


def _parse_rows(path: Path, text: str, columns: Sequence[str]) -> list[Row]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        for column in columns:
            if column not in header:
                raise SeedError(f"{format_place(path, 1, column)}: the column is missing.")
        return [_parse_row(path, reader.line_num, header, fields) for fields in reader if fields]
    except csv.Error as error:
        raise SeedError(f"{format_place(path, reader.line_num)}: not valid CSV ({error}).") from None


def _parse_row(path: Path, line: int, header: Sequence[str], fields: Sequence[str]) -> Row:
    if len(fields) != len(header):
        raise SeedError(f"{format_place(path, line)}: {len(fields)} fields where the header has {len(header)}.")
    return Row(path, line, dict(zip(header, fields, strict=True)))
