"""`onrecord quarantine`: list refused inputs, show one, read them again after a fix."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli.options import Warehouse, open_ledger, require_night
from flows.errors import UsageError

quarantine = typer.Typer(
    name="quarantine",
    help="List refused inputs, show one with its reason, read them again after a fix.",
    no_args_is_help=True,
    epilog="Examples: onrecord quarantine list · onrecord quarantine show 3f9a · onrecord quarantine replay",
)
Id = Annotated[str, typer.Argument(metavar="ID", help="Id of the refused input, or its first characters.")]

# An input is in quarantine if the last run that read it put it there. Only inputs with a refusal are ordered by run,
# because a ledger of years holds millions of outcomes. The columns beside `max` come from the row of the maximum.
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
# Names of inputs are cut in their middle, so that a line fits 80 columns.
_INPUT_CHARS = 54
# Inputs that cannot be replayed are listed one by one up to this number.
_LISTED = 10


@quarantine.command("list")
def list_quarantine(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Inputs to show.")] = _SHOWN,
    warehouse: Warehouse = None,
) -> None:
    """List the inputs in quarantine, the newest first.

    \b
    Examples:
      onrecord quarantine list
      onrecord quarantine list -n 500
    """
    from rich.console import Console
    from rich.markup import escape

    from flows.ingest.files.location import display_name
    from flows.printing import one_line, shorten_middle
    from flows.report.columns import make_table

    rows = _list_open(warehouse, limit)
    table = make_table("id", "run", "source, rule and input", whole=("id", "run"))
    for row in rows:
        facts = f"{one_line(row['source'] or 'no source', 40)}: {one_line(row['rule'] or '', 40)}"
        name = shorten_middle(display_name(row["input"]), _INPUT_CHARS)
        table.add_row(row["id"][:8], one_line(row["run_id"]), escape(f"{facts}\n{name}"))
    console = Console()
    console.print(table) if rows else console.print("The quarantine is empty.")
    if rows and (count := rows[0]["count_open"]) > limit:
        console.print(f"and {count - limit:,} more; list all with --limit {count}")


@quarantine.command("show")
def show_quarantine(quarantine_id: Id, warehouse: Warehouse = None) -> None:
    """Show one refused input: its place, its rule and reason, and its first lines.

    \b
    Examples:
      onrecord quarantine show 3f9a
    """
    from rich.console import Console

    from flows.ingest.files.location import locate_file
    from flows.printing import one_line

    row = _find_row(_list_open(warehouse), quarantine_id)
    console = Console()
    for name in ("id", "input", "source", "run_id", "rule", "reason"):
        console.print(f"{name:<8} {one_line(row[name] or '', 2000)}", markup=False, soft_wrap=True)
    place = locate_file(row["input"])
    console.print(f"bytes    {one_line(place or 'not kept here', 2000)}", markup=False, soft_wrap=True)
    next_step = f"onrecord quarantine replay {row['id'][:8]}" if place else _describe_alternative(row)
    console.print(f"next     {one_line(next_step, 2000)}", markup=False, soft_wrap=True)
    for line in _read_payload(warehouse, row).splitlines()[:20]:
        console.print(f"  | {one_line(line, 160)}", markup=False)


@quarantine.command("replay")
def replay_quarantine(
    quarantine_ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID …]", help="Inputs to replay [default: all inputs whose bytes are kept]."),
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Read the same bytes again, without the other records of their files.

    \b
    Examples:
      onrecord quarantine replay           everything whose bytes are kept
      onrecord quarantine replay 3f9a 77c1
    """
    from datetime import UTC, datetime

    from flows import settings as settings_of

    rows = _list_open(warehouse)
    chosen = [_find_row(rows, one) for one in quarantine_ids] if quarantine_ids else rows
    targets, unkept = _find_places(chosen, warehouse)
    if not targets:
        raise UsageError("\n".join(["Nothing to replay: no input has its bytes here.", *_describe_unkept(unkept)]))
    for line in _describe_unkept(unkept):
        typer.echo(line, err=True)
    settings = settings_of.load(warehouse=warehouse)

    from flows.cli.night import run_night
    from flows.enums import RunKind

    given = {"warehouse": str(settings.warehouse)}
    only = [row["input"] for row in chosen]
    for source, paths in targets.items():
        now = datetime.now(UTC)
        night = now.astimezone(settings.zone).date()
        common = {"overrides": given, "only": only, "kind": RunKind.REPLAY}
        require = partial(require_night, settings)
        run_night(settings, require, targets=paths, night=night, source=source, started_at=now, **common)


