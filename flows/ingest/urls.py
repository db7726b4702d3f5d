"""Addresses: which ones are the same article's, and whose they are."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

from courlan import normalize_url

NO_SOURCE = "files"
"""The source of an input that has none: no name is given, and no address."""


def web(url: str | None) -> str | None:
    """An address on the web; a file's is where it lay, and says nothing of the article."""
    return url if url and not url.lower().startswith("file:") else None


def identity(url: str | None) -> str | None:
    """The address by which an article is known: no fragment, no tracking parameters, host in lower case.

    "https://Example.org/a?utm_source=x#top" is "https://example.org/a".
    """
    if (address := web(url)) is None:
        return None
    try:
        return normalize_url(urldefrag(address).url)
    except ValueError:
        return address


def joined(base: str, link: str) -> str:
    """The address that `link` on the page at `base` leads to; the link itself where it is no address."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link


def host(url: str | None) -> str | None:
    """The host of a web address without its "www."."""
    try:
        name = urlsplit(url).hostname if url and web(url) else None
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def host_of_web(url: str) -> str | None:
    """The host of an address that begins with http: or https:, whatever stands behind it; None for any other name."""
    return host(url) if url.lower().startswith(("http://", "https://")) else None
