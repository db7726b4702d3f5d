"""Asks before a command that cannot be undone; `--yes` answers for a person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from flows.errors import UsageError

if TYPE_CHECKING:
    from flows.nightly.backfill import Confirm
    from flows.report.diff import TableDiff

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


def require_person(command: str, *, is_agreed: bool) -> None:
    """Raises `UsageError` unless somebody agreed in advance, or sits at a terminal and can be asked."""
    if not is_agreed and not sys.stdin.isatty():
        raise UsageError(
            f"onrecord {command} asks before it changes anything, and nobody can answer here. Nothing was changed. "
            "Run it in a terminal, or add --yes."
        )


def choose_confirm(command: str, *, is_agreed: bool) -> Confirm:
    """What shows the differences before a publication and asks, unless somebody agreed in advance.

    Raises `UsageError` if nobody can be asked.
    """
    require_person(command, is_agreed=is_agreed)

    def confirm(tables: list[TableDiff]) -> bool:
        from rich.console import Console

        from flows.report.diff import print_diff

        print_diff(Console(), tables)
        return is_agreed or typer.confirm("Publish this?")

    return confirm