def _find_places(rows: list[dict[str, Any]], warehouse: Path | None) -> tuple[dict[str | None, list[str]], list[Any]]:
    """Source -> the files of its inputs, and the inputs without a file."""
    from flows.ingest.files.location import locate_file

    targets: dict[str | None, list[str]] = {}
    unkept = []
    for row in rows:
        if (place := locate_file(row["input"])) is None:
            unkept.append(row)
        elif not any(str(place) in paths for paths in targets.values()):
            targets.setdefault(_find_given_source(str(place), row["run_id"], warehouse), []).append(str(place))
    return targets, unkept


def _find_given_source(place: str, run_id: str, warehouse: Path | None) -> str | None:
    """The source that a run gave to a file; None where the inputs have sources of their own.

    A given source applies to all inputs of a file. A source that the run derived from an input will be derived again.
    """
    from flows.ingest.urls.identity import NO_SOURCE, web_host

    with open_ledger(warehouse) as ledger:
        rows = ledger.rows("select input, source from outcomes where run_id = ? and instr(input, ?)", [run_id, place])
    sources = {row["source"] for row in rows}
    own = {NO_SOURCE, *(web_host(row["input"]) for row in rows)}
    return sources.pop() if len(sources) == 1 and not sources & own else None


def _describe_unkept(rows: list[dict[str, Any]]) -> list[str]:
    """One line for each input that cannot be replayed, with the alternative."""
    from flows.printing import one_line

    lines = [
        f"not replayed: {one_line(row['input'], 200)}: {one_line(_describe_alternative(row), 400)}"
        for row in rows[:_LISTED]
    ]
    return lines + ([f"and {len(rows) - _LISTED:,} more whose bytes are not kept here"] if len(rows) > _LISTED else [])


def _describe_alternative(row: dict[str, Any]) -> str:
    from flows.ingest.inputs import is_url

    if not is_url(row["input"]):
        return "the file is missing; put it back, or read it at its new place: onrecord run PATH"
    return (
        "the address returned no page, so there are no bytes to replay; the next night requests configured sources "
        "again; to do it now: onrecord run --source NAME, or onrecord run URL"
    )


def _list_open(warehouse: Path | None, limit: int = -1) -> list[dict[str, Any]]:
    """The inputs in quarantine, the newest first, at most `limit`, each with its id and the total number."""
    from flows.records import digest

    with open_ledger(warehouse) as ledger:
        return [{"id": digest("quarantine", row["input"]), **row} for row in ledger.rows(_OPEN, [limit])]


def _read_payload(warehouse: Path | None, row: dict[str, Any]) -> str:
    """The first characters of an input in quarantine."""
    query = "select max(payload) as payload from quarantine where run_id = ? and input = ?"
    with open_ledger(warehouse) as ledger:
        return ledger.rows(query, [row["run_id"], row["input"]])[0]["payload"] or ""


def _find_row(rows: list[dict[str, Any]], beginning: str) -> dict[str, Any]:
    found = [row for row in rows if row["id"].startswith(beginning.lower())]
    if len(found) != 1:
        problem = "matches no id in quarantine" if not found else f"matches {len(found)} ids; give more characters"
        raise UsageError(f"{beginning} {problem}. See: onrecord quarantine list")
    return found[0]
