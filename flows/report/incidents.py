"""Incidents on the terminal: the list, and the details of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.alert.incidents import RANK, Incident, parse_incident
from flows.alert.message import CHECKS, count_nights, describe_period, find_query
from flows.enums import CheckKind, RunStatus, Severity
from flows.errors import UsageError
from flows.ledger import Ledger
from flows.printing import one_line
from flows.report.columns import make_table

STYLES = {Severity.CRITICAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
HISTORY = 14
_UNPUBLISHED = "(The night was not published: `onrecord sql` reads the file of the night before.)"


def find_incident(ledger: Ledger, start: str) -> Incident:
    """The incident whose id starts with `start`; raises `UsageError` if no id does, or more than one."""
    rows = ledger.rows("select * from incidents where substr(incident_id, 1, length(?)) = ?", [start, start])
    if len(rows) != 1:
        many = f"{len(rows)} incident ids start" if rows else "No incident id starts"
        raise UsageError(f"{many} with {one_line(start, 40)!r}. See: onrecord incidents list --all")
    return parse_incident(rows[0])


def print_incidents(console: Console, ledger: Ledger, *, is_all: bool) -> None:
    """Print the open incidents, the worst first; with `is_all` also the resolved ones."""
    incidents = [parse_incident(row) for row in ledger.rows("select * from incidents")]
    shown = [one for one in incidents if is_all or one.is_open]
    if not shown:
        console.print("There are no incidents." if is_all else "There are no open incidents.")
        return
    order = sorted(shown, key=lambda one: (not one.is_open, RANK[one.severity], one.opened_on, one.rule_id))
    console.print(_table(order, find_newest_night(ledger)))


def find_newest_night(ledger: Ledger) -> date:
    """The newest night of any run. It decides whether a mute is over; the clock does not."""
    (row,) = ledger.rows("select max(night) as night from runs")
    return date.fromisoformat(row["night"]) if row["night"] else date.min


def _table(incidents: Sequence[Incident], night: date) -> Table:
    table = make_table("id", "severity", "failure", whole=("id", "severity"))
    for one in incidents:
        scope = f"{one_line(one.scope, 40)}: " if one.scope else ""
        period = f"since {one.opened_on}, {count_nights(one)}, {_describe_state(one, night)}"
        rule = f"{one.table_name}.{one.rule_id}"
        severity = f"[{STYLES[one.severity]}]{one.severity}[/]"
        table.add_row(one.incident_id, severity, escape(f"{rule}\n{scope}{period}"))
    return table


def _describe_state(incident: Incident, night: date) -> str:
    if not incident.is_open:
        return f"resolved {incident.resolved_on}"
    if incident.is_muted(night):
        return f"open, muted until {incident.muted_until}"
    return f"open, part of {incident.parent_id}" if incident.parent_id else "open"


def print_incident(console: Console, ledger: Ledger, incident: Incident) -> None:
    """Print the details of one incident: its rule, the last result, its last runs, its messages."""
    console.print(f"[bold]{incident.table_name}.{incident.rule_id}[/]  {escape(one_line(incident.scope, 120))}")
    console.print(f"{escape(one_line(incident.why or '', 400))}\n")
    facts = {
        "state": _describe_state(incident, find_newest_night(ledger)),
        "severity": incident.severity,
        "failing": f"{describe_period(incident)}, {count_nights(incident)}",
        "seen": _describe_observed(incident),
        "limit": one_line(incident.threshold or "", 300),
        "examples": one_line(", ".join(incident.sample_keys), 400),
        "owner": incident.owner or "",
        "SQL": find_query(incident, CHECKS) or "",
        "": "" if _is_published(ledger, incident) else _UNPUBLISHED,
    }
    for name, value in facts.items():
        if value and (name or facts["SQL"]):
            console.print(f"  {name:<9} {escape(str(value))}", soft_wrap=True)
    _print_history(console, ledger, incident)
    _print_deliveries(console, ledger, incident)


def _describe_observed(incident: Incident) -> str:
    """The last result, with the number of rows where it does not contain that."""
    seen = one_line(incident.observed or "", 300)
    if incident.kind in (CheckKind.BASELINE, CheckKind.RUN) or f"of {incident.count_rows:,}" in seen:
        return seen
    return f"{seen} ({incident.count_failed:,} of {incident.count_rows:,})".strip()


def _is_published(ledger: Ledger, incident: Incident) -> bool:
    rows = ledger.rows("select status from runs where run_id = ?", [incident.run_id])
    return bool(rows and rows[0]["status"] == RunStatus.PUBLISHED)


def _print_history(console: Console, ledger: Ledger, incident: Incident) -> None:
    rows = ledger.rows(
        """
        select run_id, is_passed, count_failed, count_rows, observed
        from checks join runs using (run_id)
        where table_name = ? and rule_id = ? and scope = ?
        order by runs.rowid desc limit ?
        """,
        [incident.table_name, incident.rule_id, incident.scope, HISTORY],
    )
    console.print("\nLast runs")
    for row in rows:
        mark = "[green]passed[/]" if row["is_passed"] else "[red]failed[/]"
        console.print(f"  {row['run_id']:<14} {mark}  {escape(one_line(row['observed'] or '', 100))}", soft_wrap=True)


def _print_deliveries(console: Console, ledger: Ledger, incident: Incident) -> None:
    rows = ledger.rows(
        "select * from deliveries where night >= ? and instr(body, ?) > 0 order by night, channel",
        [incident.opened_on.isoformat(), incident.rule_id],
    )
    if rows:
        console.print("\nMessages")
    for row in rows:
        line = f"{row['night']} {row['status']}: {row['channel']}"
        console.print(f"  {escape(one_line(line, 160))} {escape(one_line(row['error'] or '', 160))}", soft_wrap=True)
