"""Which addresses may be requested: web addresses, and private networks only where the settings allow it."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit

from flows.ingest.units import skip
from flows.ingest.urls.normalise import normalise_url, resolve_link


def require_web_url(link: str, base: str | None = None) -> str:
    """The normal form of the address that `link` leads to, from the page at `base` if it stands on one.

    Raises:
        Refused: `address`, with the reason: it is not a web address (http or https).
    """
    try:
        return normalise_url(link) if base is None else resolve_link(base, link)
    except ValueError as error:
        raise skip("address", str(error)) from None


def host_and_port(url: str) -> str:
    """Host and port of a normal address. Requests are paced by it."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""


async def require_public(url: str, *, allow_private: bool, allow_loopback: bool) -> None:
    """Resolve the host of `url` and refuse it if one of its addresses is not on the public internet.

    Raises:
        Refused: `private_address`, with the address.
        OSError: the host is unknown.
    """
    parts = urlsplit(url)
    found = await asyncio.get_running_loop().getaddrinfo(
        parts.hostname, parts.port or (443 if parts.scheme == "https" else 80), type=socket.SOCK_STREAM
    )
    for entry in found:
        require_public_ip(str(entry[4][0]), allow_private=allow_private, allow_loopback=allow_loopback)


def require_public_ip(text: str, *, allow_private: bool, allow_loopback: bool) -> None:
    """Refuse an IP address that is loopback, private, link-local (metadata services of clouds) or reserved."""
    address = ipaddress.ip_address(text.partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_global and not address.is_multicast:
        return
    if address.is_loopback:
        allowed = allow_loopback
    else:
        # A link-local address never belongs to an outlet: clouds serve credentials there.
        allowed = allow_private and address.is_private and not (address.is_link_local or address.is_unspecified)
    if not allowed:
        raise skip("private_address", f"leads to {address}, which is not on the public internet{_hint(address)}")


def _hint(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """The setting that allows an address, if there is one."""
    if address.is_loopback:
        return " (allow_loopback = true in the section [fetching] allows this machine itself)"
    if address.is_private and not (address.is_link_local or address.is_unspecified):
        return " (allow_private = true in the section of its source allows the private network)"
    return ""
