"""`onrecord sql`: query the published warehouse, strictly read-only."""

from __future__ import annotations

import re
import shutil
import sys
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from flows.cli.kept_nights import find_version
from flows.cli.options import Warehouse, find_published_file, load_settings
from flows.errors import UsageError

if TYPE_CHECKING:
    import duckdb
    import polars as pl

_ENDINGS = (".parquet", ".csv", ".json", ".xlsx", ".md")
_EXCEL_ROWS, _EXCEL_CHARS = 1_048_576, 32_767
_TABLES = """
    select schema_name as schema, name, kind, comment
    from (
        select schema_name, table_name as name, 'table' as kind, comment from duckdb_tables() where not internal
        union all
        select schema_name, view_name, 'view', comment from duckdb_views() where not internal
    )
    where schema_name in ('main', 'mart', 'seeds', 'ops')
    order by array_position(['mart', 'main', 'seeds', 'ops'], schema_name), name
"""
"""DuckDB's own `show tables` lists the current schema alone, without the views for reporting."""

_NAMES = f"""
    select schema || '.' || name from ({_TABLES})
    union
    select schema_name || '.' || function_name || '(…)' from duckdb_functions()
    where function_type = 'table_macro' and not internal
"""
_NO_TABLE = re.compile(
    r'(?P<what>Table with name (?P<name>\S+) does not exist!)(\nDid you mean "[^"]*"\?)?', re.IGNORECASE
)


class Format(StrEnum):
    """The form in which rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"


class QueryCommand(TyperCommand):
    """A command whose argument may begin with a comment of SQL, which would be read as an option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put a line end before such an argument: SQL ignores it."""
        return super().parse_args(ctx, [f"\n{arg}" if arg.startswith(("-- ", "--\n")) else arg for arg in args])


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="SQL; `-` reads it from standard input.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="Form of the printed rows.")] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the rows to FILE: .parquet, .csv, .json, .xlsx or .md."
        ),
    ] = None,
    is_full: Annotated[
        bool, typer.Option("--full", help="Print all columns and whole texts, however wide the table is.")
    ] = False,
    night: Annotated[
        str | None,
        typer.Option(metavar="D", help="Ask the file as that night published it, YYYY-MM-DD [default: the newest]."),
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Query the published warehouse with SQL. The query cannot change files or settings, or use the network.

    A table is shortened to fit the terminal; --full, csv, json and md print everything. `show tables` lists the tables
    and views with their meaning.

    \b
    Examples:
      onrecord sql "from quotes limit 5"
      onrecord sql "from quotes_by('Marin')" --format csv
      onrecord sql "from mart.quoted_by_day" -o quoted.parquet
      onrecord sql "select count(*) from quotes" --night 2026-11-21
      onrecord sql - < sql/queries/most_quoted.sql
    """
    import duckdb

    from flows.load.database import open_for_analyst

    require_known_ending(output)
    folder = load_settings(warehouse=warehouse).warehouse
    file = find_version(folder, night) if night else find_published_file(folder)
    with open_for_analyst(file) as connection:
        try:
            rows = connection.sql(read_statement(connection, sys.stdin.read() if query == "-" else query))
            if rows is not None:
                _write_rows(rows, output) if output else _print_rows(rows, form, is_full)
        except duckdb.Error as error:
            raise UsageError(f"SQL: {suggest_names(connection, str(error))}") from None


def require_known_ending(output: Path | None) -> None:
    """Raises `UsageError` if rows cannot be written to a file of this name."""
    if output and output.suffix not in _ENDINGS:
        raise UsageError(f"{output}: the name must end in {', '.join(_ENDINGS[:-1])} or {_ENDINGS[-1]}.")


def suggest_names(connection: duckdb.DuckDBPyConnection, message: str) -> str:
    """DuckDB's message, with the tables, views and macros of the warehouse in place of those of its own catalogue."""
    missing = _NO_TABLE.search(message)
    if missing is None:
        return message
    ours = {name.rpartition(".")[2]: name for (name,) in connection.execute(_NAMES).fetchall()}
    close = get_close_matches(missing["name"], ours, n=1)
    hint = f'Did you mean "{ours[close[0]]}"?' if close else "`show tables` lists what there is."
    return f"{message[: missing.end('what')]}\n{hint}{message[missing.end() :]}"


