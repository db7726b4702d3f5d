"""Messages out of the house, through Apprise: e-mail, Slack, Teams, a webhook and the rest are one kind of address.

A delivery never fails the night: what went wrong is the return value, and the ledger keeps it for the next night.
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
"""A server that answers byte by byte never runs into the limits on one answer that the libraries keep."""

HEARTBEAT = re.compile(r"https?://[^/\s]+\S*", re.IGNORECASE)
HOST = re.compile(r"localhost|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|\[?[0-9a-fA-F]*:[0-9a-fA-F:]+\]?")
ERROR_CHARS = 300
REASON = re.compile(r"WARNING |ERROR |DEBUG \w+ Exception: ")


def addresses(setting: str) -> list[str]:
    """The addresses in the setting: Apprise URLs, separated by spaces or line ends."""
    return setting.split()


def channel_id(address: str) -> str:
    """By what a channel is known in the ledger, which holds no secrets."""
    return digest("channel", address)


def require_addresses(alert_to: str, heartbeat_url: str) -> None:
    """Raises `UsageError` that names the first address which no service is known for, or a heartbeat that is none."""
    if heartbeat_url and not HEARTBEAT.fullmatch(heartbeat_url):
        raise UsageError("heartbeat_url: is no address; write it whole, like https://monitor.example.org/ping/ID.")
    for address in addresses(alert_to):
        if service_of(address) is None:
            raise UsageError(
                f"alert_to: no service is known for {address.partition('://')[0][:20]}://…; "
                "write an Apprise address such as mailto://user:password@example.org or json://host/path."
            )


def left_out(address: str) -> str | None:
    """What its service says that it leaves out of an address, such as a recipient that is none; sends nothing."""
    from apprise import LogCapture

    with LogCapture(level=logging.WARNING, fmt="%(message)s") as said:  # type: ignore[no-untyped-call]
        service_of(address)
        return without_secrets(said.getvalue(), address) or None


def channel_name(address: str) -> str:
    """The address without its secrets: its service, its host and a digest that tells channels apart.

    Paths, options and headers of webhooks are secrets as much as passwords are; with many services the place of the
    host holds a token, and a token is no name with a dot.
    """
    service = service_of(address)
    host = str(getattr(service, "host", None) or "")
    is_host = "host" in getattr(service, "template_tokens", {}) and HOST.fullmatch(host)
    return f"{address.partition('://')[0].lower()[:20]}://{host if is_host else '…'} ({channel_id(address)[:6]})"


def service_of(address: str) -> NotifyBase | None:
    """The service behind an address; None if there is none."""
    from apprise import Apprise

    return Apprise.instantiate(address)


def send(address: str, message: Message) -> str | None:
    """Send a message to one address; returns why it failed, or None."""
    return within(LONGEST_SECONDS, lambda: notify(address, message), address)


def notify(address: str, message: Message) -> str | None:
    """Send a message through Apprise; returns why it failed, or None."""
    from apprise import Apprise, LogCapture, NotifyFormat, NotifyType

    kinds = {
        Severity.CRITICAL: NotifyType.FAILURE,
        Severity.WARNING: NotifyType.WARNING,
        Severity.INFO: NotifyType.INFO,
    }
    channel = Apprise()
    if not channel.add(address):
        return "no service is known for the address"
    with LogCapture(level=logging.DEBUG, fmt="%(levelname)s %(message)s") as said:  # type: ignore[no-untyped-call]
        is_sent = channel.notify(
            body=message.body, title=message.title, notify_type=kinds[message.severity], body_format=NotifyFormat.TEXT
        )
        return None if is_sent else reasons(said.getvalue()) or "not accepted"


def reasons(log: str) -> str:
    """What Apprise logged of a failure: its warnings, and the error behind them, which it mentions to developers."""
    kept = [re.sub("^[A-Z]+ ", "", line) for line in log.splitlines() if REASON.match(line)]
    return " ".join(kept)


def within(seconds: float, call: Callable[[], str | None], address: str) -> str | None:
    """What `call` returns, or why it failed; left to itself after so many seconds."""
    answers: list[str | None] = []

    def answer() -> None:
        try:
            answers.append(call())
        except Exception as error:  # a service's plugin is foreign code: whatever it raises must not end the night
            answers.append(f"{type(error).__name__}: {error}")

    thread = Thread(target=answer, daemon=True, name="delivery")
    thread.start()
    thread.join(seconds)
    said = answers[0] if answers else f"no answer within {seconds:.0f} s"
    return said and without_secrets(said, address)


def without_secrets(text: str, address: str) -> str:
    """An error's text, bounded and without anything that stands in the address after its scheme."""
    parts = re.split(r"[/:@?&=+]+", address.partition("://")[2])
    for secret in sorted({*parts, *map(unquote, parts)}, key=len, reverse=True):
        if len(secret) > 3:
            text = text.replace(secret, "…")
    return " ".join(text.split())[:ERROR_CHARS]


def heartbeat(address: str) -> str | None:
    """Call the address of a dead-man monitor, which alarms when it was *not* called; returns why it failed, or None."""
    return within(LONGEST_SECONDS, lambda: ask(address), address)


def ask(address: str) -> None:
    """Ask for an address, and read nothing of what it answers; raises where it is refused."""
    import httpx

    with httpx.stream("GET", address, timeout=HEARTBEAT_SECONDS, follow_redirects=True) as response:
        response.raise_for_status()
