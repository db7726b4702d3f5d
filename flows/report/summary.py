"""The summary that a run prints at its end."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.ingest.files.location import display_name
from flows.ingest.urls.identity import is_web_url
from flows.ledger import REPLACED, Ledger
from flows.load.database import open_published
from flows.load.publish import PUBLISHED
from flows.printing import one_line, shorten_middle
from flows.site.failures import find_site_failure

TOP = 5
"""Rows of each list, so that the whole summary fits on a screen."""

_TONIGHT = """
    select
        (select count(*) from articles) as articles,
        (select count(distinct source) from articles) as outlets,
        (select count(*) from quotes) as quotes,
        (select count(*) from quotes where kind = 'direct') as direct,
        (select count(*) from quotes where kind = 'mixed') as mixed,
        (select count(*) from quotes where kind = 'indirect') as indirect,
        (select count(*) from quotes where speaker is not null) as attributed,
        (select count(*) from entities where label <> 'MISC') as entities
"""
_MOST_QUOTED = """
    select
        speaker,
        sum(count_quotes - count_in_copies)::integer as quotes,
        count(distinct source) filter (where count_quotes > count_in_copies)::integer as outlets
    from mart.quoted_by_day
    group by speaker_entity_id, speaker
    having quotes > 0
    order by quotes desc, speaker
    limit ?
