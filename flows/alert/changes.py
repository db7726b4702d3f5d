"""What is told of incidents: the changes of a night, each once.

Pure functions over the incidents before and after tonight's checks.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from flows.alert.incidents import RANK, Incident
from flows.enums import Severity


class Change(StrEnum):
    """What is told of an incident tonight."""

    OPENED = "opened"
    REOPENED = "opened again"
    WORSENED = "worse"
    RESOLVED = "resolved"


def tell(
    before: Iterable[Incident],
    after: Iterable[Incident],
    night: date,
    at_least: Severity,
    *,
    is_heard: bool = True,
    most: Mapping[str, int] | None = None,
    owed: Container[str] = (),
) -> tuple[list[Incident], list[tuple[Change, Incident]]]:
    """Whom to tell what: the incidents with what is now known to be told, and the changes to tell, worst first.

    Told once for each opening, once more each time it becomes worse, once when it is resolved; not while it is muted,
    below `at_least`, or a part of a larger incident. Where nobody is told (not `is_heard`), what is known to be told
    stays as it is, and the changes are those of tonight. `most`: incident id -> the most rows that failed on an earlier
    night of this opening (told of rules in SQL, whose failing rows stay); `owed`: runs that could tell nothing
    themselves, since they were killed.
    """
    known = {incident.incident_id: incident for incident in before if incident.is_open}
    kept, changes = [], []
    for incident in after:
        past = known.get(incident.incident_id)
        shown = incident if is_heard else replace(incident, told_severity=shown_severity(past, at_least))
        change = change_of(shown, past is not None, night, at_least, (most or {}).get(incident.incident_id), owed)
        if change:
            changes.append((change, incident))
        if not incident.is_open:
            incident = replace(incident, told_severity=None)
        elif change and is_heard:
            incident = replace(incident, told_severity=incident.severity)
        kept.append(incident)
    changes.sort(
        key=lambda one: (one[0] is Change.RESOLVED, RANK[one[1].severity], one[1].rule_id, one[1].scope),
    )
    return kept, changes


def shown_severity(past: Incident | None, at_least: Severity) -> Severity | None:
    """At what severity an incident was shown on its last night where nobody is told."""
    if past is None or past.parent_id is not None or RANK[past.severity] > RANK[at_least]:
        return None
    return None if past.is_muted(past.last_failed_on) else past.severity


def change_of(
    incident: Incident, was_open: bool, night: date, at_least: Severity, most: int | None, owed: Container[str]
) -> Change | None:
    """What is told of one incident tonight, if anything."""
    told = incident.told_severity
    if incident.is_muted(night):
        return None
    is_told_of = incident.parent_id is None and RANK[incident.severity] <= RANK[at_least]
    if not incident.is_open:
        return Change.RESOLVED if was_open and (told or (is_told_of and incident.run_id in owed)) else None
    if not is_told_of:
        return None
    if told is None:
        return Change.REOPENED if incident.times_reopened else Change.OPENED
    has_grown = incident.kind == "sql" and most is not None and incident.count_failed > most
    return Change.WORSENED if has_grown or RANK[incident.severity] < RANK[told] else None
