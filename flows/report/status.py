"""The state of the warehouse: its last runs, the health of its sources, its open incidents."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.enums import RunStatus
from flows.ledger import Ledger
from flows.load.publish import PUBLISHED
from flows.load.verify import examine_published, has_digests
from flows.printing import one_line
from flows.report.columns import make_table
from flows.report.incidents import print_incidents
from flows.site.failures import find_lasting_failure

RUNS_OF_SOURCES = 30
"""Runs over which sources are counted: a month of nights. A limit keeps `status` fast while the ledger grows."""

# The runs are selected first. A sum over outcomes in the same select would be computed for every recorded run.
_RUNS = """
    with last as (select *, rowid as place from runs order by rowid desc limit ?)
    select
        last.*,
        (select group_concat(n || ' ' || outcome, ', ') from (
            select outcome, count(*) as n
            from outcomes
            where outcomes.run_id = last.run_id
            group by outcome
            order by n desc
        )) as outcomes
    from last
    order by place desc
"""
_SOURCES = f"""
    with last as (select run_id, night, status from runs order by rowid desc limit {RUNS_OF_SOURCES}),
    met as (
        select
            source, outcomes.run_id, last.night,
            sum(outcome = 'loaded' and last.status = 'published') as loaded,
            sum(outcome in ('quarantined', 'failed')) as refused
        from last cross join outcomes on outcomes.run_id = last.run_id
        where source is not null
        group by source, outcomes.run_id
    )
    select source, max(night) as last_night, count(*) as runs, sum(loaded) as loaded, sum(refused) as refused
    from met
    group by source
    order by last_night desc, loaded desc, source
    limit ?
"""


def has_published_since(ledger: Ledger, moment: datetime) -> bool:
    """Whether a night that started after `moment` was published. Runs that derive old articles again do not count."""
    query = "select started_at from runs where status = 'published' and coalesce(kind, 'night') = 'night'"
    return any(datetime.fromisoformat(row["started_at"]) >= moment for row in ledger.rows(query))


def print_status(console: Console, warehouse: Path, ledger: Ledger, limit: int) -> None:
    """Print the last `limit` runs, the `limit` most recent sources and the open incidents."""
    runs = ledger.rows(_RUNS, [limit])
    if not runs:
        console.print("There are no runs yet. Start with: onrecord run ARTICLES")
        return
    if change := find_change(warehouse, ledger):
        console.print(f"[red]{escape(change)}[/]; the next run starts from the newest kept version\n", soft_wrap=True)
    console.print(_make_run_table(runs))
    for run in runs:
        if run["error"]:
            console.print(f"  {run['run_id']}: {escape(one_line(run['error'], 300))}")
    if is_killed(runs[0]):
        console.print(f"  {runs[0]['run_id']}: its process was killed. Go on with: onrecord resume")
    if failure := find_lasting_failure(ledger, warehouse):
        console.print(f"  {runs[0]['run_id']}: {escape(failure)} Build it with: onrecord site", soft_wrap=True)
    console.print()
    console.print(_make_source_table(ledger.rows(_SOURCES, [limit])))
    console.print("\n[bold italic]Incidents[/]")
    print_incidents(console, ledger, is_all=False)


def is_killed(run: Mapping[str, Any]) -> bool:
    """Whether a run is recorded as running, but its process on this machine has ended."""
    if run["status"] != RunStatus.RUNNING or run["host"] != socket.gethostname():
        return False
    try:
        os.kill(run["pid"], 0)  # sends nothing: it only asks for the process
    except ProcessLookupError:
        return True
    except PermissionError:  # it runs for somebody else
        return False
    return False


def find_change(warehouse: Path, ledger: Ledger) -> str | None:
    """What somebody did to the published file since the last run, in a sentence; None if nobody did anything.

    The file is read only if it was written after the end of the last published run, so that `status` stays fast;
    `onrecord doctor` and every run read it whole.
    """
    run = ledger.find_newest_published()
    if run is None or not has_digests(ledger):
        return None
    published = warehouse / PUBLISHED
    ended_at = datetime.fromisoformat(run["started_at"]).timestamp() + (run["seconds"] or 0)
    if published.exists() and published.stat().st_mtime <= ended_at:
        return None
    return examine_published(warehouse, ledger).change


def _make_run_table(rows: list[dict[str, Any]]) -> Table:
    names = ("run", "status", "inputs", "seconds")
    table = make_table(*names, whole=("run", "status"), numbers=("seconds",), title="Last runs")
    for row in rows:
        seconds = f"{row['seconds']:.0f}" if row["seconds"] is not None else "…"
        status = "killed" if is_killed(row) else str(row["status"])
        table.add_row(str(row["run_id"]), status, str(row["outcomes"] or ""), seconds)
    return table


def _make_source_table(rows: list[dict[str, object]]) -> Table:
    numbers = ("runs", "loaded", "refused")
    title = f"Sources in the last {RUNS_OF_SOURCES} runs"
    table = make_table("source", "last night", *numbers, whole=("last night",), numbers=numbers, title=title)
    for row in rows:
        cells = (escape(one_line(row["source"], 40)), row["last_night"], row["runs"], row["loaded"], row["refused"])
        table.add_row(*(str(cell) for cell in cells))
    return table