def read_statement(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    """The one statement in `text`. Raises `UsageError` where there is none or more than one: all but the last result
    would be lost in silence."""
    count = len(connection.extract_statements(text))
    if count != 1:
        raise UsageError("The query is empty." if not count else f"{count} statements were given: ask one at a time.")
    return _TABLES if text.strip(" \t\r\n;").casefold() == "show tables" else text


def _print_rows(rows: duckdb.DuckDBPyRelation, form: Format, is_full: bool) -> None:
    if form is Format.TABLE:
        _print_table(rows, is_full)
    elif form is Format.CSV:
        sys.stdout.write(_flatten(rows).write_csv())
    elif form is Format.JSON:
        sys.stdout.write(rows.pl().write_json() + "\n")
    else:
        sys.stdout.write(_markdown(_flatten(rows)))


def _flatten(rows: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """The rows with lists and structs as JSON text, because CSV has no nested values."""
    columns = [
        f'to_json("{name}")::varchar as "{name}"' if "[" in str(kind) or "STRUCT" in str(kind) else f'"{name}"'
        for name, kind in ((name.replace('"', '""'), kind) for name, kind in zip(rows.columns, rows.types, strict=True))
    ]
    frame: pl.DataFrame = rows.project(", ".join(columns)).pl()
    return frame


def _markdown(frame: pl.DataFrame) -> str:
    """The rows as a table of Markdown. Bars and line ends in a cell would end it, so they are replaced."""
    lines = [frame.columns, ["---"] * frame.width, *frame.iter_rows()]
    return "".join(f"| {' | '.join(map(_markdown_cell, line))} |\n" for line in lines)


def _markdown_cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|").replace("<", "&lt;")


def _print_table(rows: duckdb.DuckDBPyRelation, is_full: bool) -> None:
    from flows.report.table import draw_table

    # The variable COLUMNS, else the width of the terminal, else the usual width of a window.
    table = draw_table(rows, None if is_full else shutil.get_terminal_size((120, 50)).columns)
    print(table.text)
    if table.left_out:
        print(f"({table.left_out}; for everything: --full, --format csv or -o FILE)", file=sys.stderr)


def _write_rows(rows: duckdb.DuckDBPyRelation, file: Path) -> None:
    """Write with Polars, because the connection has no access to files."""
    nested = file.suffix in {".parquet", ".json"}
    frame: pl.DataFrame = rows.pl() if nested else _flatten(rows)
    try:
        _write_frame(frame, file)
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    print(f"{frame.height:,} rows in {file}", file=sys.stderr)


def _write_frame(frame: pl.DataFrame, file: Path) -> None:
    match file.suffix:
        case ".parquet":
            frame.write_parquet(file)
        case ".json":
            frame.write_json(file)
        case ".md":
            file.write_text(_markdown(frame), "utf-8")
        case ".xlsx":
            _write_excel(frame, file)
        case _:
            # Excel takes a file without the byte order mark for one in the encoding of its own system.
            frame.write_csv(file, include_bom=True)


def _write_excel(frame: pl.DataFrame, file: Path) -> None:
    """Write a workbook of one sheet. Text stays text: a headline that starts with "=" is no formula.

    Excel's limits would lose rows and ends of texts in silence: more rows are refused, and cut texts are counted.
    """
    import polars as pl
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    if frame.height >= _EXCEL_ROWS:
        raise UsageError(
            f"A sheet of Excel has {_EXCEL_ROWS:,} rows and the result {frame.height:,}: use .csv or .parquet."
        )
    cut = sum(
        int((frame[name].str.len_chars() > _EXCEL_CHARS).sum()) for name in frame.select(pl.col(pl.String)).columns
    )
    if cut:
        print(f"{cut:,} texts were cut at Excel's limit of {_EXCEL_CHARS:,} characters: .csv has all", file=sys.stderr)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options |= {"remove_timezone": True, "nan_inf_to_errors": True}
    try:
        with Workbook(file, options) as book:
            frame.write_excel(book, worksheet="On Record", autofit=True)
    except FileCreateError as error:
        raise UsageError(f"{file} cannot be written: {error}") from None
