"""Earlier nights as the ledger recorded them, in the form that tonight is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from flows.alert.baselines import MEASURES, WEEKDAY_DAYS, Counts, check_source_nights, load_baselines
from flows.alert.incidents import RUN_COMPLETED, Incident
from flows.alert.run_rules import SOURCE_REACHED
from flows.errors import Exit
from flows.ledger import Ledger

MEDIAN_DAYS = 14

RECENT_NIGHTS = 7
"""Nights that show how the warehouse is run: whoever changes from two runs a night to one waits a week at most."""

_REQUESTED = "select scope, is_passed from checks where rule_id = ? and run_id = ?"
_RECENTLY_REQUESTED = """
    select distinct scope from checks join runs using (run_id)
    where rule_id = ? and night between date(?, ?) and ?
"""
# A run of a future night is not compared: it would make every night until then a day that is derived again.
_CLOSED_RUNS = """
    select night, count(*) as runs
    from runs join checks using (run_id)
    where rule_id = ? and is_passed and night >= ? and night <= date(started_at, '+1 day')
        and coalesce(runs.kind, 'night') = 'night'
    group by night
"""
_UNCLOSED_RUNS = """
    select run_id, night, status, error, kind
    from runs
    where status not in ('running', 'interrupted') and coalesce(exit_code, 0) <> ? and rowid > coalesce(
        (
            select closed.rowid from runs as closed
            where exists (select 1 from checks where checks.run_id = closed.run_id and rule_id = ?)
            order by closed.rowid desc limit 1
        ),
        0
    )
    order by rowid
"""
_SHARES = """
    select 1.0 * count_failed / count_rows as share
    from checks join runs using (run_id)
    where table_name = ? and rule_id = ? and scope = ? and count_rows > 0 and night < ? and night >= ?
"""


def check_sources(
    ledger: Ledger, run_id: str, night: date, baselines: Path, arrivals: Mapping[str, Counts] | None
) -> list[dict[str, Any]]:
    """Check the sources against their past, as rows of `records.CHECKS`.

    Leaves out sources that the run did not request (`find_unrequested`). There are no checks for a night that was
    not published (`arrivals` is None), for a night before the newest known one (a day that is derived again), and for
    a night with fewer published runs so far than usual: it is still filling.
    """
    if arrivals is None:
        return []
    since = (night - timedelta(days=WEEKDAY_DAYS)).isoformat()
    count_runs = count_closed_runs(ledger, since)
    recent = [count for day, count in sorted(count_runs.items()) if day < night][-RECENT_NIGHTS:]
    if not recent or max(count_runs) > night or count_runs.get(night, 0) + 1 < median(recent):
        return []
    history = read_source_nights(ledger, since)
    unrequested = find_unrequested(ledger, run_id, night, history)
    tonight = {source: nights[night] for source, nights in history.items() if night in nights}
    earlier = [day for day in count_runs if day < night]
    past = {
        source: fill_silent_nights(nights, earlier) for source, nights in history.items() if source not in unrequested
    }
    return check_source_nights(past, tonight, night, load_baselines(baselines))


def find_unrequested(ledger: Ledger, run_id: str, night: date, sources: Iterable[str]) -> set[str]:
    """Those of `sources` that a run did not request or could not reach, so that it says nothing about them.

    A run that requests sources by name (configured, or with `--source`) says something about these. A run over files or
    addresses says something about the sources that no run of the last week requested by name.
    """
    reached = {row["scope"]: bool(row["is_passed"]) for row in ledger.rows(_REQUESTED, [SOURCE_REACHED, run_id])}
    if reached:
        return {source for source in sources if not reached.get(source)}
    week = (night.isoformat(), f"-{RECENT_NIGHTS} days", night.isoformat())
    return {row["scope"] for row in ledger.rows(_RECENTLY_REQUESTED, [SOURCE_REACHED, *week])}


def count_closed_runs(ledger: Ledger, since: str) -> dict[date, int]:
    """Night -> the number of runs that published it and were closed, from the day `since` on."""
    rows = ledger.rows(_CLOSED_RUNS, [RUN_COMPLETED, since])
    return {date.fromisoformat(row["night"]): row["runs"] for row in rows}


def find_unclosed_runs(ledger: Ledger) -> list[dict[str, Any]]:
    """The runs since the last closed one whose end was not notified: they were killed, or closing them failed.

    `run_id`, `night`, `status`, `error` and `kind`, in their order. Interrupted runs and wrong usage are left out:
    whoever caused them knows.
    """
    return ledger.rows(_UNCLOSED_RUNS, [int(Exit.USAGE), RUN_COMPLETED])


def read_source_nights(ledger: Ledger, since: str) -> dict[str, dict[date, dict[str, int]]]:
    """Source -> night -> the summed counts of its runs, from the day `since` on."""
    sums = ", ".join(f"sum({name}) as {name}" for name in MEASURES)
    found: dict[str, dict[date, dict[str, int]]] = {}
    for row in ledger.rows(f"select source, night, {sums} from source_nights where night >= ? group by 1, 2", [since]):
        counts = {name: int(row[name]) for name in MEASURES}
        found.setdefault(row["source"], {})[date.fromisoformat(row["night"])] = counts
    return found


def fill_silent_nights(nights: Mapping[date, Counts], published: Iterable[date]) -> dict[date, Counts]:
    """A source's past from its first night on, with zeros for the `published` nights without an article."""
    first = min(nights)
    nothing = dict.fromkeys(MEASURES, 0)
    return {day: nights.get(day, nothing) for day in sorted(published) if day >= first}


def find_median_share(ledger: Ledger, incident: Incident, night: date) -> float | None:
    """The median share of failing rows of a rule in the 14 days before a night; None if it was not judged."""
    first = night - timedelta(days=MEDIAN_DAYS)
    place = (incident.table_name, incident.rule_id, incident.scope)
    rows = ledger.rows(_SHARES, [*place, night.isoformat(), first.isoformat()])
    return median(row["share"] for row in rows) if rows else None
