"""`onrecord incidents`: what is failing, since when, and who is not to be told."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from flows.cli.options import Warehouse, opened_ledger
from flows.errors import UsageError

EPILOG = (
    "Examples: onrecord incidents list · onrecord incidents show 3f9a · onrecord incidents mute 3f9a --until 2026-12-24"
)
incidents = typer.Typer(
    name="incidents",
    help="Show what is failing and since when; mute what is known.",
    no_args_is_help=True,
    epilog=EPILOG,
)
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of the incident, or its beginning.")]


@incidents.command("list")
def list_incidents(
    is_all: Annotated[bool, typer.Option("--all", "-a", help="Also those that are resolved.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """List the open incidents, the worst first."""
    from rich.console import Console

    from flows.report.incidents import print_incidents

    with opened_ledger(warehouse) as ledger:
        print_incidents(Console(), ledger, is_all=is_all)


@incidents.command("show")
def show_incident(incident_id: Id, warehouse: Warehouse = None) -> None:
    """Show all that is known of an incident: its rule, what was seen, its last nights, who was told."""
    from rich.console import Console

    from flows.report.incidents import find_incident, print_incident

    with opened_ledger(warehouse) as ledger:
        print_incident(Console(), ledger, find_incident(ledger, incident_id))


@incidents.command("mute")
def mute_incident(
    incident_id: Id,
    until: Annotated[
        str,
        typer.Option(
            "--until", metavar="D", help="Last night on which nobody is told, YYYY-MM-DD; a past one unmutes."
        ),
    ],
    warehouse: Warehouse = None,
) -> None:
    """Tell nobody of an incident until a day is over. It is recorded all the same, and told afterwards if it lasts."""
    from flows.report.incidents import find_incident
    from flows.report.plain import plain

    try:
        day = date.fromisoformat(until)
    except ValueError:
        raise UsageError(f"--until {until} is not a date; write it like 2026-12-24.") from None
    with opened_ledger(warehouse, is_written=True) as ledger:
        incident = find_incident(ledger, incident_id)
        ledger.mute(incident.incident_id, day)
    until_when = f"muted until {day}" if day >= incident.last_failed_on else "no longer muted"
    print(f"{incident.table_name}.{incident.rule_id} {plain(incident.scope)}".strip() + f": {until_when}.")
