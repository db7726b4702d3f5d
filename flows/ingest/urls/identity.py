"""Addresses: which ones are the same article's, and whose they are."""

from __future__ import annotations

import csv
import re
from fnmatch import translate
from functools import cache
from urllib.parse import parse_qsl, quote, quote_plus, urlencode, urljoin, urlsplit, urlunsplit

from courlan import extract_domain, normalize_url

from flows.settings import HOME

NO_SOURCE = "files"
"""The source of an input that has none: no name is given, and no address."""

# Names under which one site shows its pages again, for telephones and readers of AMP.
_COPIES = re.compile(r"\A(?:www|amp|m|mobile)\.")

_AUTHORITY = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?")
_CREDENTIALS = re.compile(r"//[^/?#]*@")
_LINE_ENDS = re.compile(r"[\t\r\n]")
_NO_HOST = re.compile(r"[\\\s\x00-\x1f\x7f%<>^`{|}\"]")
_LAST_PORT = 65_535


def web_url(url: str | None) -> str | None:
    """An address on the web; a file's is where it lay, and says nothing of the article."""
    return url if url and not url.lower().startswith("file:") else None


def identity_url(url: str | None) -> str | None:
    """The address by which an article is known: host in lower case, no fragment but `#!…`, no tracking parameters.

    "https://Example.org/a?utm_source=x#top" is "https://example.org/a"; any other parameter may name another article.
    """
    if (address := web_url(url)) is None:
        return None
    try:
        parts = urlsplit(_normal_or_same(address))
        plain = normalize_url(parts._replace(query="", fragment=""))
    except ValueError:
        return address
    query = _identifying_query(parts.query)
    # Scripts of some sites choose the article by what stands behind "#!".
    fragment = quote(parts.fragment, safe="/%!=:,-") if parts.fragment.startswith("!") else ""
    split = urlsplit(plain)
    return urlunsplit(split._replace(path=split.path or ("/" if query else ""), query=query, fragment=fragment))


def normalise_url(url: str) -> str:
    """The one form in which an address is asked, archived and compared: ASCII, without user name and password.

    Raises:
        ValueError: it is no address of the web, with what is wrong; credentials are not shown.
    """
    import httpx

    url = _LINE_ENDS.sub("", url).strip()
    scheme, authority = _scheme_and_authority(url)
    shown = _CREDENTIALS.sub("//…@", url[:200])
    if scheme not in ("http", "https"):
        raise ValueError(f"not an address of the web (http or https): {shown}")
    if not authority or not (name := authority.rpartition("@")[2]):
        raise ValueError(f"not an address (no host): {shown}")
    # What programs read in different ways is how one host is passed off as another.
    if _NO_HOST.search(authority) or (name.startswith("[") and "]" not in name):
        raise ValueError(f"not an address (no host is called so): {shown}")
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ValueError(f"not an address ({error}): {shown}") from None
    if (parts.port or 0) > _LAST_PORT:
        raise ValueError(f"not an address (port {parts.port}): {shown}")
    return str(parts.copy_with(userinfo=b"")) if parts.userinfo else str(parts)


def resolve_link(base: str, link: str) -> str:
    """The address, in its normal form, that `link` on the page at `base` leads to.

    Raises:
        ValueError: as `normalise_url`; also for a link like "http://", which would lead to `base` itself.
    """
    link = link.strip()
    return normalise_url(link if _scheme_and_authority(link)[0] else join_url(base, link))


def _scheme_and_authority(url: str) -> tuple[str, str]:
    """What stands before ":" in lower case, and between "//" and the path; each empty where there is none."""
    match = _AUTHORITY.match(url)
    return ((match[1] or "").lower(), match[2] or "") if match else ("", "")


def _normal_or_same(url: str) -> str:
    try:
        return normalise_url(url)
    except ValueError:
        return _CREDENTIALS.sub("//", url)


def _identifying_query(query: str) -> str:
    """The parameters that tell what is shown, by name; one without a value stays what it is."""
    pairs = [(part, parse_qsl(part, keep_blank_values=True)) for part in query.split("&") if part]
    kept = [(found[0], part) for part, found in pairs if found and not _tracking().fullmatch(found[0][0])]
    kept.sort(key=lambda one: one[0][0])
    return "&".join(urlencode([pair]) if "=" in part else quote_plus(pair[0]) for pair, part in kept)


@cache
def _tracking() -> re.Pattern[str]:
    """The parameters of `seeds/tracking_parameters.csv`: always the shipped ones, since ids depend on them."""
    with (HOME / "seeds" / "tracking_parameters.csv").open(encoding="utf-8", newline="") as file:
        names = [translate(row["parameter"]) for row in csv.DictReader(file)]
    return re.compile("|".join(names), re.IGNORECASE)


def is_same_site(one: str, other: str) -> bool:
    """Whether two web addresses belong to one registrable domain; where there is none ("localhost", "courier.test",
    numbers), to one host and port, whatever its "www.", "amp." or "m."."""
    domain = extract_domain(one)
    return domain == extract_domain(other) if domain else _own_host(one) == _own_host(other) is not None


def _own_host(url: str) -> str | None:
    try:
        return _COPIES.sub("", urlsplit(url).netloc.lower()) or None
    except ValueError:
        return None


def join_url(base: str, link: str) -> str:
    """The address that `link` on the page at `base` leads to; the link itself where it is no address."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link


def host_name(url: str | None) -> str | None:
    """The host of a web address without its "www."."""
    try:
        name = urlsplit(url).hostname if url and web_url(url) else None
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def is_web_url(text: str) -> bool:
    """Whether a text begins with http:// or https://, whatever stands behind it."""
    return text.lower().startswith(("http://", "https://"))


def web_host(url: str) -> str | None:
    """The host of an address that begins with http:// or https://, whatever is behind it; None for other names."""
    return host_name(url) if is_web_url(url) else None
