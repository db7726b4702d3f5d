"""`onrecord doctor`: is everything there that a night needs?"""

from __future__ import annotations

import typer

from flows.cli.options import Warehouse
from flows.outcomes import Exit


def doctor(warehouse: Warehouse = None) -> None:
    """Check the set-up: Python, packages, settings, the language pipeline and its speed, disk, rules, Prefect."""
    from rich.console import Console

    from flows import settings
    from flows.report.doctor import examine

    console = Console()
    settled = settings.load(warehouse=warehouse)
    is_well = True
    for finding in examine(settled):
        mark = {"ok": "[green]ok[/]  ", "warn": "[yellow]note[/]", "fail": "[red]FAIL[/]"}[finding.verdict]
        console.print(f"{mark}  {finding.what:<12} {finding.detail}", highlight=False, soft_wrap=True)
        is_well = is_well and finding.verdict != "fail"
    if not is_well:
        raise typer.Exit(Exit.CRASHED)
