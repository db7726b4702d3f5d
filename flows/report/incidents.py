"""Incidents on the terminal: which are open, and all that is known of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.alert.incidents import RANK, Incident, Status, incident_of
from flows.alert.message import CHECKS, nights, period, query
from flows.errors import UsageError
from flows.ledger import Ledger
from flows.report.plain import plain

STYLES = {"critical": "bold red", "warning": "yellow", "info": "dim"}
HISTORY = 14
_UNPUBLISHED = "(The night was not published: the file that `onrecord sql` asks is of the night before.)"


def find_incident(ledger: Ledger, start: str) -> Incident:
    """The incident whose id starts with `start`; raises `UsageError` if there is none, or more than one."""
    rows = ledger.rows("select * from incidents where substr(incident_id, 1, length(?)) = ?", [start, start])
    if len(rows) != 1:
        many = f"{len(rows)} incidents begin" if rows else "No incident begins"
        raise UsageError(f"{many} with {plain(start, 40)!r}: onrecord incidents list --all shows their ids.")
    return incident_of(rows[0])


def print_incidents(console: Console, ledger: Ledger, *, is_all: bool) -> None:
    """Print the open incidents, the worst first; with `is_all` the resolved ones too."""
    incidents = [incident_of(row) for row in ledger.rows("select * from incidents")]
    shown = [one for one in incidents if is_all or one.status is Status.OPEN]
    if not shown:
        console.print("No incident is recorded." if is_all else "No incident is open.")
        return
    order = sorted(
        shown, key=lambda one: (one.status is Status.RESOLVED, RANK[one.severity], one.opened_on, one.rule_id)
    )
    console.print(_table(order, newest_night(ledger)))


def newest_night(ledger: Ledger) -> date:
    """The newest night that any run was for: until when a mute lasts is told by it, not by the clock."""
    (row,) = ledger.rows("select max(night) as night from runs")
    return date.fromisoformat(row["night"]) if row["night"] else date.min


def _table(incidents: Sequence[Incident], night: date) -> Table:
    table = Table(box=None, padding=(0, 2))
    for name in ("id", "severity", "rule", "scope", "since", "nights", "state"):
        # What is typed or compared stands whole in a narrow terminal too; the others are broken into lines.
        width = {"id": 16, "severity": 8, "since": 10}.get(name)
        table.add_column(name, justify="right" if name == "nights" else "left", min_width=width, overflow="fold")
    for one in incidents:
        table.add_row(
            one.incident_id,
            f"[{STYLES[one.severity]}]{one.severity}[/]",
            f"{one.table_name}.{one.rule_id}",
            escape(plain(one.scope, 40)),
            str(one.opened_on),
            str(one.nights_failed),
            _state(one, night),
        )
    return table


def _state(incident: Incident, night: date) -> str:
    if incident.status is Status.RESOLVED:
        return f"resolved {incident.resolved_on}"
    if incident.is_muted(night):
        return f"open, muted until {incident.muted_until}"
    return f"open, part of {incident.parent_id}" if incident.parent_id else "open"


def print_incident(console: Console, ledger: Ledger, incident: Incident) -> None:
    """Print all that is known of one incident: its rule, what was seen, its last nights, who was told."""
    console.print(f"[bold]{incident.table_name}.{incident.rule_id}[/]  {escape(plain(incident.scope, 120))}")
    console.print(f"{escape(plain(incident.why or '', 400))}\n")
    facts = {
        "state": _state(incident, newest_night(ledger)),
        "severity": incident.severity,
        "failing": f"{period(incident)}, {nights(incident)}",
        "seen": _seen(incident),
        "limit": plain(incident.threshold or "", 300),
        "examples": plain(", ".join(incident.sample_keys), 400),
        "owner": incident.owner or "",
        "SQL": query(incident, CHECKS) or "",
        "": "" if _is_published(ledger, incident) else _UNPUBLISHED,
    }
    for name, value in facts.items():
        if value and (name or facts["SQL"]):
            console.print(f"  {name:<9} {escape(str(value))}", soft_wrap=True)
    _print_history(console, ledger, incident)
    _print_deliveries(console, ledger, incident)


def _seen(incident: Incident) -> str:
    """What was seen, and of how many rows where that is not said in it."""
    seen = plain(incident.observed or "", 300)
    if incident.kind in ("baseline", "run") or f"of {incident.count_rows:,}" in seen:
        return seen
    return f"{seen} ({incident.count_failed:,} of {incident.count_rows:,})".strip()


def _is_published(ledger: Ledger, incident: Incident) -> bool:
    rows = ledger.rows("select status from runs where run_id = ?", [incident.run_id])
    return bool(rows and rows[0]["status"] == "published")


def _print_history(console: Console, ledger: Ledger, incident: Incident) -> None:
    rows = ledger.rows(
        """
        select run_id, is_passed, count_failed, count_rows, observed
        from checks join runs using (run_id)
        where table_name = ? and rule_id = ? and scope = ?
        order by started_at desc limit ?
        """,
        [incident.table_name, incident.rule_id, incident.scope, HISTORY],
    )
    console.print("\nLast runs")
    for row in rows:
        mark = "[green]met[/]   " if row["is_passed"] else "[red]failed[/]"
        console.print(f"  {row['run_id']:<14} {mark}  {escape(plain(row['observed'] or '', 100))}", soft_wrap=True)


def _print_deliveries(console: Console, ledger: Ledger, incident: Incident) -> None:
    rows = ledger.rows(
        "select * from deliveries where night >= ? and instr(body, ?) > 0 order by night, channel",
        [incident.opened_on.isoformat(), incident.rule_id],
    )
    if rows:
        console.print("\nMessages")
    for row in rows:
        said = f"{row['night']} {row['status']}: {row['channel']}"
        console.print(f"  {escape(plain(said, 160))} {escape(plain(row['error'] or '', 160))}", soft_wrap=True)
