"""Failures that last. A rule that fails for five nights is one incident: it opens once and is resolved once.

Pure functions over the known incidents and tonight's checks; the ledger keeps the result (`ops.incidents`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flows.enums import CheckKind, IncidentStatus, Severity
from flows.records import digest

FOLDED_FROM = 3
"""A rule that fails in this many scopes (and in half of those judged) is one incident, not one per source."""

RANK = {severity: rank for rank, severity in enumerate(Severity)}  # 0 is the worst

JUDGED_LAST = (CheckKind.RUN, CheckKind.BASELINE)
"""Kinds of rules that are judged after the publication, or after a critical rule prevented it."""

RUN_COMPLETED = "run_completed"
"""The rule that a run completes. Every closed run has a check of it."""

INPUTS_REFUSED = "inputs_refused_share"
"""The rule that most inputs of a run are readable."""

EXPIRY_DAYS = 28
"""An incident ends after four weeks in which its rule was not judged: the rule was removed, or its source is gone."""


@dataclass(frozen=True)
class Incident:
    """A row of `ops.incidents`; the comments of that table describe the fields."""

    incident_id: str
    table_name: str
    rule_id: str
    scope: str
    kind: CheckKind
    severity: Severity
    status: IncidentStatus
    opened_on: date
    last_failed_on: date
    resolved_on: date | None
    nights_failed: int
    times_reopened: int
    told_severity: Severity | None
    muted_until: date | None
    parent_id: str | None
    run_id: str
    count_failed: int
    count_rows: int
    observed: str | None
    threshold: str | None
    why: str | None
    owner: str | None
    sample_keys: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the failure lasts."""
        return self.status is IncidentStatus.OPEN

    def is_muted(self, night: date) -> bool:
        """Whether notifications of the incident are off on that night."""
        return self.muted_until is not None and night <= self.muted_until


def make_incident_id(table_name: str, rule_id: str, scope: str) -> str:
    """The id of the incident of a rule in a scope."""
    return digest("incident", table_name, rule_id, scope)


def parse_incident(row: Mapping[str, Any]) -> Incident:
    """An incident from its row in the ledger."""
    days = {name: date.fromisoformat(row[name]) for name in ("opened_on", "last_failed_on")}
    optional = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("resolved_on", "muted_until")}
    words = {
        "kind": CheckKind(row["kind"]),
        "severity": Severity(row["severity"]),
        "status": IncidentStatus(row["status"]),
        "told_severity": Severity(row["told_severity"]) if row["told_severity"] else None,
    }
    return Incident(
        **{**row, **days, **optional, **words, "sample_keys": tuple(json.loads(row["sample_keys"] or "[]"))}
    )


def fold_scopes(checks: Sequence[Mapping[str, Any]], known: Iterable[Incident] = ()) -> list[dict[str, Any]]:
    """The checks, one more for each rule that is judged in many scopes, and `parent_id` set on each part.

    The whole fails where at least `FOLDED_FROM` scopes and half of those judged fail. Once it is open (among the
    `known`), it fails as long as any scope fails. Parents:

    - Rules on rows belong to their table's limit on refused rows, where that fails: they refused the rows.
    - Refused inputs belong to the limit on refused articles, where that fails.
    - A run that a critical rule stopped belongs to the incident of that rule.
    """
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for check in checks:
        if check["scope"]:
            groups[check["table_name"], check["rule_id"]].append(check)
    still_open = {incident.incident_id for incident in known if incident.is_open}
    wholes = [
        summarise_scopes(group, is_open=make_incident_id(*rule, "") in still_open)
        for rule, group in groups.items()
        if len(group) >= FOLDED_FROM or make_incident_id(*rule, "") in still_open
    ]
    failing = {(whole["table_name"], whole["rule_id"]) for whole in wholes if not whole["is_passed"]}
    limits = {check["table_name"]: check for check in checks if is_quarantine_limit(check) and not check["is_passed"]}
    blocking = next((check for check in checks if is_blocking(check)), None)
    return [{**check, "parent_id": find_parent(check, failing, limits, blocking)} for check in [*checks, *wholes]]


def is_blocking(check: Mapping[str, Any]) -> bool:
    """Whether a check's failure prevents the publication."""
    return bool(check["severity"] == Severity.CRITICAL and not check["is_passed"] and check["kind"] not in JUDGED_LAST)


def find_parent(
    check: Mapping[str, Any],
    failing: set[tuple[str, str]],
    limits: Mapping[str, Mapping[str, Any]],
    blocking: Mapping[str, Any] | None,
) -> str | None:
    """The id of the incident that a check's failure belongs to tonight."""
    table, rule = check["table_name"], check["rule_id"]
    if rule == RUN_COMPLETED and blocking:
        return make_incident_id(blocking["table_name"], blocking["rule_id"], blocking["scope"])
    if rule == INPUTS_REFUSED and "articles" in limits:
        return make_incident_id("articles", limits["articles"]["rule_id"], "")
    if check["scope"] and (table, rule) in failing:
        return make_incident_id(table, rule, "")
    if check["kind"] == CheckKind.ROW and table in limits and check["severity"] != Severity.CRITICAL:
        return make_incident_id(table, limits[table]["rule_id"], "")
    return None


