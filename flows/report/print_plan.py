"""The plan of a run on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.ingest.files.location import display_name
from flows.printing import one_line, shorten_middle
from flows.report.plan import FetchPlan, Plan

SHOWN = 10
"""Articles that are listed for a person; --json lists all."""


def print_plan(console: Console, plan: Plan) -> None:
    """Print a plan for a person."""
    table = Table.grid(padding=(0, 2))
    for one in plan.fetch:
        table.add_row("fetch", escape(one_line(one.source or "by hand", 40)), _describe_fetch(one))
    for address in plan.unread:
        table.add_row("fetch", escape(shorten_middle(address, 60)), "copied and read by the run; not counted here")
    table.add_row("read", _count(plan.inputs, "input"), ", ".join(f"{n:,} {name}" for name, n in plan.outcomes.items()))
    for why, (count, words) in plan.count_reasons().items():
        table.add_row("extract", _count(count, "article"), f"{why}; {words:,} words")
    if plan.passed_over:
        table.add_row("pass over", _count(plan.passed_over, "article"), "in languages that are not extracted")
    elif not plan.extract:
        table.add_row("extract", "0 articles", "every text is known, and was extracted with these rules")
    size = f"a copy of the published file ({_megabytes(plan.bytes_copied)}), {_megabytes(plan.bytes_free)} free"
    table.add_row("write", _count(len(plan.extract) + plan.passed_over, "article"), size)
    console.print(table)
    for article in plan.extract[:SHOWN]:
        name = shorten_middle(display_name(article.input), 100)
        console.print(f"  {name}: {article.why}", markup=False, highlight=False, soft_wrap=True)
    if len(plan.extract) > SHOWN:
        console.print(f"  … and {len(plan.extract) - SHOWN:,} more: onrecord plan --json", highlight=False)


def _describe_fetch(one: FetchPlan) -> str:
    listed = f"{one.addresses:,} {'address' if one.addresses == 1 else 'addresses'}, and what they list"
    if not one.known:
        return f"{listed}; for the first time"
    how = "fetched whole: the rules changed" if one.is_whole else "asked whether they changed"
    return f"{listed}; {one.known:,} known {'is' if one.known == 1 else 'are'} {how}"


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB"
