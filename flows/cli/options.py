"""Options that several commands share."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.load.publish import PUBLISHED
from flows.outcomes import UsageError

if TYPE_CHECKING:
    from flows.ledger import Ledger
    from flows.settings import Settings

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


def opened_ledger(warehouse: Path | None, *, is_written: bool = False) -> Ledger:
    """The ledger of the warehouse, for reading unless `is_written`; raises `UsageError` if there is none."""
    from flows import settings
    from flows.ledger import FILE, Ledger

    folder = settings.load(warehouse=warehouse).warehouse
    if not (folder / FILE).exists():
        raise UsageError(f"There is no warehouse in {folder}: make one with `onrecord run ARTICLES`.")
    return Ledger.open(folder, settings.HOME / "sql") if is_written else Ledger.read(folder)


def require_targets(targets: list[str] | None, settings: Settings, source: str | None) -> list[str]:
    """The paths and addresses to read, none for the configured sources; raises `UsageError` if nothing can be."""
    from flows.ingest.inputs import sort_out

    sort_out(targets or [], settings.sources, source)
    return targets or []


def require_channels(settings: Settings) -> None:
    """Raises `UsageError` if an alert or the heartbeat could not be sent to where the settings say; sends nothing."""
    from flows.alert.delivery import require_addresses

    require_addresses(settings.alert_to.get_secret_value(), settings.heartbeat_url.get_secret_value())


def require_pipeline(model: str) -> None:
    """Raises `UsageError` if no language pipeline is there under that name or path; does not load it."""
    is_installed = model.replace("-", "_").isidentifier() and find_spec(model.replace("-", "_")) is not None
    if not Path(model).is_dir() and not is_installed:
        raise UsageError(
            f"There is no language pipeline {model}: set `model` to the folder of one, or to an installed one's name."
        )
