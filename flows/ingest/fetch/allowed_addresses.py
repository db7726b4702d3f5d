"""Which addresses may be asked: the web's, and no machine of the private network unless its source says so."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit

from flows.enums import Outcome
from flows.ingest.units import Refused
from flows.ingest.urls.identity import normalise_url, resolve_link


def skip(rule: str, reason: str) -> Refused:
    """A request that is not made, or whose answer is not wanted."""
    return Refused(rule, reason, outcome=Outcome.SKIPPED)


def require_web_url(link: str, base: str | None = None) -> str:
    """The address that `link` leads to (from the page at `base`, where it stands on one), in its normal form.

    Raises:
        Refused: `address`, with what is wrong; also where it is none of the web (http or https).
    """
    try:
        return normalise_url(link) if base is None else resolve_link(base, link)
    except ValueError as error:
        raise skip("address", str(error)) from None


def host_and_port(url: str) -> str:
    """Host and port of an require_web_url address, by which requests are paced."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""


async def require_public(url: str, *, allow_private: bool, allow_loopback: bool) -> None:
    """Resolve the host of `url` and refuse it where any of its addresses is not one of the public internet.

    Raises:
        Refused: `private_address`, with the address that was found.
        OSError: the host is unknown.
    """
    parts = urlsplit(url)
    found = await asyncio.get_running_loop().getaddrinfo(
        parts.hostname, parts.port or (443 if parts.scheme == "https" else 80), type=socket.SOCK_STREAM
    )
    for entry in found:
        require_public_ip(str(entry[4][0]), allow_private=allow_private, allow_loopback=allow_loopback)


def require_public_ip(text: str, *, allow_private: bool, allow_loopback: bool) -> None:
    """Refuse an IP address that is loopback, private, link-local (where clouds keep their metadata) or reserved."""
    address = ipaddress.ip_address(text.partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_global and not address.is_multicast:
        return
    if address.is_loopback:
        allowed = allow_loopback
    else:
        # A link-local address is never an outlet's: clouds hand out credentials there.
        allowed = allow_private and address.is_private and not (address.is_link_local or address.is_unspecified)
    if not allowed:
        raise skip("private_address", f"leads to {address}, which is not on the public internet{_hint(address)}")


def _hint(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """Which setting allows it, where one does."""
    if address.is_loopback:
        return " (allow_loopback = true in the section [fetching] allows this machine itself)"
    if address.is_private and not (address.is_link_local or address.is_unspecified):
        return " (allow_private = true in the section of its source allows the private network)"
    return ""
