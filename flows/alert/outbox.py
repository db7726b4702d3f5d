"""Messages that wait in the ledger until a channel takes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flows.alert.delivery import channel_id, channel_name, heartbeat, send
from flows.alert.message import Message
from flows.ledger import Ledger
from flows.outcomes import Severity
from flows.records import digest

MOST_ATTEMPTS = 5
"""A message that could not be delivered on five nights is old news."""


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


def deliver(ledger: Ledger, to: Sequence[str], run_id: str, night: date) -> int:
    """Send what waits: this run's messages, and those that failed on an earlier night. Returns how many failed."""
    channels = {channel_id(address): address for address in to}
    waiting = ledger.rows(
        """
        select * from deliveries
        where status = 'pending' or (status = 'failed' and night < ? and run_id <> ?)
        order by night, delivery_id
        """,
        [night.isoformat(), run_id],
    )
    count_failed = 0
    for row in waiting:
        address = channels.get(row["channel_id"])
        if address is None:
            error: str | None = "the channel is no longer set"
            row |= {"status": "given_up"}
        else:
            error = send(address, Message(row["title"], row["body"], Severity(row["severity"])))
            attempts = row["attempts"] + 1
            lasts = "given_up" if attempts >= MOST_ATTEMPTS else "failed"
            row |= {"status": lasts if error else "sent", "attempts": attempts}
        ledger.put("deliveries", [{**row, "error": error}])
        count_failed += error is not None
    return count_failed


def beat(ledger: Ledger, address: str, run_id: str, night: date) -> int:
    """Call the heartbeat of a finished night; recorded where it fails, and never sent late. Returns 1 if it failed."""
    error = heartbeat(address)
    if error is None:
        return 0
    message = Message("heartbeat", "", Severity.INFO)
    row = delivery(address, "heartbeat", message, run_id, night)
    ledger.put("deliveries", [{**row, "status": "given_up", "attempts": 1, "error": error}])
    return 1
