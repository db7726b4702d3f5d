"""Messages that wait in the ledger until a channel takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flows.alert.delivery import channel_id, channel_name, heartbeat, send
from flows.alert.incidents import RUN_COMPLETED
from flows.alert.message import Message
from flows.enums import Severity
from flows.ledger import Ledger
from flows.records import digest

MOST_ATTEMPTS = 5
"""A message that could not be delivered on five nights is old news; what it told of is told anew while it lasts."""


def pending(message: Message | None, to: Sequence[str], run_id: str, night: date) -> list[dict[str, Any]]:
    """A delivery for each channel, not yet tried."""
    if message is None:
        return []
    return [delivery(address, channel_name(address), message, run_id, night) for address in to]


def delivery(address: str, name: str, message: Message, run_id: str, night: date) -> dict[str, Any]:
    """A row of `ops.deliveries` that waits to be sent."""
    return {
        "delivery_id": digest("delivery", run_id, channel_id(address)),
        "run_id": run_id,
        "night": night,
        "channel_id": channel_id(address),
        "channel": name,
        "status": "pending",
        "attempts": 0,
        "severity": message.severity,
        "title": message.title,
        "body": message.body,
        "error": None,
    }


def forget_untold(ledger: Ledger) -> None:
    """Take open incidents as told to nobody, where every message that named them was given up."""
    ledger.rows(
        """
        update incidents set told_severity = null
        where status = 'open' and told_severity is not null
            and 'given_up' = (
                select min(case status when 'given_up' then status else '' end) from deliveries
                where night >= opened_on and instr(body, incident_id) > 0
            )
        """
    )


def deliver(ledger: Ledger, to: Sequence[str], run_id: str, night: date) -> int:
    """Send what waits: this run's messages, and once a night those that failed on an earlier one.

    What is owed to a channel that is no longer set is owed to those that are and have not got it: an address that was
    wrong is corrected so. Returns how many failed.
    """
    channels = {channel_id(address): address for address in to}
    for row in waiting(ledger, run_id, night):
        if row["channel_id"] not in channels:
            ledger.put("deliveries", [*passed_on(ledger, row, to)])
    count_failed = 0
    for row in waiting(ledger, run_id, night):
        error = send(channels[row["channel_id"]], Message(row["title"], row["body"], Severity(row["severity"])))
        attempts = row["attempts"] + 1
        lasts = "given_up" if attempts >= MOST_ATTEMPTS else "failed"
        ledger.put("deliveries", [{**row, "status": lasts if error else "sent", "attempts": attempts, "error": error}])
        count_failed += error is not None
    return count_failed


def waiting(ledger: Ledger, run_id: str, night: date) -> list[dict[str, Any]]:
    """The deliveries to try now: an earlier run of this night has tried the failed ones already."""
    return ledger.rows(
        """
        select * from deliveries
        where status = 'pending' or (status = 'failed' and night < ? and not exists (
            select 1 from runs as tried
            where tried.night = ? and tried.run_id <> ?
                and tried.rowid > (select rowid from runs where runs.run_id = deliveries.run_id)
                and exists (select 1 from checks where checks.run_id = tried.run_id and rule_id = ?)
        ))
        order by night, delivery_id
        """,
        [night.isoformat(), night.isoformat(), run_id, RUN_COMPLETED],
    )


def passed_on(ledger: Ledger, row: dict[str, Any], to: Sequence[str]) -> Iterator[dict[str, Any]]:
    """A delivery whose channel is no longer set, given up, and the same for each channel that has not got it."""
    got = ledger.rows("select channel_id from deliveries where run_id = ?", [row["run_id"]])
    others = [address for address in to if channel_id(address) not in {one["channel_id"] for one in got}]
    said = "the channel is no longer set" + ("; passed on to those that are" if others else "")
    yield {**row, "status": "given_up", "error": said}
    message = Message(row["title"], row["body"], Severity(row["severity"]))
    for address in others:
        yield delivery(address, channel_name(address), message, row["run_id"], date.fromisoformat(row["night"]))


def beat(ledger: Ledger, address: str, run_id: str, night: date) -> int:
    """Call the heartbeat of a finished night; recorded where it fails, and never sent late. Returns 1 if it failed."""
    error = heartbeat(address)
    if error is None:
        return 0
    message = Message("heartbeat", "", Severity.INFO)
    row = delivery(address, "heartbeat", message, run_id, night)
    ledger.put("deliveries", [{**row, "status": "given_up", "attempts": 1, "error": error}])
    return 1
