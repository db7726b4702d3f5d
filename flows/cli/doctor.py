"""`onrecord doctor`: is everything there that a night needs?"""

from __future__ import annotations

import typer

from flows.cli.options import Warehouse, settled
from flows.errors import Exit


def doctor(warehouse: Warehouse = None) -> None:
    """Check the set-up: Python, packages, settings, the language pipeline and its speed, disk, rules, Prefect."""
    from rich.console import Console
    from rich.markup import escape

    from flows.report.doctor import examine
    from flows.report.plain import printable

    console = Console()
    settings = settled(warehouse=warehouse)
    is_well = True
    for finding in examine(settings):
        mark = {"ok": "[green]ok[/]  ", "warn": "[yellow]note[/]", "fail": "[red]FAIL[/]"}[finding.verdict]
        console.print(
            f"{mark}  {finding.what:<12} {escape(printable(finding.detail))}", highlight=False, soft_wrap=True
        )
        is_well = is_well and finding.verdict != "fail"
    if not is_well:
        raise typer.Exit(Exit.CRASHED)
