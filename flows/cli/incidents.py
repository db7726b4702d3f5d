"""`onrecord incidents`: list failures, show one, mute its notifications."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from flows.cli.options import Warehouse, open_ledger
from flows.errors import UsageError

EPILOG = (
    "Examples: onrecord incidents list · onrecord incidents show 3f9a · onrecord incidents mute 3f9a --until 2026-12-24"
)
incidents = typer.Typer(
    name="incidents",
    help="List failures that last, show one, mute its notifications.",
    no_args_is_help=True,
    epilog=EPILOG,
)
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of the incident, or its first characters.")]


@incidents.command("list")
def list_incidents(
    is_all: Annotated[bool, typer.Option("--all", "-a", help="Include resolved incidents.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """List the open incidents, the worst first.

    \b
    Examples:
      onrecord incidents list
      onrecord incidents list --all      also the resolved ones
    """
    from rich.console import Console

    from flows.report.incidents import print_incidents

    with open_ledger(warehouse) as ledger:
        print_incidents(Console(), ledger, is_all=is_all)


@incidents.command("show")
def show_incident(incident_id: Id, warehouse: Warehouse = None) -> None:
    """Show an incident: its rule, the last result, its last runs, its messages.

    \b
    Examples:
      onrecord incidents show 3f9a
    """
    from rich.console import Console

    from flows.report.incidents import find_incident, print_incident

    with open_ledger(warehouse) as ledger:
        print_incident(Console(), ledger, find_incident(ledger, incident_id))


@incidents.command("mute")
def mute_incident(
    incident_id: Id,
    until: Annotated[
        str,
        typer.Option("--until", metavar="D", help="Last night without notifications, YYYY-MM-DD; a past date unmutes."),
    ],
    warehouse: Warehouse = None,
) -> None:
    """Mute an incident up to a night. It is still recorded; if it lasts longer, it is notified again.

    \b
    Examples:
      onrecord incidents mute 3f9a --until 2026-12-24
      onrecord incidents mute 3f9a --until 2000-01-01      notify again
    """
    from flows.printing import one_line
    from flows.report.incidents import find_incident

    try:
        day = date.fromisoformat(until)
    except ValueError:
        raise UsageError(f"--until {until} is not a date; write it like 2026-12-24.") from None
    with open_ledger(warehouse, is_written=True) as ledger:
        incident = find_incident(ledger, incident_id)
        ledger.mute(incident.incident_id, day)
    until_when = f"muted until {day}" if day >= incident.last_failed_on else "no longer muted"
    print(f"{incident.table_name}.{incident.rule_id} {one_line(incident.scope)}".strip() + f": {until_when}.")
