"""`onrecord entities`: who is who, why names are one, and the decisions of an analyst."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import Warehouse, find_published_file, load_settings
from flows.errors import UsageError
from flows.identity.decisions import Verdict

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EPILOG = "Examples: onrecord entities show Clinton · onrecord entities same 3f9a 77c1 --reason 'stage name'"
entities = typer.Typer(
    name="entities",
    help="Show who is who and why; decide where the program is wrong.",
    no_args_is_help=True,
    epilog=EPILOG,
)
Entity = Annotated[str, typer.Argument(metavar="ENTITY", help="Name or id of an entity, or the beginning of its id.")]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why, in your words; the decision keeps it.")]


@entities.command("show")
def show_entity(name: Entity, warehouse: Warehouse = None) -> None:
    """Show the entities of a name: their names, the articles behind each, and why they are one.

    \b
    Examples:
      onrecord entities show Clinton
      onrecord entities show 3f9a      by the beginning of an id
    """
    from rich.console import Console

    from flows.identity.decisions import DECISIONS, read_decisions
    from flows.report.entities import print_entities

    with _open(warehouse) as (folder, connection):
        print_entities(Console(), connection, name, read_decisions(folder / DECISIONS))


@entities.command("review")
def review_entities(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Lines of each list.")] = 20,
    warehouse: Warehouse = None,
) -> None:
    """List the least sure merges, and the short names that nobody was found for, by mentions.

    \b
    Examples:
      onrecord entities review
      onrecord entities review -n 100
    """
    from rich.console import Console

    from flows.report.entities import print_review

    with _open(warehouse) as (_, connection):
        print_review(Console(), connection, limit)


@entities.command("same")
def decide_same(one: Entity, other: Entity, reason: Reason, warehouse: Warehouse = None) -> None:
    """Decide that two entities are the same; the next run obeys, also for articles of earlier nights.

    Two of different kinds (a person and a place) are joined only by their ids. A body and a place may be one.

    \b
    Examples:
      onrecord entities same 3f9a 77c1 --reason "stage name"
    """
    _decide(Verdict.SAME, one, other, reason, warehouse)


@entities.command("different")
def decide_different(one: Entity, other: Entity, reason: Reason, warehouse: Warehouse = None) -> None:
    """Decide that two names are different entities; the next run obeys, also for articles of earlier nights.

    \b
    Examples:
      onrecord entities different "Ann Roe" "A. Roe" --reason "mother and daughter"
    """
    _decide(Verdict.DIFFERENT, one, other, reason, warehouse)


@entities.command("undo")
def undo_decision(
    one: Annotated[str | None, typer.Argument(metavar="ENTITY", help="Name or id in the decision.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="ENTITY", help="The other name or id in it.")] = None,
    line: Annotated[int | None, typer.Option("--line", min=2, help="The line of decisions.csv instead.")] = None,
    warehouse: Warehouse = None,
) -> None:
    """Show a decision and take its line out of decisions.csv: the last, or that about two entities.

    After the next run both entities are what they were without it. The other lines stay as they are.

    \b
    Examples:
      onrecord entities undo
      onrecord entities undo Prince "Roger Nelson"
      onrecord entities undo --line 3
    """
    from flows.identity.decisions import DECISIONS
    from flows.identity.undo import find_written, remove_written
    from flows.printing import one_line

    asked = [each for each in (one, other) if each is not None]
    if len(asked) == 1 or (asked and line is not None):
        raise UsageError("Give two entities, or --line, or neither: then the last decision is undone.")
    file = load_settings(warehouse=warehouse).warehouse / DECISIONS
    written = find_written(file, asked, line)
    print(one_line(str(written), 400))
    remove_written(file, written)
    print(f"Undone. The next run goes without it; the line is no longer in {file}.")


@contextmanager
def _open(warehouse: Path | None) -> Iterator[tuple[Path, DuckDBPyConnection]]:
    from flows.load.database import open_published
    from flows.report.entities import require_identity

    file = find_published_file(load_settings(warehouse=warehouse).warehouse)
    with open_published(file) as connection:
        require_identity(connection)
        yield file.parent, connection


def _decide(verdict: Verdict, one: str, other: str, reason: str, warehouse: Path | None) -> None:
    from flows.identity.decisions import DECISIONS, Decision, append_decision
    from flows.printing import one_line
    from flows.report.entities import find_entity, require_one_kind

    with _open(warehouse) as (folder, connection):
        found = [find_entity(connection, asked) for asked in (one, other)]
    if verdict is Verdict.SAME and not all(each.is_id(asked) for each, asked in zip(found, (one, other), strict=True)):
        require_one_kind(*found)
    decision = Decision(verdict, found[0].entity_id, found[1].entity_id, reason, found[0].name, found[1].name)
    append_decision(folder / DECISIONS, decision)
    names = " and ".join(one_line(each.name) for each in found)
    print(f"{names}: {verdict.value}. The next run obeys; the line is in {folder / DECISIONS}.")
