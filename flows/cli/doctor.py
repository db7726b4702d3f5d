"""`onrecord doctor`: check everything that a night needs."""

from __future__ import annotations

import typer

from flows.cli.options import Warehouse, load_settings
from flows.errors import Exit


def doctor(warehouse: Warehouse = None) -> None:
    """Check the set-up: Python, packages, settings, the language pipeline and its speed, disk, rules, Prefect.

    Ends with 0 if a night can run, else with 1.

    \b
    Examples:
      onrecord doctor
      onrecord doctor -w archive/warehouse
    """
    from rich.console import Console
    from rich.markup import escape

    from flows.printing import strip_controls
    from flows.report.doctor import examine_setup

    console = Console()
    settings = load_settings(warehouse=warehouse)
    verdicts: list[str] = []
    for finding in examine_setup(settings):
        mark = {"ok": "[green]ok[/]  ", "warn": "[yellow]note[/]", "fail": "[red]FAIL[/]"}[finding.verdict]
        console.print(
            f"{mark}  {finding.name:<12} {escape(strip_controls(finding.detail))}", highlight=False, soft_wrap=True
        )
        verdicts.append(finding.verdict)
    print(f"\n{_sum_up(verdicts.count('fail'), verdicts.count('warn'))}")
    if "fail" in verdicts:
        raise typer.Exit(Exit.CRASHED)


def _sum_up(failures: int, notes: int) -> str:
    """What the findings mean for tonight."""
    if failures:
        return f"No night can run: {failures} {'part' if failures == 1 else 'parts'} must be put right (FAIL)."
    return "A night can run." + (" Read what is noted: it may not be what you want." if notes else "")
