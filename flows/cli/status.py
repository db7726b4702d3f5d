"""`onrecord status`: the state of the warehouse."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.cli.options import Warehouse, load_settings, open_ledger
from flows.errors import Exit


def status(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Runs and sources to show.")] = 10,
    max_age: Annotated[
        float | None,
        typer.Option(
            min=0, metavar="HOURS", help="Exit with code 1 if no run was published in this time, for monitors."
        ),
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Show the last runs with their outcomes, the sources and the open incidents. Works during a run.

    \b
    Examples:
      onrecord status
      onrecord status -n 30 -w archive/warehouse
      onrecord status --max-age 26     for a health check: fails after a missed night
    """
    from datetime import UTC, datetime, timedelta

    from rich.console import Console

    from flows.report.status import has_published_since, print_status

    with open_ledger(warehouse) as ledger:
        print_status(Console(), load_settings(warehouse=warehouse).warehouse, ledger, limit)
        if max_age is not None and not has_published_since(ledger, datetime.now(UTC) - timedelta(hours=max_age)):
            print(f"onrecord: no run was published in the last {max_age:g} hours", file=sys.stderr)
            raise typer.Exit(Exit.CRASHED)
