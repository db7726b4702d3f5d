"""`onrecord doctor`: check everything that a night needs."""

from __future__ import annotations

import typer

from flows.cli.options import Warehouse, load_settings
from flows.errors import Exit


def doctor(warehouse: Warehouse = None) -> None:
    """Check the set-up: Python, packages, settings, the language pipeline and its speed, disk, rules, Prefect."""
    from rich.console import Console
    from rich.markup import escape

    from flows.printing import strip_controls
    from flows.report.doctor import examine_setup

    console = Console()
    settings = load_settings(warehouse=warehouse)
    is_well = True
    for finding in examine_setup(settings):
        mark = {"ok": "[green]ok[/]  ", "warn": "[yellow]note[/]", "fail": "[red]FAIL[/]"}[finding.verdict]
        console.print(
            f"{mark}  {finding.name:<12} {escape(strip_controls(finding.detail))}", highlight=False, soft_wrap=True
        )
        is_well = is_well and finding.verdict != "fail"
    if not is_well:
        raise typer.Exit(Exit.CRASHED)
