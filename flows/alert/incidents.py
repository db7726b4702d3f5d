"""Failures that last. The same rule failing for five nights is one incident: opened once, told once, resolved once.

Pure functions over what is known and tonight's checks; the ledger keeps the result (`ops.incidents`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from flows.outcomes import Severity
from flows.records import digest

FOLDED_FROM = 3
"""From so many scopes on (and half of those judged), a rule fails as a whole: one incident, not one a source."""

RANK = {severity: rank for rank, severity in enumerate(Severity)}  # 0 is the worst

AFTERWARDS = ("run", "baseline")
"""Kinds of rules that are judged when the night is published or stopped already."""

RUN_COMPLETED = "run_completed"
"""The rule that a run came to its end. Every run that was closed has been held to it."""

INPUTS_REFUSED = "inputs_refused_share"
"""The rule that most of what a run was given could be read."""

FORGOTTEN_DAYS = 28
"""After four weeks in which its rule was not judged (it was taken out, its source is gone) an incident is over."""


class Status(StrEnum):
    """Whether a failure lasts."""

    OPEN = "open"
    RESOLVED = "resolved"


class Change(StrEnum):
    """What is told of an incident tonight."""

    OPENED = "opened"
    REOPENED = "opened again"
    WORSENED = "worse"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class Incident:
    """A row of `ops.incidents`, which says what each field is."""

    incident_id: str
    table_name: str
    rule_id: str
    scope: str
    kind: str
    severity: Severity
    status: Status
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


def fingerprint(table_name: str, rule_id: str, scope: str) -> str:
    """The id of the incident of a rule in a scope."""
    return digest("incident", table_name, rule_id, scope)


def incident_of(row: Mapping[str, Any]) -> Incident:
    """An incident from its row in the ledger."""
    days = {name: date.fromisoformat(row[name]) for name in ("opened_on", "last_failed_on")}
    perhaps = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("resolved_on", "muted_until")}
    return Incident(
        **{
            **row,
            **days,
            **perhaps,
            "severity": Severity(row["severity"]),
            "status": Status(row["status"]),
            "told_severity": Severity(row["told_severity"]) if row["told_severity"] else None,
            "sample_keys": tuple(json.loads(row["sample_keys"] or "[]")),
        }
    )


def fold(checks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The checks, with one more for each rule that is judged in many scopes, and `parent_id` set on its parts.

    The whole fails where at least `FOLDED_FROM` scopes and half of those judged fail. Within a table, rules on rows
    are parts of the limit on refused rows, where that fails: it is they who refused them; inputs that were refused are
    a part of the limit on refused articles. A run that a critical rule stopped is a part of that rule's incident.
    """
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for check in checks:
        if check["scope"]:
            groups[check["table_name"], check["rule_id"]].append(check)
    wholes = [whole_of(group) for group in groups.values() if len(group) >= FOLDED_FROM]
    failing = {(whole["table_name"], whole["rule_id"]) for whole in wholes if not whole["is_passed"]}
    limits = {check["table_name"]: check for check in checks if is_quarantine_limit(check) and not check["is_passed"]}
    stopper = next((check for check in checks if stops(check)), None)
    return [{**check, "parent_id": parent_of(check, failing, limits, stopper)} for check in [*checks, *wholes]]


def stops(check: Mapping[str, Any]) -> bool:
    """Whether a check's failure keeps the night from being published."""
    return bool(check["severity"] == Severity.CRITICAL and not check["is_passed"] and check["kind"] not in AFTERWARDS)


def parent_of(
    check: Mapping[str, Any],
    failing: set[tuple[str, str]],
    limits: Mapping[str, Mapping[str, Any]],
    stopper: Mapping[str, Any] | None,
) -> str | None:
    """The incident that a check's failure is a part of tonight."""
    table, rule = check["table_name"], check["rule_id"]
    if rule == RUN_COMPLETED and stopper:
        return fingerprint(stopper["table_name"], stopper["rule_id"], stopper["scope"])
    if rule == INPUTS_REFUSED and "articles" in limits:
        return fingerprint("articles", limits["articles"]["rule_id"], "")
    if check["scope"] and (table, rule) in failing:
        return fingerprint(table, rule, "")
    if check["kind"] == "row" and table in limits and check["severity"] != Severity.CRITICAL:
        return fingerprint(table, limits[table]["rule_id"], "")
    return None


def is_quarantine_limit(check: Mapping[str, Any]) -> bool:
    """Whether a check is the limit on a table's refused rows."""
    return bool(check["rule_id"] == f"{check['table_name']}_quarantined_share")


