"""`onrecord status`: how the warehouse stands."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.options import Warehouse
from flows.outcomes import UsageError


def status(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Runs and sources to show.")] = 10,
    warehouse: Warehouse = None,
) -> None:
    """Show the last runs, how each ended, and the sources. Works while a run is under way."""
    from rich.console import Console

    from flows import settings
    from flows.ledger import Ledger
    from flows.report.status import print_status

    folder = settings.load(warehouse=warehouse).warehouse
    try:
        ledger = Ledger.read(folder)
    except FileNotFoundError:
        raise UsageError(f"There is no warehouse in {folder}: make one with `onrecord run ARTICLES`.") from None
    print_status(Console(), ledger, limit)
    ledger.close()
