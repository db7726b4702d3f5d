"""Failures that last. The same rule failing for five nights is one incident: opened once, told once, resolved once.

Pure functions over what is known and tonight's checks; the ledger keeps the result (`ops.incidents`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from flows.enums import Severity
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

    @property
    def is_open(self) -> bool:
        """Whether it lasts."""
        return self.status is Status.OPEN

    def is_muted(self, night: date) -> bool:
        """Whether nobody is told of it on that night."""
        return self.muted_until is not None and night <= self.muted_until


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


def fold(checks: Sequence[Mapping[str, Any]], known: Iterable[Incident] = ()) -> list[dict[str, Any]]:
    """The checks, with one more for each rule that is judged in many scopes, and `parent_id` set on its parts.

    The whole fails where at least `FOLDED_FROM` scopes and half of those judged fail; once it is open (among the
    `known`), as long as any scope fails. Within a table, rules on rows
    are parts of the limit on refused rows, where that fails: it is they who refused them; inputs that were refused are
    a part of the limit on refused articles. A run that a critical rule stopped is a part of that rule's incident.
    """
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for check in checks:
        if check["scope"]:
            groups[check["table_name"], check["rule_id"]].append(check)
    still = {incident.incident_id for incident in known if incident.is_open}
    wholes = [
        whole_of(group, is_open=fingerprint(*rule, "") in still)
        for rule, group in groups.items()
        if len(group) >= FOLDED_FROM or fingerprint(*rule, "") in still
    ]
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


def whole_of(group: Sequence[Mapping[str, Any]], *, is_open: bool) -> dict[str, Any]:
    """One check for a rule over all the scopes in which it was judged; an open incident is over when none fails."""
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


def advance(known: Iterable[Incident], checks: Sequence[Mapping[str, Any]], run_id: str, night: date) -> list[Incident]:
    """The incidents after tonight's checks (folded). A rule that was not judged tonight leaves its incident as it is,
    for `FORGOTTEN_DAYS`.

    A night before an incident's last failure (a day that is derived again) neither counts nor resolves it, and one
    before its resolution does not open it again. A part that was not judged when its whole was resolved ends with it.
    """
    after = {incident.incident_id: incident for incident in known}
    judged = {fingerprint(check["table_name"], check["rule_id"], check["scope"]): check for check in checks}
    for incident_id, check in judged.items():
        before = after.get(incident_id)
        if not check["is_passed"]:
            after[incident_id] = failed(before, incident_id, check, run_id, night)
        elif before and before.is_open and night >= before.last_failed_on:
            after[incident_id] = replace(before, status=Status.RESOLVED, resolved_on=night)
    over = {one.incident_id for one in after.values() if one.resolved_on == night and one.incident_id in judged}
    return [
        incident if incident.incident_id in judged else resolved_if_forgotten(incident, night, over)
        for incident in after.values()
    ]


def resolved_if_forgotten(incident: Incident, night: date, over: Container[str] = ()) -> Incident:
    """The incident of a rule that was not judged; over, if its whole is (`over`), or if this has lasted for long."""
    is_forgotten = night > incident.last_failed_on + timedelta(days=FORGOTTEN_DAYS)
    if incident.is_open and (is_forgotten or (incident.parent_id in over and night >= incident.last_failed_on)):
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
    if night < max(before.last_failed_on, before.resolved_on or night):
        return before
    if not before.is_open:
        return replace(before, **opening(night), times_reopened=before.times_reopened + 1, **seen)
    if night > before.last_failed_on:
        return replace(before, last_failed_on=night, nights_failed=before.nights_failed + 1, **seen)
    is_worse = (RANK[seen["severity"]], -seen["count_failed"]) < (RANK[before.severity], -before.count_failed)
    return replace(before, **seen) if is_worse else replace(before, parent_id=check["parent_id"])


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
