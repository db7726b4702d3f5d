"""What is told, in words: one message a night, however many changes it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.alert.incidents import RANK, Change, Incident
from flows.outcomes import Severity
from flows.report.plain import plain

TOLD_CHANGES = 20
"""A message with more than twenty incidents is not read; the page has them all."""

LIST_CHARS = 120


@dataclass(frozen=True)
class Message:
    """A message as it goes out: plain text."""

    title: str
    body: str
    severity: Severity


def compose(
    changes: Sequence[tuple[Change, Incident]],
    ongoing: Sequence[Incident],
    night: date,
    medians: Mapping[str, float | None],
    page: Path,
    error: str | None,
    *,
    is_published: bool,
) -> Message:
    """The night's message. `ongoing` are the incidents that were told before and still fail, a line each;
    `medians`: incident id -> median share of failing rows in the 14 days before; `error`: what ended the run.
    """
    counts = [(change, sum(found is change for found, _ in changes)) for change in Change]
    said = ", ".join(f"{count} {change}" for change, count in counts if count)
    failing = [incident.severity for change, incident in changes if change is not Change.RESOLVED]
    severity = min(failing, key=RANK.__getitem__, default=Severity.INFO)
    ended = "The night is published, but then" if is_published else "Nothing was published"
    parts = [f"{ended}: {harmless(error, 300)}"] if error else []
    parts += [
        told(change, incident, medians.get(incident.incident_id), is_published=is_published)
        for change, incident in changes[:TOLD_CHANGES]
    ]
    if len(changes) > TOLD_CHANGES:
        parts.append(f"… and {len(changes) - TOLD_CHANGES} more: onrecord incidents list")
    if ongoing:
        parts.append("Still failing:\n" + "\n".join(digest_line(incident) for incident in ongoing[:TOLD_CHANGES]))
    parts.append(f"All rules and their history: {page}")
    return Message(f"On Record, night of {night}: {said}", "\n\n".join(parts), severity)


def told(change: Change, incident: Incident, usual: float | None, *, is_published: bool) -> str:
    """One change: what, how many, against which limit, examples, whose it is, since when, where to look.

    The SQL is left out where nothing was published: the failing rows are in the ledger alone.
    """
    name = subject(incident)
    if change is Change.RESOLVED:
        nights = f"{incident.nights_failed} night{'s' if incident.nights_failed > 1 else ''}"
        return f"RESOLVED {name}\nIt failed on {nights}, from {incident.opened_on} to {incident.last_failed_on}."
    lines = [
        f"{incident.severity.upper()} {change}: {name}",
        harmless(incident.why, 300),
        f"Seen: {harmless(incident.observed, LIST_CHARS * 2)}{share(incident, usual)}",
        f"Limit: {harmless(incident.threshold, LIST_CHARS * 2)}",
    ]
    if incident.sample_keys:
        lines.append("Examples: " + ", ".join(harmless(key, LIST_CHARS) for key in incident.sample_keys))
    lines += [
        f"Owner: {incident.owner}. Failing since {incident.opened_on}.",
        f"Look: onrecord incidents show {incident.incident_id}",
    ]
    statement = query(incident) if is_published else None
    return "\n".join([*lines, f"SQL: {statement}"] if statement else lines)


def share(incident: Incident, usual: float | None) -> str:
    """The share of failing rows, and what it was in the two weeks before; for rules that count rows."""
    if incident.kind in ("baseline", "run") or not incident.count_rows or not incident.count_failed:
        return ""
    before = "no night to compare with" if usual is None else f"14-day median {usual:.2%}"
    return f" ({incident.count_failed / incident.count_rows:.2%}; {before})"


def digest_line(incident: Incident) -> str:
    """One line for a failure that lasts."""
    return f"- {subject(incident)}: {incident.nights_failed} nights, since {incident.opened_on} ({incident.severity})"


def subject(incident: Incident) -> str:
    """What an incident is about, in few words."""
    scope = f" ({harmless(incident.scope, LIST_CHARS)})" if incident.scope else ""
    return f"{incident.rule_id} on {incident.table_name}{scope}"


def query(incident: Incident) -> str | None:
    """The SQL that shows the failing rows in a published warehouse; None where there are none to show."""
    if incident.kind == "row":
        return f"from ops.quarantine where run_id = '{incident.run_id}' and table_name = '{incident.table_name}'"
    if incident.kind == "sql":
        return f"the query in sql/checks/{incident.rule_id}.sql"
    if incident.kind == "baseline":
        scope = harmless(incident.scope, LIST_CHARS).replace("'", "''")
        condition = f"where source = '{scope}' " if scope else ""
        return f"from ops.source_nights {condition}order by night desc"
    return None


def harmless(text: str | None, most: int) -> str:
    """Text that may come from an article, on one line, bounded, and unable to address people or make links.

    Chat services read `<!channel>`, `<https://…|…>` and `@everyone` in a message as commands.
    """
    return plain(text or "", most).replace("<", "‹").replace(">", "›").replace("@", "＠")
