"""`onrecord sql`: ask the published warehouse, read-only in earnest."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import Warehouse, published_file, settled
from flows.errors import UsageError

if TYPE_CHECKING:
    import duckdb
    import polars as pl


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="SQL; `-` reads it from standard input.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the rows to FILE: .parquet, .csv or .json."),
    ] = None,
    is_full: Annotated[
        bool, typer.Option("--full", help="A table with all columns and whole texts, however wide.")
    ] = False,
    warehouse: Warehouse = None,
) -> None:
    """Ask the published warehouse with SQL. Nothing can be changed: no file, no network, no setting.

    A table is made to fit the terminal; --full, csv and json leave nothing out.

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
    with open_for_analyst(published_file(settled(warehouse=warehouse).warehouse)) as connection:
        try:
            rows = connection.sql(text)
            if rows is not None:
                _write(rows, output) if output else _print(rows, form, is_full)
        except duckdb.Error as error:
            raise UsageError(f"SQL: {error}") from None


def _print(rows: duckdb.DuckDBPyRelation, form: Format, is_full: bool) -> None:
    if form is Format.TABLE:
        _print_table(rows, is_full)
        return
    sys.stdout.write(_flat(rows).write_csv() if form is Format.CSV else rows.pl().write_json() + "\n")


def _flat(rows: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """The rows with lists and structs as JSON text, which is all that a CSV file can hold."""
    columns = [
        f'to_json("{name}")::varchar as "{name}"' if "[" in str(kind) or "STRUCT" in str(kind) else f'"{name}"'
        for name, kind in ((name.replace('"', '""'), kind) for name, kind in zip(rows.columns, rows.types, strict=True))
    ]
    frame: pl.DataFrame = rows.project(", ".join(columns)).pl()
    return frame


def _print_table(rows: duckdb.DuckDBPyRelation, is_full: bool) -> None:
    from flows.report.table import table_of

    # COLUMNS, else the terminal's width, else what most windows have.
    table = table_of(rows, None if is_full else shutil.get_terminal_size((120, 50)).columns)
    print(table.text)
    if table.left_out:
        print(f"({table.left_out}; all of it: --full, --format csv or -o FILE)", file=sys.stderr)


def _write(rows: duckdb.DuckDBPyRelation, file: Path) -> None:
    """Write in this process, with Polars: the connection itself may touch no file."""
    frame: pl.DataFrame = _flat(rows) if file.suffix == ".csv" else rows.pl()
    try:
        getattr(frame, f"write_{file.suffix[1:]}")(file)
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    print(f"{frame.height:,} rows in {file}", file=sys.stderr)
