"""The night's message in words: one message a night, however many changes it reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from flows.alert.changes import Change
from flows.alert.incidents import RANK, Incident
from flows.enums import CheckKind, Severity
from flows.printing import one_line
from flows.settings import HOME

SHOWN_CHANGES = 20
"""Nobody reads a message with more than twenty incidents; the quality page lists all of them."""

LIST_CHARS = 120
REASON_CHARS = 300
CHECKS = HOME / "sql" / "checks"


@dataclass(frozen=True)
class Message:
    """A message as it is sent: plain text."""

    title: str
    body: str
    severity: Severity


@dataclass(frozen=True)
class NightNews:
    """The contents of a night's message.

    `changes`: what happened to incidents tonight, the worst first. `ongoing`: incidents that were notified before and
    still fail. `medians`: incident id -> median share of failing rows in the 14 days before. `page`: the quality page.
    `error`: what ended the run.
    """

    night: date
    changes: Sequence[tuple[Change, Incident]]
    page: Path
    is_published: bool
    ongoing: Sequence[Incident] = ()
    medians: Mapping[str, float | None] = field(default_factory=dict)
    error: str | None = None


def compose_message(news: NightNews) -> Message:
    """The night's message."""
    counts = [(change, sum(found is change for found, _ in news.changes)) for change in Change]
    summary = ", ".join(f"{count} {change}" for change, count in counts if count)
    failing = [incident.severity for change, incident in news.changes if change is not Change.RESOLVED]
    if not news.is_published and not failing:
        summary += ", nothing published"
        failing = [Severity.CRITICAL]
    severity = min(failing, key=RANK.__getitem__, default=Severity.INFO)
    return Message(f"On Record, night of {news.night}: {summary}", "\n\n".join(list_parts(news)), severity)


def list_parts(news: NightNews) -> list[str]:
    """The paragraphs of a message: the error, each change, the ongoing incidents, the page."""
    parts = [describe_error(news.error, is_published=news.is_published)] if news.error else []
    for change, incident in news.changes[:SHOWN_CHANGES]:
        usual = news.medians.get(incident.incident_id)
        parts.append(describe_change(change, incident, usual, is_published=news.is_published))
    if len(news.changes) > SHOWN_CHANGES:
        parts.append(f"… and {len(news.changes) - SHOWN_CHANGES} more: onrecord incidents list")
    if news.ongoing:
        parts.append("Still failing:\n" + "\n".join(describe_ongoing(one) for one in news.ongoing[:SHOWN_CHANGES]))
    return [*parts, f"All rules and their history: {news.page}"]


def describe_error(error: str, *, is_published: bool) -> str:
    """The error that ended the run, before or after its publication."""
    reason = neutralise(error, REASON_CHARS)
    if is_published:
        return f"The night is published, but then: {reason}"
    return reason if "Nothing was published" in reason else f"Nothing was published: {reason}"


def describe_change(change: Change, incident: Incident, usual: float | None, *, is_published: bool) -> str:
    """One change: the rule, the number of rows, the limit, examples, the owner, the first night, where to look."""
    if change is Change.RESOLVED:
        return describe_resolution(incident)
    lines = [
        f"{incident.severity.upper()} {change}: {describe_subject(incident)}",
        neutralise(incident.why, REASON_CHARS),
        f"Seen: {neutralise(incident.observed, LIST_CHARS * 2)}{describe_share(incident, usual)}",
        f"Limit: {neutralise(incident.threshold, LIST_CHARS * 2)}",
    ]
    if incident.sample_keys:
        lines.append("Examples: " + ", ".join(neutralise(key, LIST_CHARS) for key in incident.sample_keys))
    lines += [
        f"Owner: {incident.owner}. Failing since {incident.opened_on}.",
        f"Look: onrecord incidents show {incident.incident_id}",
    ]
    # Where nothing was published, only the ledger has the failing rows: SQL on the published file finds none.
    query = find_query(incident, CHECKS) if is_published else None
    return "\n".join([*lines, f"SQL: {query}"] if query else lines)


def describe_resolution(incident: Incident) -> str:
    """A resolved incident: the rule, how long it failed, the last result."""
    return "\n".join(
        [
            f"RESOLVED {describe_subject(incident)}",
            f"It failed on {count_nights(incident)}, {describe_period(incident)}.",
            f"Seen: {neutralise(incident.observed, LIST_CHARS * 2)}",
        ]
    )


def describe_share(incident: Incident, usual: float | None) -> str:
    """The share of failing rows and its median in the two weeks before; empty for rules that count no rows."""
    is_row_count = incident.kind not in (CheckKind.BASELINE, CheckKind.RUN)
    if not (is_row_count and incident.count_rows and incident.count_failed):
        return ""
    before = "no night to compare with" if usual is None else f"14-day median {usual:.2%}"
    if "%" in (incident.observed or ""):  # it contains the share already
        return f"; {before}"
    return f" ({incident.count_failed / incident.count_rows:.2%}; {before})"


def describe_ongoing(incident: Incident) -> str:
    """One line for a failure that lasts."""
    seen = f": {neutralise(incident.observed, LIST_CHARS)}" if incident.observed else ""
    since = f"{count_nights(incident)}, since {incident.opened_on}"
    return f"- {describe_subject(incident)}: {since} ({incident.severity}){seen}"


def count_nights(incident: Incident) -> str:
    """The number of nights on which it failed, in words."""
    return f"{incident.nights_failed} night{'' if incident.nights_failed == 1 else 's'}"


def describe_period(incident: Incident) -> str:
    """The first and the last night on which it failed."""
    first, last = incident.opened_on, incident.last_failed_on
    return f"on {first}" if first == last else f"from {first} to {last}"


def describe_subject(incident: Incident) -> str:
    """The rule, the table and the scope of an incident."""
    scope = f" ({neutralise(incident.scope, LIST_CHARS)})" if incident.scope else ""
    return f"{incident.rule_id} on {incident.table_name}{scope}"


def find_query(incident: Incident, checks: Path) -> str | None:
    """SQL for `onrecord sql` that shows the failing rows in a published warehouse.

    None for rules on sources and runs: only the ledger knows these (`onrecord incidents show`). `checks` is the folder
    of the rules in SQL. No part of the query comes from an article.
    """
    if incident.kind is CheckKind.ROW:
        return f"from ops.quarantine where run_id = '{incident.run_id}' and table_name = '{incident.table_name}'"
    file = checks / f"{incident.rule_id}.sql"
    if incident.kind is not CheckKind.SQL or not file.exists():
        return None
    lines = [line.partition("--")[0].strip() for line in file.read_text("utf-8").splitlines()]
    return " ".join(line for line in lines if line).rstrip(";")


def neutralise(text: str | None, limit: int) -> str:
    """Text that may come from an article, on one line, bounded, and unable to address people or make links.

    Chat services read `<!channel>`, `<https://…|…>` and `@everyone` in a message as commands.
    """
    return one_line(text or "", limit).replace("<", "‹").replace(">", "›").replace("@", "＠")
