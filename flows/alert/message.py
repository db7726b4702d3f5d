"""What is told, in words: one message a night, however many changes it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.alert.changes import Change
from flows.alert.incidents import RANK, Incident
from flows.enums import Severity
from flows.report.plain import plain
from flows.settings import HOME

TOLD_CHANGES = 20
"""A message with more than twenty incidents is not read; the page has them all."""

LIST_CHARS = 120
CHECKS = HOME / "sql" / "checks"


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
    if not is_published and not failing:
        said += ", nothing published"
        failing = [Severity.CRITICAL]
    severity = min(failing, key=RANK.__getitem__, default=Severity.INFO)
    parts = [ending(error, is_published=is_published)] if error else []
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


def ending(error: str, *, is_published: bool) -> str:
    """What ended the run, and whether before or after its publication."""
    said = harmless(error, 300)
    if is_published:
        return f"The night is published, but then: {said}"
    return said if "Nothing was published" in said else f"Nothing was published: {said}"


def told(change: Change, incident: Incident, usual: float | None, *, is_published: bool) -> str:
    """One change: what, how many, against which limit, examples, whose it is, since when, where to look.

    The SQL is left out where nothing was published: the failing rows are in the ledger alone.
    """
    name = subject(incident)
    if change is Change.RESOLVED:
        return "\n".join(
            [
                f"RESOLVED {name}",
                f"It failed on {nights(incident)}, {period(incident)}.",
                f"Seen: {harmless(incident.observed, LIST_CHARS * 2)}",
            ]
        )
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
    statement = query(incident, CHECKS) if is_published else None
    return "\n".join([*lines, f"SQL: {statement}"] if statement else lines)


def share(incident: Incident, usual: float | None) -> str:
    """The share of failing rows, unless it is said already, and what it was in the two weeks before; for rules that
    count rows."""
    if incident.kind in ("baseline", "run") or not incident.count_rows or not incident.count_failed:
        return ""
    before = "no night to compare with" if usual is None else f"14-day median {usual:.2%}"
    if "%" in (incident.observed or ""):
        return f"; {before}"
    return f" ({incident.count_failed / incident.count_rows:.2%}; {before})"


def digest_line(incident: Incident) -> str:
    """One line for a failure that lasts."""
    seen = f": {harmless(incident.observed, LIST_CHARS)}" if incident.observed else ""
    since = f"{nights(incident)}, since {incident.opened_on}"
    return f"- {subject(incident)}: {since} ({incident.severity}){seen}"


def nights(incident: Incident) -> str:
    """On how many nights it has failed."""
    return f"{incident.nights_failed} night{'' if incident.nights_failed == 1 else 's'}"


def period(incident: Incident) -> str:
    """From when to when it has failed."""
    first, last = incident.opened_on, incident.last_failed_on
    return f"on {first}" if first == last else f"from {first} to {last}"


def subject(incident: Incident) -> str:
    """What an incident is about, in few words."""
    scope = f" ({harmless(incident.scope, LIST_CHARS)})" if incident.scope else ""
    return f"{incident.rule_id} on {incident.table_name}{scope}"


def query(incident: Incident, checks: Path) -> str | None:
    """SQL for `onrecord sql` that shows the failing rows in a published warehouse; None where there are none to show:
    of a source's night and of a run, the ledger alone knows (`onrecord incidents show`).

    `checks`: the folder of the rules in SQL. Nothing in it comes from an article.
    """
    if incident.kind == "row":
        return f"from ops.quarantine where run_id = '{incident.run_id}' and table_name = '{incident.table_name}'"
    file = checks / f"{incident.rule_id}.sql"
    if incident.kind != "sql" or not file.exists():
        return None
    lines = [line.partition("--")[0].strip() for line in file.read_text("utf-8").splitlines()]
    return " ".join(line for line in lines if line).rstrip(";")


def harmless(text: str | None, most: int) -> str:
    """Text that may come from an article, on one line, bounded, and unable to address people or make links.

    Chat services read `<!channel>`, `<https://…|…>` and `@everyone` in a message as commands.
    """
    return plain(text or "", most).replace("<", "‹").replace(">", "›").replace("@", "＠")
