"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.errors import UsageError
from flows.load.publish import PUBLISHED
from flows.report.plain import printable

if TYPE_CHECKING:
    from flows.ledger import Ledger
    from flows.settings import Settings

Warehouse = Annotated[
    Path | None,
    typer.Option(
        "--warehouse", "-w", metavar="DIR", help="Folder of the warehouse [default: warehouse, or the setting]."
    ),
]


def settled(**given: Any) -> Settings:
    """The settings in force; `given` are flags. Notes variables that set nothing, which the settings pass over."""
    from flows import settings

    for name, meant in settings.stray_variables(os.environ).items():
        hint = f"; did you mean {meant}?" if meant else ""
        print(f"onrecord: {printable(name)} is no setting and changes nothing{hint}", file=sys.stderr)
    return settings.load(**given)


def published_file(folder: Path) -> Path:
    """The published file of the warehouse in `folder`; raises `UsageError` with the fix if there is none."""
    file = folder / PUBLISHED
    if not file.exists():
        raise UsageError(
            f"There is no warehouse in {folder}: make one with `onrecord run ARTICLES`, or name it with --warehouse."
        )
    return file


def opened_ledger(warehouse: Path | None, *, is_written: bool = False) -> Ledger:
    """The ledger of the warehouse, for reading unless `is_written`; raises `UsageError` if there is none."""
    from flows.ledger import FILE, Ledger
    from flows.settings import HOME

    folder = settled(warehouse=warehouse).warehouse
    if not (folder / FILE).exists():
        if (folder / PUBLISHED).exists():
            raise UsageError(
                f"The ledger of {folder} ({FILE}) is gone; its published file is there. The next run restores the "
                "ledger from it; until then: onrecord sql 'from ops.runs'"
            )
        raise UsageError(f"There is no warehouse in {folder}: make one with `onrecord run ARTICLES`.")
    return Ledger.open(folder, HOME / "sql") if is_written else Ledger.read(folder)


def require_targets(targets: list[str] | None, settings: Settings, source: str | None) -> list[str]:
    """The paths and addresses to read, none for the configured sources; raises `UsageError` if nothing can be."""
    from flows.ingest.inputs import sort_out
    from flows.settings import NO_CONTACT, require_no_credentials

    try:
        require_no_credentials(targets or [])
    except ValueError as error:
        raise UsageError(f"{error}. Nothing was run.") from None
    inputs = sort_out(targets or [], settings.sources, source)
    if inputs.is_online and not settings.fetching.contact:
        print(f"onrecord: {NO_CONTACT}", file=sys.stderr)
    return targets or []


def require_channels(settings: Settings) -> None:
    """Raises `UsageError` if an alert or the heartbeat could not be sent to where the settings say; sends nothing."""
    from flows.alert.delivery import require_addresses

    require_addresses(settings.alert_to.get_secret_value(), settings.heartbeat_url.get_secret_value())


def require_pipeline(settings: Settings) -> None:
    """Raises `UsageError` if the files of the language pipeline show that it is of no use; does not load it."""
    from flows.extract import require_model

    require_model(settings.model, settings.languages)
