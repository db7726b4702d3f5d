"""The last step of a night, published or not: hold its sources to their past, keep the incidents, tell what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flows.alert.baselines import Night
from flows.alert.delivery import addresses
from flows.alert.history import judged_sources, usual_share
from flows.alert.incidents import Change, Incident, Status, advance, fold, incident_of, tell
from flows.alert.message import Message, compose
from flows.alert.outbox import beat, deliver, pending
from flows.alert.run_rules import judged_inputs, judged_run
from flows.ledger import Ledger
from flows.outcomes import Severity


@dataclass(frozen=True)
class Alerted:
    """What the night said: its message (None if nothing changed) and how many deliveries failed."""

    message: Message | None
    count_failed: int


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
) -> Alerted:
    """Judge the night, bring the incidents up to it, and tell what changed on every channel.

    `brought`: source -> what it brought (`ops.source_nights`), None if the night was not published; `error`: why not,
    or what went wrong after it was. Writes checks, incidents and what is to be told to the ledger, all of it or (killed
    before) nothing; then sends. No delivery that fails makes the night fail.
    """
    with ledger.transaction():
        if brought is not None:
            ledger.add("source_nights", [{"source": s, **n} for s, n in brought.items()], run_id=run_id, night=night)
        checks = [
            *judged_sources(ledger, night, baselines, brought),
            *judged_inputs(ledger, run_id),
            judged_run(error),
        ]
        ledger.add("checks", checks, run_id=run_id)
        before = [incident_of(row) for row in ledger.rows("select * from incidents")]
        after = advance(before, fold(checks_of(ledger, run_id)), run_id, night)
        kept, changes = tell(before, after, night, at_least)
        message = message_of(ledger, kept, changes, night, page, error, is_published=brought is not None)
        ledger.put("incidents", [asdict(incident) for incident in kept])
        ledger.put("deliveries", pending(message, addresses(alert_to), run_id, night))
    failed = deliver(ledger, addresses(alert_to), run_id, night)
    if heartbeat_url and brought is not None:
        failed += beat(ledger, heartbeat_url, run_id, night)
    return Alerted(message, failed)


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
    ongoing = [one for one in kept if one.status is Status.OPEN and one.told_severity and one.incident_id not in told]
    medians = {one.incident_id: usual_share(ledger, one, night) for _, one in changes}
    return compose(changes, ongoing, night, medians, page, error, is_published=is_published)


def checks_of(ledger: Ledger, run_id: str) -> list[dict[str, Any]]:
    """The checks of a run, in the form of `records.CHECKS`."""
    rows = ledger.rows("select * from checks where run_id = ?", [run_id])
    return [{**row, "sample_keys": json.loads(row["sample_keys"] or "[]")} for row in rows]
