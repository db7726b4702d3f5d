"""The normal form of a web address, in which it is fetched, archived and compared."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

_AUTHORITY = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?")
_CREDENTIALS = re.compile(r"//[^/?#]*@")
_LINE_ENDS = re.compile(r"[\t\r\n]")
# Parsers disagree about hosts with these characters: an attacker could pass one host off as another.
_BAD_HOST = re.compile(r"[\\\s\x00-\x1f\x7f%<>^`{|}\"]")
_LAST_PORT = 65_535
# Most addresses. A host of ordinary labels and segments of ordinary characters have one form.
_PLAIN = re.compile(
    r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,63}(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?\Z", re.ASCII
)


@lru_cache(maxsize=1024)  # each article asks for its own address several times
def normalise_url(url: str) -> str:
    """The address in ASCII, without user name and password.

    Raises:
        ValueError: it is not a web address. The message says why and shows no credentials.
    """
    if is_plain(url):
        return url
    import httpx

    url = _LINE_ENDS.sub("", url).strip()
    _require_web_authority(url)
    shown = remove_credentials(url[:200], "//…@")
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ValueError(f"not an address ({error}): {shown}") from None
    if (parts.port or 0) > _LAST_PORT:
        raise ValueError(f"not an address (port {parts.port}): {shown}")
    return str(parts.copy_with(userinfo=b"")) if parts.userinfo else str(parts)


def is_plain(url: str) -> bool:
    """Whether an address is in its normal form already, without a query or fragment: nothing in it can change."""
    return _PLAIN.match(url) is not None


def _require_web_authority(url: str) -> None:
    scheme, authority = _scheme_and_authority(url)
    shown = remove_credentials(url[:200], "//…@")
    if scheme not in ("http", "https"):
        raise ValueError(f"not an address of the web (http or https): {shown}")
    if not authority or not (name := authority.rpartition("@")[2]):
        raise ValueError(f"not an address (no host): {shown}")
    if _BAD_HOST.search(authority) or (name.startswith("[") and "]" not in name):
        raise ValueError(f"not an address (no host has such a name): {shown}")


def resolve_link(base: str, link: str) -> str:
    """The normal form of the address that `link` on the page at `base` leads to.

    Raises:
        ValueError: as `normalise_url`; also for a link like "http://", which would resolve to `base` itself.
    """
    link = link.strip()
    return normalise_url(link if _scheme_and_authority(link)[0] else join_url(base, link))


def join_url(base: str, link: str) -> str:
    """The address that `link` on the page at `base` leads to; the link itself if it is not an address."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link


def normalise_or_keep(url: str) -> str:
    """The normal form of an address; the address without credentials if it has no normal form."""
    try:
        return normalise_url(url)
    except ValueError:
        return remove_credentials(url)


def remove_credentials(url: str, mark: str = "//") -> str:
    """The address without user name and password; `mark` takes their place."""
    return _CREDENTIALS.sub(mark, url)


def _scheme_and_authority(url: str) -> tuple[str, str]:
    """The part before ":" in lower case, and the part between "//" and the path; each empty if missing."""
    match = _AUTHORITY.match(url)
    return ((match[1] or "").lower(), match[2] or "") if match else ("", "")
