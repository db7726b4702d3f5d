"""Messages out of the house, through Apprise: e-mail, Slack, Teams, a webhook and the rest are one kind of address.

A delivery never fails the night: what went wrong is the return value, and the ledger keeps it for the next night.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from flows.alert.message import Message
from flows.outcomes import Severity, UsageError
from flows.records import digest

if TYPE_CHECKING:
    from apprise import NotifyBase

HEARTBEAT_SECONDS = 10
HEARTBEAT = re.compile(r"https?://[^/\s]+\S*", re.IGNORECASE)
ERROR_CHARS = 300


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


def channel_name(address: str) -> str:
    """The address without its secrets."""
    service = service_of(address)
    return str(service.url(privacy=True)) if service else "unknown service"  # type: ignore[no-untyped-call]


def service_of(address: str) -> NotifyBase | None:
    """The service behind an address; None if there is none."""
    from apprise import Apprise

    return Apprise.instantiate(address)


def send(address: str, message: Message) -> str | None:
    """Send a message to one address; returns why it failed, or None."""
    from apprise import Apprise, LogCapture, NotifyFormat, NotifyType

    kinds = {
        Severity.CRITICAL: NotifyType.FAILURE,
        Severity.WARNING: NotifyType.WARNING,
        Severity.INFO: NotifyType.INFO,
    }
    channel = Apprise()
    if not channel.add(address):
        return "no service is known for the address"
    with LogCapture(level=logging.WARNING) as said:  # type: ignore[no-untyped-call]
        try:
            is_sent = channel.notify(
                body=message.body,
                title=message.title,
                notify_type=kinds[message.severity],
                body_format=NotifyFormat.TEXT,
            )
        except Exception as error:  # a service's plugin is foreign code: whatever it raises must not end the night
            return without_secrets(f"{type(error).__name__}: {error}", address)
        return None if is_sent else without_secrets(said.getvalue().strip() or "not accepted", address)


def without_secrets(text: str, address: str) -> str:
    """An error's text, bounded and without anything that stands in the address after its scheme."""
    for secret in sorted(set(re.split(r"[/:@?&=]+", address.partition("://")[2])), key=len, reverse=True):
        if len(secret) > 3:
            text = text.replace(secret, "…")
    return " ".join(text.split())[:ERROR_CHARS]


def heartbeat(address: str) -> str | None:
    """Call the address of a dead-man monitor, which alarms when it was *not* called; returns why it failed, or None."""
    import httpx

    try:
        httpx.get(address, timeout=HEARTBEAT_SECONDS, follow_redirects=True).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return without_secrets(f"{type(error).__name__}: {error}", address)
    return None
