"""`onrecord export`: the tables as Parquet files, for other engines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.kept_nights import find_version
from flows.cli.options import Warehouse, find_published_file, load_settings


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder, or an earlier export.")],
    tables: Annotated[
        list[str] | None, typer.Option("--table", "-t", metavar="TABLE", help="Only this table; may be given again.")
    ] = None,
    night: Annotated[
        str | None, typer.Option(metavar="D", help="The file as that night published it [default: the newest].")
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Write the tables as Parquet, a folder a day (`quotes/day=2026-11-21/quotes.parquet`), which any engine reads.

    Only files whose rows changed are written again, so the folder can be synchronised every night. Rows without a day
    are in `day=__HIVE_DEFAULT_PARTITION__`, which engines read as NULL.

    \b
    Examples:
      onrecord export parquet
      onrecord export parquet -t articles -t quotes
      onrecord export parquet --night 2026-11-21
      duckdb -c "select day, count(*) from 'parquet/quotes/*/*.parquet' group by day"
    """
    from flows.report import export as report

    home = load_settings(warehouse=warehouse).warehouse
    file = find_version(home, night) if night else find_published_file(home)
    done = report.export(file, folder, tuple(tables or ()))
    rows = ", ".join(f"{count:,} {table}" for table, count in done.rows.items())
    print(f"{folder}: {done.files:,} files, {done.written:,} written, {done.removed:,} removed")
    print(f"rows: {rows}")
