"""`onrecord quarantine`: what was refused and why; the same bytes once more, after a fix."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli.options import Warehouse, opened_ledger, require_pipeline
from flows.errors import UsageError

quarantine = typer.Typer(
    name="quarantine",
    help="Show what was refused and why; let it through again after a fix.",
    no_args_is_help=True,
    epilog="Examples: onrecord quarantine list · onrecord quarantine show 3f9a · onrecord quarantine replay",
)
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of the refused input, or its beginning.")]

# An input is in quarantine as long as the last run that met it put it there. Only inputs that were refused once are
# ordered by run: a ledger of years holds millions of outcomes. The columns beside `max` are those of its row.
_OPEN = """
    with last as (
        select input, source, outcome, rule, reason, run_id, max(started_at || ' ' || run_id) as met_at
        from outcomes join runs using (run_id)
        where input in (select input from outcomes where outcome = 'quarantined')
        group by input
    )
    select run_id, input, source, rule, reason, count(*) over () as count_open
    from last
    where outcome = 'quarantined'
    order by met_at desc, input
    limit ?
"""
_SHOWN = 50
# Inputs that cannot be replayed are named one by one up to here.
_SAID = 10


@quarantine.command("list")
def list_quarantine(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Inputs to show.")] = _SHOWN,
    warehouse: Warehouse = None,
) -> None:
    """List the inputs that are in quarantine, the latest first."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from flows.ingest.files.location import display_name
    from flows.report.plain import plain, told_apart

    rows = _open_rows(warehouse, limit)
    table = Table("id", "run", "source", "rule", box=None)
    table.columns[0].no_wrap = True
    table.add_column("input", overflow="fold")
    for row in rows:
        facts = (plain(row[name] or "", 100) for name in ("run_id", "source", "rule"))
        table.add_row(row["id"][:8], *map(escape, (*facts, told_apart(display_name(row["input"]), 200))))
    console = Console()
    console.print(table) if rows else console.print("Nothing is in quarantine.")
    if rows and (count := rows[0]["count_open"]) > limit:
        console.print(f"and {count - limit:,} more; see them all with --limit {count}")


@quarantine.command("show")
def show_quarantine(quarantine_id: Id, warehouse: Warehouse = None) -> None:
    """Show one refused input: where it is, which rule it broke and why, and how it begins."""
    from rich.console import Console

    from flows.ingest.files.location import locate_file
    from flows.report.plain import plain

    row = _found(_open_rows(warehouse), quarantine_id)
    console = Console()
    for name in ("id", "input", "source", "run_id", "rule", "reason"):
        console.print(f"{name:<8} {plain(row[name] or '', 2000)}", markup=False, soft_wrap=True)
    place = locate_file(row["input"])
    console.print(f"bytes    {plain(place or 'not kept here', 2000)}", markup=False, soft_wrap=True)
    next_step = f"onrecord quarantine replay {row['id'][:8]}" if place else _instead(row)
    console.print(f"next     {plain(next_step, 2000)}", markup=False, soft_wrap=True)
    for line in _payload(warehouse, row).splitlines()[:20]:
        console.print(f"  | {plain(line, 160)}", markup=False)


@quarantine.command("replay")
def replay_quarantine(
    quarantine_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID …]", help="Inputs to replay [default: all whose bytes are kept].")
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Run the same bytes through again. What stands beside them in their files is not read again."""
    from datetime import UTC, datetime

    from flows import settings as settings_of

    rows = _open_rows(warehouse)
    chosen = [_found(rows, one) for one in quarantine_ids] if quarantine_ids else rows
    targets, unkept = _places(chosen, warehouse)
    if not targets:
        raise UsageError("\n".join(["Nothing to replay: the bytes of no input are kept here.", *_unkept_lines(unkept)]))
    for line in _unkept_lines(unkept):
        typer.echo(line, err=True)
    settings = settings_of.load(warehouse=warehouse)
    require_pipeline(settings)

    from flows.cli.night import run_night

    given = {"warehouse": str(settings.warehouse)}
    only = [row["input"] for row in chosen]
    for source, paths in targets.items():
        now = datetime.now(UTC)
        night = now.astimezone(settings.zone).date()
        run_night(settings, targets=paths, night=night, source=source, started_at=now, overrides=given, only=only)


def _places(rows: list[dict[str, Any]], warehouse: Path | None) -> tuple[dict[str | None, list[str]], list[Any]]:
    """The files that hold the inputs, by the source that they were run for, and the inputs that no file holds."""
    from flows.ingest.files.location import locate_file

    targets: dict[str | None, list[str]] = {}
    unkept = []
    for row in rows:
        if (place := locate_file(row["input"])) is None:
            unkept.append(row)
        elif not any(str(place) in paths for paths in targets.values()):
            targets.setdefault(_given_source(str(place), row["run_id"], warehouse), []).append(str(place))
    return targets, unkept


def _given_source(place: str, run_id: str, warehouse: Path | None) -> str | None:
    """The source that a file was run for; None where its inputs told their own, as they will again.

    A source that is given holds for all inputs of a file; one that is told from the input is none to give.
    """
    from flows.ingest.urls.identity import NO_SOURCE, web_host

    with opened_ledger(warehouse) as ledger:
        rows = ledger.rows("select input, source from outcomes where run_id = ? and instr(input, ?)", [run_id, place])
    told = {row["source"] for row in rows}
    own = {NO_SOURCE, *(web_host(row["input"]) for row in rows)}
    return told.pop() if len(told) == 1 and not told & own else None


def _unkept_lines(rows: list[dict[str, Any]]) -> list[str]:
    """What can be done about inputs that cannot be replayed, in a line each."""
    from flows.report.plain import plain

    lines = [f"not replayed: {plain(row['input'], 200)}: {plain(_instead(row), 400)}" for row in rows[:_SAID]]
    return lines + ([f"and {len(rows) - _SAID:,} more of which nothing is kept here"] if len(rows) > _SAID else [])


def _instead(row: dict[str, Any]) -> str:
    from flows.ingest.inputs import is_url

    if not is_url(row["input"]):
        return "the file is not there any more; put it back, or run it from where it is now (onrecord run PATH)"
    return (
        "an address that gave no page, so there are no bytes to replay; a configured source is asked again the next "
        "night, or now: onrecord run --source NAME, or onrecord run URL for an address given by hand"
    )


def _open_rows(warehouse: Path | None, limit: int = -1) -> list[dict[str, Any]]:
    """The inputs in quarantine, the latest first, each with its id and how many there are; at most `limit`."""
    from flows.records import digest

    with opened_ledger(warehouse) as ledger:
        return [{"id": digest("quarantine", row["input"]), **row} for row in ledger.rows(_OPEN, [limit])]


def _payload(warehouse: Path | None, row: dict[str, Any]) -> str:
    """How an input in quarantine begins."""
    query = "select max(payload) as payload from quarantine where run_id = ? and input = ?"
    with opened_ledger(warehouse) as ledger:
        return ledger.rows(query, [row["run_id"], row["input"]])[0]["payload"] or ""


def _found(rows: list[dict[str, Any]], beginning: str) -> dict[str, Any]:
    found = [row for row in rows if row["id"].startswith(beginning.lower())]
    if len(found) != 1:
        what = "is the id of nothing in quarantine" if not found else f"begins {len(found)} ids; give more of it"
        raise UsageError(f"{beginning} {what}. See: onrecord quarantine list")
    return found[0]
