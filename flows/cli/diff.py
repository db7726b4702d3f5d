"""`onrecord diff`: the differences between two published nights."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from flows.cli.kept_nights import find_version
from flows.cli.options import Warehouse, load_settings


class DiffFormat(StrEnum):
    """The form in which differences are printed."""

    TABLE = "table"
    JSON = "json"


def diff(
    before: Annotated[
        str, typer.Argument(metavar="NIGHT", help="The older night, YYYY-MM-DD, or a run, YYYY-MM-DD.N.")
    ],
    after: Annotated[str, typer.Argument(metavar="NIGHT", help="The newer one.")],
    samples: Annotated[
        int, typer.Option("--samples", "-n", min=0, metavar="N", help="Rows to show of each table and kind.")
    ] = 5,
    form: Annotated[DiffFormat, typer.Option("--format", "-f", help="Form of what is printed.")] = DiffFormat.TABLE,
    warehouse: Warehouse = None,
) -> None:
    """Show the rows that were added, are gone or changed in each table between two nights, with samples.

    A night means the last file that it published. `keep_versions` says how many files are kept.

    \b
    Examples:
      onrecord diff 2026-11-20 2026-11-21
      onrecord diff 2026-11-21.1 2026-11-21.2       two runs of one night
      onrecord diff 2026-11-20 2026-11-21 -n 20
      onrecord diff 2026-11-20 2026-11-21 -f json
    """
    from rich.console import Console

    from flows.report.diff import diff_files, print_diff

    folder = load_settings(warehouse=warehouse).warehouse
    tables = diff_files(find_version(folder, before), find_version(folder, after), samples)
    if form is DiffFormat.JSON:
        print(json.dumps([asdict(one) for one in tables], ensure_ascii=False, indent=2))
    else:
        print_diff(Console(), tables)
