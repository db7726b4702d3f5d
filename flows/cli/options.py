"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.errors import UsageError
from flows.load.publish import PUBLISHED
from flows.printing import strip_controls

if TYPE_CHECKING:
    from flows.ledger import Ledger
    from flows.settings import Settings

Warehouse = Annotated[
    Path | None,
    typer.Option(
        "--warehouse", "-w", metavar="DIR", help="Folder of the warehouse [default: the setting, else warehouse]."
    ),
]

Targets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH|URL …]", help="Files, folders or addresses to read [default: the sources in onrecord.toml]."
    ),
]
Model = Annotated[
    str | None, typer.Option(metavar="PIPELINE", help="spaCy pipeline: a folder, or the name of an installed one.")
]


def load_settings(**given: Any) -> Settings:
    """The settings in force; `given` are flags. Warns about environment variables that match no setting."""
    from flows import settings

    for name, meant in settings.find_stray_variables(os.environ).items():
        hint = f"; did you mean {meant}?" if meant else ""
        print(f"onrecord: {strip_controls(name)} is not a setting and has no effect{hint}", file=sys.stderr)
    return settings.load(**given)


def find_published_file(folder: Path) -> Path:
    """The published file of the warehouse in `folder`; raises `UsageError` with the fix if it does not exist."""
    file = folder / PUBLISHED
    if not file.exists():
        raise UsageError(
            f"There is no warehouse in {folder}: create one with `onrecord run ARTICLES`, or choose one with -w."
        )
    return file


def open_ledger(warehouse: Path | None, *, is_written: bool = False) -> Ledger:
    """The ledger of the warehouse, read-only unless `is_written`; raises `UsageError` if it does not exist."""
    from flows.ledger import FILE, Ledger
    from flows.settings import HOME

    folder = load_settings(warehouse=warehouse).warehouse
    if not (folder / FILE).exists():
        if (folder / PUBLISHED).exists():
            raise UsageError(
                f"The ledger of {folder} ({FILE}) is missing. The next run restores it from the published file; until "
                "then, use: onrecord sql 'from ops.runs'"
            )
        raise UsageError(f"There is no warehouse in {folder}: create one with `onrecord run ARTICLES`.")
    return Ledger.open(folder, HOME / "sql") if is_written else Ledger.read(folder)


def parse_day(option: str, given: str, today: date) -> date:
    """The day that an option names; raises `UsageError` if it is none, or in the future."""
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"{option} {given} is not a date; write it like 2026-11-22.") from None
    if day > today:
        raise UsageError(f"{option} {given} is in the future: today is {today}. Nothing was run.")
    return day


def require_targets(targets: list[str] | None, settings: Settings, source: str | None) -> list[str]:
    """The paths and addresses to read; empty for the configured sources. Raises `UsageError` if one is not readable."""
    from flows.ingest.inputs import select_inputs
    from flows.setting_checks import require_no_credentials
    from flows.settings import NO_CONTACT

    try:
        require_no_credentials(targets or [])
    except ValueError as error:
        raise UsageError(f"{error}. Nothing was run.") from None
    inputs = select_inputs(targets or [], settings.sources, source)
    if inputs.is_online and not settings.fetching.contact:
        print(f"onrecord: {NO_CONTACT}", file=sys.stderr)
    return targets or []


def require_night(settings: Settings) -> None:
    """Raises an `OnRecordError` unless the pipeline, the rules and seeds, and the addresses for alerts are usable."""
    require_pipeline(settings)
    require_rules(settings)
    require_channels(settings)


def require_channels(settings: Settings) -> None:
    """Raises `UsageError` if an address for alerts or the heartbeat is malformed; sends nothing."""
    from flows.alert.delivery import require_addresses

    require_addresses(settings.alert_to.get_secret_value(), settings.heartbeat_url.get_secret_value())


def require_rules(settings: Settings) -> None:
    """Raises `GateFailed` if a suite, check or baseline is malformed, `UsageError` for a seed; with file and line."""
    from flows.extract import require_seeds
    from flows.nightly import opening
    from flows.settings import HOME

    opening.require_rules(HOME)
    require_seeds(settings.seeds)


def require_decisions(settings: Settings) -> None:
    """Raises `UsageError` with the line if a decision about entities is malformed or names an unknown id."""
    from flows.load.decisions import read_known_decisions

    read_known_decisions(settings.warehouse)


def require_pipeline(settings: Settings) -> None:
    """Raises `UsageError` if the files of the language pipeline show that it is not usable; does not load it."""
    from flows.extract import require_model

    require_model(settings.model, settings.languages)
