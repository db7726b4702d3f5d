"""`onrecord status`: how the warehouse stands."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.options import Warehouse, opened_ledger


def status(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Runs and sources to show.")] = 10,
    warehouse: Warehouse = None,
) -> None:
    """Show the last runs, how each ended, and the sources. Works while a run is under way."""
    from rich.console import Console

    from flows.report.status import print_status

    with opened_ledger(warehouse) as ledger:
        print_status(Console(), ledger, limit)
