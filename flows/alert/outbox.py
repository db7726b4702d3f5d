"""Messages that wait in the ledger until a channel accepts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flows.alert.delivery import call_heartbeat, make_channel_id, make_channel_name, send_message
from flows.alert.incidents import RUN_COMPLETED
from flows.alert.message import Message
from flows.enums import DeliveryStatus, Severity
from flows.ledger import Ledger
from flows.records import digest

MOST_ATTEMPTS = 5
"""After five nights a message is out of date. Its incidents are notified again while they last."""

# Deliveries to try now. Failed ones are tried once a night: an earlier run of this night has tried them already.
_DUE = """
    select * from deliveries
    where status = 'pending' or (status = 'failed' and night < ? and not exists (
        select 1 from runs as tried
        where tried.night = ? and tried.run_id <> ?
            and tried.rowid > (select rowid from runs where runs.run_id = deliveries.run_id)
            and exists (select 1 from checks where checks.run_id = tried.run_id and rule_id = ?)
    ))
    order by night, delivery_id
"""
# Open incidents whose messages were all given up.
_RESET = """
    update incidents set told_severity = null
    where status = 'open' and told_severity is not null
        and 'given_up' = (
            select min(case status when 'given_up' then status else '' end) from deliveries
            where night >= opened_on and instr(body, incident_id) > 0
        )
"""
_CHANNELS = "select channel_id from deliveries where run_id = ?"


def make_deliveries(message: Message | None, to: Sequence[str], run_id: str, night: date) -> list[dict[str, Any]]:
    """A pending delivery for each channel; none without a message."""
    if message is None:
        return []
    return [make_delivery(address, make_channel_name(address), message, run_id, night) for address in to]


def make_delivery(address: str, name: str, message: Message, run_id: str, night: date) -> dict[str, Any]:
    """A pending row of `ops.deliveries`."""
    return {
        "delivery_id": digest("delivery", run_id, make_channel_id(address)),
        "run_id": run_id,
        "night": night,
        "channel_id": make_channel_id(address),
        "channel": name,
        "status": DeliveryStatus.PENDING,
        "attempts": 0,
        "severity": message.severity,
        "title": message.title,
        "body": message.body,
        "error": None,
    }


def reset_undelivered(ledger: Ledger) -> None:
    """Mark open incidents as not notified where every message that named them was given up."""
    ledger.rows(_RESET)


def send_deliveries(ledger: Ledger, to: Sequence[str], run_id: str, night: date) -> int:
    """Send the pending messages, and once a night those that failed before. Returns how many failed.

    Messages to a channel that was removed go to the configured channels that did not get them: this is how a wrong
    address is corrected.
    """
    channels = {make_channel_id(address): address for address in to}
    for row in find_due(ledger, run_id, night):
        if row["channel_id"] not in channels:
            ledger.put("deliveries", [*redirect(ledger, row, to)])
    return sum(send_delivery(ledger, row, channels[row["channel_id"]]) for row in find_due(ledger, run_id, night))


def send_delivery(ledger: Ledger, row: dict[str, Any], address: str) -> int:
    """Send one message and record the result. Returns 1 if it failed."""
    error = send_message(address, Message(row["title"], row["body"], Severity(row["severity"])))
    attempts = row["attempts"] + 1
    failure = DeliveryStatus.GIVEN_UP if attempts >= MOST_ATTEMPTS else DeliveryStatus.FAILED
    status = failure if error else DeliveryStatus.SENT
    ledger.put("deliveries", [{**row, "status": status, "attempts": attempts, "error": error}])
    return int(error is not None)


def find_due(ledger: Ledger, run_id: str, night: date) -> list[dict[str, Any]]:
    """The deliveries to try now."""
    return ledger.rows(_DUE, [night.isoformat(), night.isoformat(), run_id, RUN_COMPLETED])


def redirect(ledger: Ledger, row: dict[str, Any], to: Sequence[str]) -> Iterator[dict[str, Any]]:
    """A delivery to a removed channel, given up, and one to each channel that has not got the message."""
    reached = {one["channel_id"] for one in ledger.rows(_CHANNELS, [row["run_id"]])}
    others = [address for address in to if make_channel_id(address) not in reached]
    error = "the channel was removed from alert_to" + ("; sent to the other channels" if others else "")
    yield {**row, "status": DeliveryStatus.GIVEN_UP, "error": error}
    message = Message(row["title"], row["body"], Severity(row["severity"]))
    for address in others:
        yield make_delivery(
            address, make_channel_name(address), message, row["run_id"], date.fromisoformat(row["night"])
        )


def send_heartbeat(ledger: Ledger, address: str, run_id: str, night: date) -> int:
    """Call the heartbeat of a published night. A failure is recorded and not tried again. Returns 1 if it failed."""
    error = call_heartbeat(address)
    if error is None:
        return 0
    row = make_delivery(address, "heartbeat", Message("heartbeat", "", Severity.INFO), run_id, night)
    ledger.put("deliveries", [{**row, "status": DeliveryStatus.GIVEN_UP, "attempts": 1, "error": error}])
    return 1
