"""`onrecord status`: the state of the warehouse."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.options import Warehouse, load_settings, open_ledger


def status(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Runs and sources to show.")] = 10,
    warehouse: Warehouse = None,
) -> None:
    """Show the last runs with their outcomes, the sources and the open incidents. Works during a run.

    \b
    Examples:
      onrecord status
      onrecord status -n 30 -w archive/warehouse
    """
    from rich.console import Console

    from flows.report.status import print_status

    with open_ledger(warehouse) as ledger:
        print_status(Console(), load_settings(warehouse=warehouse).warehouse, ledger, limit)
