"""The last step of a night, published or not: hold its sources to their past, keep the incidents, tell what changed."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flows.alert.baselines import Night
from flows.alert.changes import Change, tell
from flows.alert.delivery import addresses
from flows.alert.history import judged_sources, usual_share
from flows.alert.incidents import Incident, advance, fold, incident_of
from flows.alert.message import Message, compose
from flows.alert.outbox import beat, deliver, forget_untold, pending
from flows.alert.run_rules import judged_inputs, judged_run
from flows.enums import Severity
from flows.ledger import Ledger


@dataclass(frozen=True)
class Alerted:
    """What the night said: its message (None if nothing changed) and how many deliveries failed."""

    message: Message | None
    count_failed: int


def judge(
    ledger: Ledger,
    run_id: str,
    night: date,
    *,
    brought: Mapping[str, Night] | None,
    error: str | None,
    baselines: Path,
) -> tuple[list[Incident], list[Incident]]:
    """Judge a night; returns the incidents as they were before it and as they are after it.

    `brought`: source -> what it brought (`ops.source_nights`), None if the night was not published; `error`: why not,
    or what went wrong after it was. Writes the checks to the ledger; the caller holds a transaction, in which it
    writes the incidents (`keep`).
    """
    if brought is not None:
        ledger.add("source_nights", [{"source": s, **n} for s, n in brought.items()], run_id=run_id, night=night)
    checks = [
        *judged_sources(ledger, run_id, night, baselines, brought),
        *judged_inputs(ledger, run_id),
        judged_run(error),
    ]
    ledger.add("checks", checks, run_id=run_id)
    before = known_incidents(ledger)
    return before, advance(before, fold(checks_of(ledger, run_id), before), run_id, night)


def alert(
    ledger: Ledger,
    run_id: str,
    night: date,
    *,
    brought: Mapping[str, Night] | None,
    error: str | None,
    baselines: Path,
    page: Path,
    alert_to: str,
    at_least: Severity,
    heartbeat_url: str,
    owed: Container[str] = (),
) -> Alerted:
    """Judge the night (`judge`), and tell what changed on every channel.

    `owed`: runs before this one that were judged, but told nobody. Writes all of it to the ledger or (killed before)
    nothing; then sends. No delivery that fails makes the night fail.
    """
    to = addresses(alert_to)
    with ledger.transaction():
        forget_untold(ledger)
        before, after = judge(ledger, run_id, night, brought=brought, error=error, baselines=baselines)
        most = most_failed(ledger, run_id, after, night)
        kept, changes = tell(before, after, night, at_least, is_heard=bool(to), most=most, owed=owed)
        message = message_of(ledger, kept, changes, night, page, error, is_published=brought is not None)
        keep(ledger, kept)
        ledger.put("deliveries", pending(message, to, run_id, night))
    failed = deliver(ledger, to, run_id, night)
    if heartbeat_url and brought is not None:
        failed += beat(ledger, heartbeat_url, run_id, night)
    return Alerted(message, failed)


def known_incidents(ledger: Ledger) -> list[Incident]:
    """All incidents that are recorded."""
    return [incident_of(row) for row in ledger.rows("select * from incidents")]


def keep(ledger: Ledger, incidents: Iterable[Incident]) -> None:
    """Record incidents, each in the place of what was known of it."""
    ledger.put("incidents", [asdict(incident) for incident in incidents])


def most_failed(ledger: Ledger, run_id: str, incidents: Iterable[Incident], night: date) -> dict[str, int]:
    """Incident id -> the most rows that failed in an earlier run of its opening, nights on which it was muted left out.

    Only of open incidents of rules in SQL: the rows that such a rule finds stay in the warehouse.
    """
    found = {}
    for one in incidents:
        if one.kind == "sql" and one.is_open:
            (row,) = ledger.rows(
                """
                select max(count_failed) as most
                from checks join runs using (run_id)
                where table_name = ? and rule_id = ? and scope = ? and run_id <> ? and night between ? and ?
                    and (night = ? or night > ?)
                """,
                [
                    *(one.table_name, one.rule_id, one.scope, run_id, one.opened_on.isoformat(), night.isoformat()),
                    *(one.opened_on.isoformat(), (one.muted_until or date.min).isoformat()),
                ],
            )
            found[one.incident_id] = row["most"]
    return {incident_id: most for incident_id, most in found.items() if most is not None}


def message_of(
    ledger: Ledger,
    kept: Sequence[Incident],
    changes: Sequence[tuple[Change, Incident]],
    night: date,
    page: Path,
    error: str | None,
    *,
    is_published: bool,
) -> Message | None:
    """The night's message; None where nothing changed."""
    if not changes:
        return None
    told = {incident.incident_id for _, incident in changes}
    ongoing = [
        one
        for one in kept
        if one.is_open
        and (one.told_severity and one.parent_id is None)
        and not (one.incident_id in told or one.is_muted(night))
    ]
    medians = {one.incident_id: usual_share(ledger, one, night) for _, one in changes}
    return compose(changes, ongoing, night, medians, page, error, is_published=is_published)


def checks_of(ledger: Ledger, run_id: str) -> list[dict[str, Any]]:
    """The checks of a run, in the form of `records.CHECKS`."""
    rows = ledger.rows("select * from checks where run_id = ?", [run_id])
    return [{**row, "sample_keys": json.loads(row["sample_keys"] or "[]")} for row in rows]
