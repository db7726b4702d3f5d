"""The last step of a night, published or not: check its sources and the run, update the incidents, notify changes."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flows.alert.baselines import Counts
from flows.alert.changes import Change, Notifying, choose_changes
from flows.alert.incidents import Incident, advance_incidents, fold_scopes, parse_incident
from flows.alert.message import Message, NightNews, compose_message
from flows.alert.outbox import make_deliveries, reset_undelivered, send_deliveries, send_heartbeat
from flows.alert.run_rules import check_completion, check_inputs
from flows.alert.source_history import check_sources, find_median_share
from flows.enums import CheckKind, Severity
from flows.ledger import Ledger

_PEAK = """
    select max(count_failed) as peak
    from checks join runs using (run_id)
    where table_name = ? and rule_id = ? and scope = ? and run_id <> ? and night between ? and ?
        and (night = ? or night > ?)
"""


@dataclass(frozen=True)
class EndedNight:
    """A run whose steps are over.

    `arrivals`: source -> the counts of `ops.source_nights`, None if the run published nothing. `error`: what ended the
    run, also after its publication. `is_compared`: whether its sources are compared with their past. A run that derives
    old articles again says nothing about them.
    """

    run_id: str
    night: date
    arrivals: Mapping[str, Counts] | None
    error: str | None
    is_compared: bool = True

    @property
    def is_published(self) -> bool:
        """Whether the run published its night."""
        return self.arrivals is not None


@dataclass(frozen=True)
class Audience:
    """The Apprise addresses to notify, the mildest severity to notify, the heartbeat to call ("": no heartbeat)."""

    addresses: Sequence[str] = ()
    at_least: Severity = Severity.WARNING
    heartbeat_url: str = ""


@dataclass(frozen=True)
class Alerted:
    """The night's message (None if nothing changed) and the number of deliveries that failed."""

    message: Message | None
    count_failed: int


def judge_night(ledger: Ledger, ended: EndedNight, baselines: Path) -> tuple[list[Incident], list[Incident]]:
    """The incidents before a night and after it. Writes the night's checks to the ledger.

    The caller holds a transaction, in which it saves the incidents too (`save_incidents`).
    """
    run_id, night = ended.run_id, ended.night
    if ended.is_compared:
        rows = [{"source": source, **counts} for source, counts in (ended.arrivals or {}).items()]
        ledger.add("source_nights", rows, run_id=run_id, night=night)
    checks = [
        *(check_sources(ledger, run_id, night, baselines, ended.arrivals) if ended.is_compared else ()),
        *check_inputs(ledger, run_id),
        check_completion(ended.error),
    ]
    ledger.add("checks", checks, run_id=run_id)
    before = read_incidents(ledger)
    return before, advance_incidents(before, fold_scopes(read_checks(ledger, run_id), before), run_id, night)


def alert(
    ledger: Ledger,
    ended: EndedNight,
    audience: Audience,
    *,
    baselines: Path,
    page: Path,
    silent_runs: Container[str] = (),
) -> Alerted:
    """Judge the night (`judge_night`) and notify its changes on every channel.

    `silent_runs`: earlier runs that were judged, but could not notify anybody. The ledger gets all of it or (if the
    process is killed before) nothing; then the messages are sent. A failed delivery does not make the night fail.
    """
    run_id, night = ended.run_id, ended.night
    with ledger.transaction():
        reset_undelivered(ledger)
        before, after = judge_night(ledger, ended, baselines)
        peaks = find_peak_failures(ledger, run_id, after, night)
        notifying = Notifying(night, audience.at_least, bool(audience.addresses), peaks, silent_runs)
        kept, changes = choose_changes(before, after, notifying)
        message = make_message(ledger, ended, kept, changes, page)
        save_incidents(ledger, kept)
        ledger.put("deliveries", make_deliveries(message, audience.addresses, run_id, night))
    failed = send_deliveries(ledger, audience.addresses, run_id, night)
    if audience.heartbeat_url and ended.is_published and ended.is_compared:
        failed += send_heartbeat(ledger, audience.heartbeat_url, run_id, night)
    return Alerted(message, failed)


def read_incidents(ledger: Ledger) -> list[Incident]:
    """All recorded incidents."""
    return [parse_incident(row) for row in ledger.rows("select * from incidents")]


def save_incidents(ledger: Ledger, incidents: Iterable[Incident]) -> None:
    """Record incidents, each in place of its earlier state."""
    ledger.put("incidents", [asdict(incident) for incident in incidents])


def find_peak_failures(ledger: Ledger, run_id: str, incidents: Iterable[Incident], night: date) -> dict[str, int]:
    """Incident id -> the most rows that failed in an earlier run of its opening; muted nights are left out.

    Only for open incidents of rules in SQL: the rows that such a rule finds stay in the warehouse.
    """
    found = {}
    for one in incidents:
        if one.kind is CheckKind.SQL and one.is_open:
            opened_on, muted_until = one.opened_on.isoformat(), (one.muted_until or date.min).isoformat()
            place = (one.table_name, one.rule_id, one.scope, run_id)
            (row,) = ledger.rows(_PEAK, [*place, opened_on, night.isoformat(), opened_on, muted_until])
            found[one.incident_id] = row["peak"]
    return {incident_id: peak for incident_id, peak in found.items() if peak is not None}


def make_message(
    ledger: Ledger,
    ended: EndedNight,
    kept: Sequence[Incident],
    changes: Sequence[tuple[Change, Incident]],
    page: Path,
) -> Message | None:
    """The night's message; None where nothing changed."""
    if not changes:
        return None
    changed = {incident.incident_id for _, incident in changes}
    news = NightNews(
        night=ended.night,
        changes=changes,
        page=page,
        is_published=ended.is_published,
        ongoing=[one for one in kept if one.incident_id not in changed and is_ongoing(one, ended.night)],
        medians={one.incident_id: find_median_share(ledger, one, ended.night) for _, one in changes},
        error=ended.error,
    )
    return compose_message(news)


def is_ongoing(incident: Incident, night: date) -> bool:
    """Whether an incident still fails, was notified before, and is neither muted nor part of a larger one."""
    is_alone = incident.parent_id is None and not incident.is_muted(night)
    return incident.is_open and incident.told_severity is not None and is_alone


def read_checks(ledger: Ledger, run_id: str) -> list[dict[str, Any]]:
    """The checks of a run, as rows of `records.CHECKS`."""
    rows = ledger.rows("select * from checks where run_id = ?", [run_id])
    return [{**row, "sample_keys": json.loads(row["sample_keys"] or "[]")} for row in rows]
