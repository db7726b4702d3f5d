"""What the ledger remembers of earlier nights, in the form that tonight is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from flows.alert.baselines import MEASURES, WEEKDAY_DAYS, Night, judge_sources, load_baselines
from flows.alert.incidents import RUN_COMPLETED, Incident
from flows.alert.run_rules import SOURCE_REACHED
from flows.ledger import Ledger

MEDIAN_DAYS = 14

RECENT_NIGHTS = 7
"""How a night is run is a matter of this week: who went from two runs to one must not wait half a year."""


def judged_sources(
    ledger: Ledger, run_id: str, night: date, baselines: Path, brought: Mapping[str, Night] | None
) -> list[dict[str, Any]]:
    """The sources held to their past, but for those of which the run says nothing (`unasked`); none where it misleads.

    That is: a night that was not published, one before the newest that is known (a day derived again), and one that
    is still filling, because fewer runs than in the last nights have published it so far.
    """
    if brought is None:
        return []
    since = (night - timedelta(days=WEEKDAY_DAYS)).isoformat()
    count_runs = closed_runs(ledger, since)
    recent = [count for day, count in sorted(count_runs.items()) if day < night][-RECENT_NIGHTS:]
    if not recent or max(count_runs) > night or count_runs.get(night, 0) + 1 < median(recent):
        return []
    history = by_source(ledger, since)
    passed_over = unasked(ledger, run_id, night, history)
    tonight = {source: nights[night] for source, nights in history.items() if night in nights}
    past = {
        source: with_zeros(nights, [day for day in count_runs if day < night])
        for source, nights in history.items()
        if source not in passed_over
    }
    return judge_sources(past, tonight, night, load_baselines(baselines))


def unasked(ledger: Ledger, run_id: str, night: date, sources: Iterable[str]) -> set[str]:
    """Those of `sources` about which a run says nothing, because it did not ask them or they could not be reached.

    A run that asked for sources by name (configured, or with `--source`) says something of those. A run that was given
    files or addresses says something of those that no run of the last week has asked for by name.
    """
    named = "select scope, is_passed from checks where rule_id = ? and run_id = ?"
    asked = {row["scope"]: bool(row["is_passed"]) for row in ledger.rows(named, [SOURCE_REACHED, run_id])}
    if asked:
        return {source for source in sources if not asked.get(source)}
    rows = ledger.rows(
        """
        select distinct scope from checks join runs using (run_id)
        where rule_id = ? and night between date(?, ?) and ?
        """,
        [SOURCE_REACHED, night.isoformat(), f"-{RECENT_NIGHTS} days", night.isoformat()],
    )
    return {row["scope"] for row in rows}


def closed_runs(ledger: Ledger, since: str) -> dict[date, int]:
    """Night -> how many runs published it and were closed, since a day; a run killed in between is not compared.

    Nor is one of a night that was still to come: by it, every night until then would be a day derived again.
    """
    rows = ledger.rows(
        """
        select night, count(*) as runs
        from runs join checks using (run_id)
        where rule_id = ? and is_passed and night >= ? and night <= date(started_at, '+1 day')
        group by night
        """,
        [RUN_COMPLETED, since],
    )
    return {date.fromisoformat(row["night"]): row["runs"] for row in rows}


def unclosed_runs(ledger: Ledger) -> list[dict[str, Any]]:
    """The runs since the last one that was closed whose end nobody was told of: they were killed, or closing failed.

    `run_id`, `night`, `status` and `error`, in their order. Whoever interrupted a run knows; so does whoever was told
    of a wrong use (exit code 2).
    """
    return ledger.rows(
        """
        select run_id, night, status, error
        from runs
        where status not in ('running', 'interrupted') and coalesce(exit_code, 0) <> 2 and rowid > coalesce(
            (
                select closed.rowid from runs as closed
                where exists (select 1 from checks where checks.run_id = closed.run_id and rule_id = ?)
                order by closed.rowid desc limit 1
            ),
            0
        )
        order by rowid
        """,
        [RUN_COMPLETED],
    )


def by_source(ledger: Ledger, since: str) -> dict[str, dict[date, dict[str, int]]]:
    """Source -> night -> what its runs brought together, since a day."""
    sums = ", ".join(f"sum({name}) as {name}" for name in MEASURES)
    found: dict[str, dict[date, dict[str, int]]] = {}
    for row in ledger.rows(f"select source, night, {sums} from source_nights where night >= ? group by 1, 2", [since]):
        counts = {name: int(row[name]) for name in MEASURES}
        found.setdefault(row["source"], {})[date.fromisoformat(row["night"])] = counts
    return found


def with_zeros(nights: Mapping[date, Night], published: Iterable[date]) -> dict[date, Night]:
    """A source's past, with zeros for published nights, from its first on, on which it brought nothing."""
    first = min(nights)
    nothing = dict.fromkeys(MEASURES, 0)
    return {day: nights.get(day, nothing) for day in sorted(published) if day >= first}


def usual_share(ledger: Ledger, incident: Incident, night: date) -> float | None:
    """The median share of failing rows of a rule in the 14 days before a night; None if it was not judged."""
    rows = ledger.rows(
        """
        select 1.0 * count_failed / count_rows as share
        from checks join runs using (run_id)
        where table_name = ? and rule_id = ? and scope = ? and count_rows > 0 and night < ? and night >= ?
        """,
        [
            *(incident.table_name, incident.rule_id, incident.scope),
            *(night.isoformat(), (night - timedelta(days=MEDIAN_DAYS)).isoformat()),
        ],
    )
    return median(row["share"] for row in rows) if rows else None
