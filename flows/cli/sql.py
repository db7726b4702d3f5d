"""`onrecord sql`: query the published warehouse, strictly read-only."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import Warehouse, find_published_file, load_settings
from flows.errors import UsageError

if TYPE_CHECKING:
    import duckdb
    import polars as pl


class Format(StrEnum):
    """The form in which rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="SQL; `-` reads it from standard input.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="Form of the printed rows.")] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the rows to FILE: .parquet, .csv or .json."),
    ] = None,
    is_full: Annotated[
        bool, typer.Option("--full", help="Print all columns and whole texts, however wide the table is.")
    ] = False,
    warehouse: Warehouse = None,
) -> None:
    """Query the published warehouse with SQL. The query cannot change files or settings, or use the network.

    A table is shortened to fit the terminal; --full, csv and json print everything.

    \b
    Examples:
      onrecord sql "from quotes limit 5"
      onrecord sql "from quotes_by('Marin')" --format csv
      onrecord sql "from mart.quoted_by_day" -o quoted.parquet
      onrecord sql - < sql/queries/most_quoted.sql
    """
    import duckdb

    from flows.load.database import open_for_analyst

    if output and output.suffix not in {".parquet", ".csv", ".json"}:
        raise UsageError(f"{output}: the name must end in .parquet, .csv or .json.")
    text = sys.stdin.read() if query == "-" else query
    with open_for_analyst(find_published_file(load_settings(warehouse=warehouse).warehouse)) as connection:
        try:
            rows = connection.sql(text)
            if rows is not None:
                _write_rows(rows, output) if output else _print_rows(rows, form, is_full)
        except duckdb.Error as error:
            raise UsageError(f"SQL: {error}") from None


def _print_rows(rows: duckdb.DuckDBPyRelation, form: Format, is_full: bool) -> None:
    if form is Format.TABLE:
        _print_table(rows, is_full)
        return
    sys.stdout.write(_flatten(rows).write_csv() if form is Format.CSV else rows.pl().write_json() + "\n")


def _flatten(rows: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """The rows with lists and structs as JSON text, because CSV has no nested values."""
    columns = [
        f'to_json("{name}")::varchar as "{name}"' if "[" in str(kind) or "STRUCT" in str(kind) else f'"{name}"'
        for name, kind in ((name.replace('"', '""'), kind) for name, kind in zip(rows.columns, rows.types, strict=True))
    ]
    frame: pl.DataFrame = rows.project(", ".join(columns)).pl()
    return frame


def _print_table(rows: duckdb.DuckDBPyRelation, is_full: bool) -> None:
    from flows.report.table import draw_table

    # The variable COLUMNS, else the width of the terminal, else the usual width of a window.
    table = draw_table(rows, None if is_full else shutil.get_terminal_size((120, 50)).columns)
    print(table.text)
    if table.left_out:
        print(f"({table.left_out}; for everything: --full, --format csv or -o FILE)", file=sys.stderr)


def _write_rows(rows: duckdb.DuckDBPyRelation, file: Path) -> None:
    """Write with Polars, because the connection has no access to files."""
    frame: pl.DataFrame = _flatten(rows) if file.suffix == ".csv" else rows.pl()
    try:
        getattr(frame, f"write_{file.suffix[1:]}")(file)
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    print(f"{frame.height:,} rows in {file}", file=sys.stderr)