def is_quarantine_limit(check: Mapping[str, Any]) -> bool:
    """Whether a check is the limit on a table's refused rows."""
    return bool(check["rule_id"] == f"{check['table_name']}_quarantined_share")


def summarise_scopes(group: Sequence[Mapping[str, Any]], *, is_open: bool) -> dict[str, Any]:
    """One check for a rule over all scopes in which it was judged. An open incident ends when no scope fails."""
    failed = [check for check in group if not check["is_passed"]]
    worst = min((check["severity"] for check in group), key=lambda severity: RANK[Severity(severity)])
    return {
        **group[0],
        "scope": "",
        "severity": worst,
        "is_passed": not failed or (not is_open and (len(failed) < FOLDED_FROM or 2 * len(failed) < len(group))),
        "count_failed": len(failed),
        "count_rows": len(group),
        "observed": f"{len(failed)} of {len(group)} sources fail",
        "threshold": "none" if is_open else f"fewer than {FOLDED_FROM}, or fewer than half",
        "sample_keys": [check["scope"] for check in failed][:5],
    }


def advance_incidents(
    known: Iterable[Incident], checks: Sequence[Mapping[str, Any]], run_id: str, night: date
) -> list[Incident]:
    """The incidents after tonight's checks (folded). An incident whose rule was not judged stays for `EXPIRY_DAYS`.

    A night before an incident's last failure (a day that is derived again) neither counts nor resolves it, and a night
    before its resolution does not open it again. A part that was not judged when its whole was resolved ends with it.
    """
    after = {incident.incident_id: incident for incident in known}
    judged = {make_incident_id(check["table_name"], check["rule_id"], check["scope"]): check for check in checks}
    for incident_id, check in judged.items():
        before = after.get(incident_id)
        if not check["is_passed"]:
            after[incident_id] = record_failure(before, incident_id, check, run_id, night)
        elif before and before.is_open and night >= before.last_failed_on:
            after[incident_id] = resolve(before, night)
    ended = {one.incident_id for one in after.values() if one.resolved_on == night and one.incident_id in judged}
    return [
        incident if incident.incident_id in judged else expire_incident(incident, night, ended)
        for incident in after.values()
    ]


def expire_incident(incident: Incident, night: date, ended: Container[str] = ()) -> Incident:
    """The incident of a rule that was not judged; resolved if its whole `ended`, or after `EXPIRY_DAYS`."""
    is_expired = night > incident.last_failed_on + timedelta(days=EXPIRY_DAYS)
    has_ended = incident.parent_id in ended and night >= incident.last_failed_on
    return resolve(incident, night) if incident.is_open and (is_expired or has_ended) else incident


def resolve(incident: Incident, night: date) -> Incident:
    """The incident, resolved on `night`."""
    return replace(incident, status=IncidentStatus.RESOLVED, resolved_on=night)


def record_failure(
    before: Incident | None, incident_id: str, check: Mapping[str, Any], run_id: str, night: date
) -> Incident:
    """The incident of a check that fails tonight."""
    facts = failure_fields(check, run_id)
    if before is None:
        place = {name: check[name] for name in ("table_name", "rule_id", "scope")}
        return Incident(incident_id, **place, **opening_fields(night), times_reopened=0, muted_until=None, **facts)
    if night < max(before.last_failed_on, before.resolved_on or night):
        return before
    if not before.is_open:
        return replace(before, **opening_fields(night), times_reopened=before.times_reopened + 1, **facts)
    if night > before.last_failed_on:
        return replace(before, last_failed_on=night, nights_failed=before.nights_failed + 1, **facts)
    is_worse = (RANK[facts["severity"]], -facts["count_failed"]) < (RANK[before.severity], -before.count_failed)
    return replace(before, **facts) if is_worse else replace(before, parent_id=check["parent_id"])


def failure_fields(check: Mapping[str, Any], run_id: str) -> dict[str, Any]:
    """The fields of an incident that describe its last failure."""
    same = ("count_failed", "count_rows", "observed", "threshold", "why", "owner", "parent_id")
    return {
        **{name: check[name] for name in same},
        "kind": CheckKind(check["kind"]),
        "severity": Severity(check["severity"]),
        "sample_keys": tuple(check["sample_keys"]),
        "run_id": run_id,
    }


def opening_fields(night: date) -> dict[str, Any]:
    """The fields of an incident that is opened on `night`."""
    return {
        "status": IncidentStatus.OPEN,
        "opened_on": night,
        "last_failed_on": night,
        "resolved_on": None,
        "nights_failed": 1,
        "told_severity": None,
    }
