"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.outcomes import UsageError

PUBLISHED = "onrecord.duckdb"

Warehouse = Annotated[
    Path | None,
    typer.Option(
        "--warehouse", "-w", metavar="DIR", help="Folder of the warehouse [default: warehouse, or the setting]."
    ),
]


def published_file(warehouse: Path | None) -> Path:
    """The published file of the warehouse; raises `UsageError` with the fix if there is none."""
    from flows import settings

    folder = settings.load(warehouse=warehouse).warehouse
    file = folder / PUBLISHED
    if not file.exists():
        raise UsageError(
            f"There is no warehouse in {folder}: make one with `onrecord run ARTICLES`, or name it with --warehouse."
        )
    return file