"""
_LANGUAGES = "select language, count(*) from articles where language is not null group by language order by language"


def print_summary(console: Console, warehouse: Path, run_id: str, extracted: frozenset[str]) -> None:
    """Print the end of a run, the contents of the warehouse, the inputs left out with reasons, and next commands.

    `extracted` are the languages (ISO 639-1) that are extracted.
    """
    with Ledger.read(warehouse) as ledger, open_published(warehouse / PUBLISHED) as connection:
        run = ledger.rows("select * from runs where run_id = ?", [run_id])[0]
        holds = connection.sql(_TONIGHT).pl().row(0, named=True)
        top = connection.sql(_MOST_QUOTED, params=[TOP]).fetchall()
        languages = {name: n for name, n in connection.sql(_LANGUAGES).fetchall() if name not in extracted}
        console.print(
            f"\n[bold]On Record[/] · night of {run['night']} · run {run_id} · "
            f"{run['status']} in {run['seconds']:.0f} s\n"
        )
        console.print(_make_facts(ledger, run, holds, languages))
        _print_ignored(console, ledger, run_id)
        if top:
            console.print(_make_speaker_table(top))
        _print_left_out(console, ledger, run_id)
        _print_failed_checks(console, ledger, run_id)
        _print_site_failure(console, ledger, warehouse, run_id)
        _print_replaced(console, ledger, run_id)
    _print_next(console, warehouse, top[0][0] if top else None)


def _make_facts(ledger: Ledger, run: dict[str, Any], holds: dict[str, int], languages: dict[str, int]) -> Table:
    outcomes = ledger.rows(
        "select outcome, count(*) as n from outcomes where run_id = ? group by outcome order by n desc", [run["run_id"]]
    )
    steps = ledger.rows("select step, seconds from steps where run_id = ? order by position", [run["run_id"]])
    table = Table.grid(padding=(0, 2))
    table.add_row("  inputs", f"{run['inputs']:,}", ", ".join(f"{row['n']:,} {row['outcome']}" for row in outcomes))
    table.add_row("  steps", "", ", ".join(f"{row['step']} {row['seconds']:.1f} s" for row in steps), style="dim")
    table.add_row(
        "  articles", f"{holds['articles']:,}", f"from {holds['outlets']:,} outlets" + _describe_languages(languages)
    )
    kinds = ", ".join(f"{holds[kind]:,} {kind}" for kind in ("direct", "mixed", "indirect"))
    share = f"; {holds['attributed'] / holds['quotes']:.0%} with a speaker" if holds["quotes"] else ""
    table.add_row("  quotes", f"{holds['quotes']:,}", kinds + share)
    table.add_row(
        "  entities", f"{holds['entities']:,}", f"{run['articles_extracted'] or 0:,} articles extracted tonight"
    )
    table.columns[1].justify = "right"
    return table


def _describe_languages(other: dict[str, int]) -> str:
    if not other:
        return ""
    named = ", ".join(f"{n:,} in {one_line(language)}" for language, n in other.items())
    return f"; not extracted because of their language: {named}"


def _make_speaker_table(top: list[tuple[str, int, int]]) -> Table:
    table = Table(
        title="Most quoted in the whole warehouse, copies counted once",
        title_justify="left",
        box=None,
        padding=(0, 2),
        title_style="bold",
    )
    table.add_column("  speaker")
    for name in ("quotes", "outlets"):
        table.add_column(name, justify="right")
    for speaker, quotes, outlets in top:
        table.add_row("  " + escape(one_line(speaker, 50)), f"{quotes:,}", f"{outlets:,}")
    return table


def _print_ignored(console: Console, ledger: Ledger, run_id: str) -> None:
    """The fields of records that the warehouse has no column for."""
    rows = ledger.rows(
        "select detail, count_inputs from notes where run_id = ? and rule = 'ignored_field' and detail is not null "
        "order by count_inputs desc, detail",
        [run_id],
    )
    if not rows:
        return
    shown = ", ".join(f"{one_line(row['detail'], 40)} {row['count_inputs']:,}" for row in rows[:TOP])
    more = f" and {len(rows) - TOP:,} more: onrecord sql \"from ops.notes where run_id = '{run_id}'\""
    console.print(f"\n[bold]Ignored fields[/] ({len(rows):,})")
    console.print(f"  {escape(shown)}{more if len(rows) > TOP else ''}", soft_wrap=True)


def _print_replaced(console: Console, ledger: Ledger, run_id: str) -> None:
    """The unfinished run whose place this one took."""
    for row in ledger.rows("select detail from notes where run_id = ? and rule = ?", [run_id, REPLACED]):
        console.print(f"\n[bold]Unfinished run[/]\n  {escape(one_line(row['detail'], 1000))}", soft_wrap=True)


def _print_left_out(console: Console, ledger: Ledger, run_id: str) -> None:
    rows = ledger.rows(
        "select input, outcome, reason from outcomes "
        "where run_id = ? and outcome in ('quarantined', 'failed', 'skipped') order by outcome, input",
        [run_id],
    )
    if not rows:
        return
    console.print(f"\n[bold]Left out[/] ({len(rows):,})")
    for row in rows[:TOP]:
        name = display_name(row["input"])
        short = shorten_middle(name if is_web_url(name) else Path(name).name, 100)
        console.print(f"  {escape(short)}: {row['outcome']}, {escape(one_line(row['reason'], 200))}")
    if len(rows) > TOP:
        console.print(f"  … and {len(rows) - TOP:,} more: onrecord sql \"from ops.outcomes where run_id = '{run_id}'\"")


def _print_failed_checks(console: Console, ledger: Ledger, run_id: str) -> None:
    rows = ledger.rows(
        "select * from checks where run_id = ? and not is_passed order by severity, table_name, rule_id", [run_id]
    )
    if not rows:
        return
    console.print(f"\n[bold]Rules that failed[/] ({len(rows):,})")
    for row in rows[:TOP]:
        keys = ", ".join(json.loads(row["sample_keys"])[:2])
        failed = f"{row['count_failed']:,} of {row['count_rows']:,} rows" + (f" ({one_line(keys, 60)})" if keys else "")
        console.print(f"  {row['severity']}: {row['table_name']}.{row['rule_id']}, {escape(failed)}")


def _print_site_failure(console: Console, ledger: Ledger, warehouse: Path, run_id: str) -> None:
    failure = find_site_failure(ledger, run_id)
    if failure:
        console.print(f"\n[bold]Site[/]\n  {escape(failure)}", soft_wrap=True)
        console.print(
            f"  The night is published. Build its site with: onrecord site{_option(warehouse)}", soft_wrap=True
        )


def _option(warehouse: Path) -> str:
    return "" if warehouse == Path("warehouse") else f" -w {shlex.quote(str(warehouse))}"


def _print_next(console: Console, warehouse: Path, speaker: str | None) -> None:
    where = _option(warehouse)
    name = one_line(speaker or "", 60).replace("'", "''").replace('"', "")
    commands = [
        f"onrecord sql \"select speaker, text, title from quotes_by('{name}') limit 5\"" if name else "",
        'onrecord sql "from mart.said_about order by count_quotes desc limit 10"',
        "onrecord status",
    ]
    console.print("\n[bold]Next[/]")
    for command in filter(None, commands):
        console.print(f"  {command}{where}", highlight=False, markup=False, soft_wrap=True)