def whole_of(group: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One check for a rule over all the scopes in which it was judged."""
    failed = [check for check in group if not check["is_passed"]]
    worst = min((check["severity"] for check in group), key=lambda severity: RANK[Severity(severity)])
    return {
        **group[0],
        "scope": "",
        "severity": worst,
        "is_passed": len(failed) < FOLDED_FROM or 2 * len(failed) < len(group),
        "count_failed": len(failed),
        "count_rows": len(group),
        "observed": f"{len(failed)} of {len(group)} sources fail",
        "threshold": f"fewer than {FOLDED_FROM}, or fewer than half",
        "sample_keys": [check["scope"] for check in failed][:5],
    }


def advance(known: Iterable[Incident], checks: Sequence[Mapping[str, Any]], run_id: str, night: date) -> list[Incident]:
    """The incidents after tonight's checks (folded). A rule that was not judged tonight leaves its incident as it is,
    for `FORGOTTEN_DAYS`.

    A night before an incident's last failure (a day that is derived again) neither counts nor resolves it.
    """
    after = {incident.incident_id: incident for incident in known}
    for check in checks:
        incident_id = fingerprint(check["table_name"], check["rule_id"], check["scope"])
        before = after.get(incident_id)
        if not check["is_passed"]:
            after[incident_id] = failed(before, incident_id, check, run_id, night)
        elif before and before.status is Status.OPEN and night >= before.last_failed_on:
            after[incident_id] = replace(before, status=Status.RESOLVED, resolved_on=night)
    return [resolved_if_forgotten(incident, night) for incident in after.values()]


def resolved_if_forgotten(incident: Incident, night: date) -> Incident:
    """The incident; over, if its rule has not failed, and so not been judged either, for a long time."""
    if incident.status is Status.OPEN and night > incident.last_failed_on + timedelta(days=FORGOTTEN_DAYS):
        return replace(incident, status=Status.RESOLVED, resolved_on=night)
    return incident


def failed(before: Incident | None, incident_id: str, check: Mapping[str, Any], run_id: str, night: date) -> Incident:
    """The incident of a check that fails tonight."""
    seen: dict[str, Any] = {
        name: check[name] for name in ("count_failed", "count_rows", "observed", "threshold", "why", "owner", "kind")
    }
    seen |= {"severity": Severity(check["severity"]), "sample_keys": tuple(check["sample_keys"]), "run_id": run_id}
    seen["parent_id"] = check["parent_id"]
    if before is None:
        place = {name: check[name] for name in ("table_name", "rule_id", "scope")}
        return Incident(incident_id, **place, **opening(night), times_reopened=0, muted_until=None, **seen)
    if before.status is Status.RESOLVED and night >= before.last_failed_on:
        return replace(before, **opening(night), times_reopened=before.times_reopened + 1, **seen)
    if night < before.last_failed_on:
        return before
    nights = before.nights_failed + (night > before.last_failed_on)
    return replace(before, last_failed_on=night, nights_failed=nights, **seen)


def opening(night: date) -> dict[str, Any]:
    """The fields of an incident that is opened on `night`."""
    return {
        "status": Status.OPEN,
        "opened_on": night,
        "last_failed_on": night,
        "resolved_on": None,
        "nights_failed": 1,
        "told_severity": None,
    }


def tell(
    before: Iterable[Incident], after: Iterable[Incident], night: date, at_least: Severity
) -> tuple[list[Incident], list[tuple[Change, Incident]]]:
    """Whom to tell what: the incidents with what is now known to be told, and the changes to tell, worst first.

    Told once for each opening, once more if it becomes worse, once when it is resolved; not while it is muted, below
    `at_least`, or a part of a larger incident.
    """
    was_open = {incident.incident_id for incident in before if incident.status is Status.OPEN}
    kept, changes = [], []
    for incident in after:
        change = change_of(incident, incident.incident_id in was_open, night, at_least)
        if change:
            changes.append((change, incident))
        if incident.status is Status.RESOLVED:
            incident = replace(incident, told_severity=None)
        elif change:
            incident = replace(incident, told_severity=incident.severity)
        kept.append(incident)
    order = list(Change)
    changes.sort(
        key=lambda one: (
            order.index(one[0]) == order.index(Change.RESOLVED),
            RANK[one[1].severity],
            one[1].rule_id,
            one[1].scope,
        )
    )
    return kept, changes


def change_of(incident: Incident, was_open: bool, night: date, at_least: Severity) -> Change | None:
    """What is told of one incident tonight, if anything."""
    told = incident.told_severity
    if incident.muted_until is not None and night <= incident.muted_until:
        return None
    if incident.status is Status.RESOLVED:
        return Change.RESOLVED if was_open and told else None
    if incident.parent_id is not None or RANK[incident.severity] > RANK[at_least]:
        return None
    if told is None:
        return Change.REOPENED if incident.times_reopened else Change.OPENED
    return Change.WORSENED if RANK[incident.severity] < RANK[told] else None
