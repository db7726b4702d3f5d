"""Which changes of a night's incidents to notify: each opening, worsening and resolution once.

Pure functions over the incidents before and after tonight's checks.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from flows.alert.incidents import RANK, Incident
from flows.enums import CheckKind, Severity


class Change(StrEnum):
    """The change of an incident that tonight's message reports."""

    OPENED = "opened"
    REOPENED = "opened again"
    WORSENED = "worse"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class Notifying:
    """The circumstances that decide which changes a night notifies.

    `at_least`: the mildest severity to notify. `has_channels`: False where no channel is configured. `peak_failures`:
    incident id -> the most rows that failed on an earlier night of this opening, for rules in SQL, whose failing rows
    stay in the warehouse. `silent_runs`: earlier runs that were killed before they could notify anybody.
    """

    night: date
    at_least: Severity
    has_channels: bool = True
    peak_failures: Mapping[str, int] = field(default_factory=dict)
    silent_runs: Container[str] = ()


def choose_changes(
    before: Iterable[Incident], after: Iterable[Incident], notifying: Notifying
) -> tuple[list[Incident], list[tuple[Change, Incident]]]:
    """The incidents with their new notification state, and the changes to notify, the worst first.

    An incident is notified once per opening, once each time it becomes worse, and once when it is resolved. It is not
    notified while it is muted, milder than `at_least`, or part of a larger incident. With no channel configured, the
    notification state is unchanged, and the changes are those of tonight.
    """
    known = {incident.incident_id: incident for incident in before if incident.is_open}
    kept, changes = [], []
    for incident in after:
        past = known.get(incident.incident_id)
        change = find_change(incident, past, notifying)
        if change:
            changes.append((change, incident))
        kept.append(update_notification(incident, change, has_channels=notifying.has_channels))
    changes.sort(key=lambda one: (one[0] is Change.RESOLVED, RANK[one[1].severity], one[1].rule_id, one[1].scope))
    return kept, changes


def update_notification(incident: Incident, change: Change | None, *, has_channels: bool) -> Incident:
    """The incident with the severity that the channels now know of."""
    if not incident.is_open:
        return replace(incident, told_severity=None)
    return replace(incident, told_severity=incident.severity) if change and has_channels else incident


def find_change(incident: Incident, past: Incident | None, notifying: Notifying) -> Change | None:
    """The change of one incident to notify tonight, if any. `past`: the incident before tonight, if it was open."""
    if incident.is_muted(notifying.night):
        return None
    notified = incident.told_severity if notifying.has_channels else shown_severity(past, notifying.at_least)
    is_notifiable = incident.parent_id is None and RANK[incident.severity] <= RANK[notifying.at_least]
    if not incident.is_open:
        is_unreported = is_notifiable and incident.run_id in notifying.silent_runs
        return Change.RESOLVED if past is not None and (notified or is_unreported) else None
    if not is_notifiable:
        return None
    if notified is None:
        return Change.REOPENED if incident.times_reopened else Change.OPENED
    return Change.WORSENED if has_worsened(incident, notified, notifying.peak_failures) else None


def has_worsened(incident: Incident, notified: Severity, peak_failures: Mapping[str, int]) -> bool:
    """Whether an incident is graver than notified, or more rows than ever fail a rule in SQL."""
    peak = peak_failures.get(incident.incident_id)
    has_grown = incident.kind is CheckKind.SQL and peak is not None and incident.count_failed > peak
    return has_grown or RANK[incident.severity] < RANK[notified]


def shown_severity(past: Incident | None, at_least: Severity) -> Severity | None:
    """The severity at which an incident was shown on its last night, where no channel is configured."""
    if past is None or past.parent_id is not None or RANK[past.severity] > RANK[at_least]:
        return None
    return None if past.is_muted(past.last_failed_on) else past.severity
