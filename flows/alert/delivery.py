"""Sending messages through Apprise: e-mail, Slack, Teams and webhooks are all one kind of address.

A failed delivery never fails the night: its reason is the return value, and the ledger keeps it for the next night.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import unquote

from flows.alert.message import Message
from flows.enums import Severity
from flows.errors import UsageError
from flows.records import digest

if TYPE_CHECKING:
    from apprise import NotifyBase

HEARTBEAT_SECONDS = 10
LONGEST_SECONDS = 60
"""Limit on a whole delivery. The libraries limit each read, and a server that answers byte by byte stays below that."""

HEARTBEAT = re.compile(r"https?://[^/\s]+\S*", re.IGNORECASE)
HOST = re.compile(r"localhost|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|\[?[0-9a-fA-F]*:[0-9a-fA-F:]+\]?")
ERROR_CHARS = 300
REASON = re.compile(r"WARNING |ERROR |DEBUG \w+ Exception: ")


def split_addresses(setting: str) -> list[str]:
    """The Apprise addresses in the setting, which separates them by spaces or line ends."""
    return setting.split()


def make_channel_id(address: str) -> str:
    """The id of a channel in the ledger, which holds no secrets."""
    return digest("channel", address)


def require_addresses(alert_to: str, heartbeat_url: str) -> None:
    """Raises `UsageError` for the first address without a known service, and for a malformed heartbeat address."""
    if heartbeat_url and not HEARTBEAT.fullmatch(heartbeat_url):
        raise UsageError("heartbeat_url is not an address. Write it in full, like https://monitor.example.org/ping/ID.")
    for address in split_addresses(alert_to):
        if find_service(address) is None:
            raise UsageError(
                f"alert_to: no service is known for {address.partition('://')[0][:20]}://…; "
                "write an Apprise address such as mailto://user:password@example.org or json://host/path."
            )


def find_ignored_parts(address: str) -> str | None:
    """The parts of an address that its service ignores, such as a malformed recipient; sends nothing."""
    from apprise import LogCapture

    with LogCapture(level=logging.WARNING, fmt="%(message)s") as captured:  # type: ignore[no-untyped-call]
        find_service(address)
        return remove_secrets(captured.getvalue(), address) or None


def make_channel_name(address: str) -> str:
    """The address without its secrets: its service, its host and a digest that tells channels apart.

    Paths, options and headers of webhooks are as secret as passwords. Many services put a token in the place of the
    host; a token has no dot.
    """
    service = find_service(address)
    host = str(getattr(service, "host", None) or "")
    is_host = "host" in getattr(service, "template_tokens", {}) and HOST.fullmatch(host)
    return f"{address.partition('://')[0].lower()[:20]}://{host if is_host else '…'} ({make_channel_id(address)[:6]})"


def find_service(address: str) -> NotifyBase | None:
    """The Apprise service of an address; None if Apprise knows no such service."""
    from apprise import Apprise

    return Apprise.instantiate(address)


def send_message(address: str, message: Message) -> str | None:
    """Send a message to one address. Returns the reason of a failure, else None."""
    return call_within(LONGEST_SECONDS, lambda: notify(address, message), address)


def notify(address: str, message: Message) -> str | None:
    """Send a message through Apprise. Returns the reason of a failure, else None."""
    from apprise import Apprise, LogCapture, NotifyFormat, NotifyType

    kinds = {
        Severity.CRITICAL: NotifyType.FAILURE,
        Severity.WARNING: NotifyType.WARNING,
        Severity.INFO: NotifyType.INFO,
    }
    channel = Apprise()
    if not channel.add(address):
        return "no service is known for the address"
    with LogCapture(level=logging.DEBUG, fmt="%(levelname)s %(message)s") as captured:  # type: ignore[no-untyped-call]
        is_sent = channel.notify(
            body=message.body, title=message.title, notify_type=kinds[message.severity], body_format=NotifyFormat.TEXT
        )
        return None if is_sent else extract_reasons(captured.getvalue()) or "not accepted"


def extract_reasons(log: str) -> str:
    """The warnings in Apprise's log of a failure, and the error behind them, which it logs for developers only."""
    kept = [re.sub("^[A-Z]+ ", "", line) for line in log.splitlines() if REASON.match(line)]
    return " ".join(kept)


def call_within(seconds: float, call: Callable[[], str | None], address: str) -> str | None:
    """The result of `call`, or the reason of its failure; after so many seconds it is left alone."""
    answers: list[str | None] = []

    def answer() -> None:
        try:
            answers.append(call())
        except Exception as error:  # a plugin is foreign code: no error of it may end the night
            answers.append(f"{type(error).__name__}: {error}")

    thread = Thread(target=answer, daemon=True, name="delivery")
    thread.start()
    thread.join(seconds)
    reason = answers[0] if answers else f"no answer within {seconds:.0f} s"
    return reason and remove_secrets(reason, address)


def remove_secrets(text: str, address: str) -> str:
    """An error's text, bounded, without any part of the address after its scheme."""
    parts = re.split(r"[/:@?&=+]+", address.partition("://")[2])
    for secret in sorted({*parts, *map(unquote, parts)}, key=len, reverse=True):
        if len(secret) > 3:
            text = text.replace(secret, "…")
    return " ".join(text.split())[:ERROR_CHARS]


def call_heartbeat(address: str) -> str | None:
    """Call a dead-man monitor, which raises an alarm when it is not called. Returns the reason of a failure."""
    return call_within(LONGEST_SECONDS, lambda: request(address), address)


def request(address: str) -> None:
    """Request an address without reading its answer. Raises `httpx.HTTPError` for an error status."""
    import httpx

    with httpx.stream("GET", address, timeout=HEARTBEAT_SECONDS, follow_redirects=True) as response:
        response.raise_for_status()
