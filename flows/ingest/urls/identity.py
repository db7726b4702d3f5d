"""The article, site and host that an address identifies."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache, lru_cache
from urllib.parse import parse_qsl, quote, quote_plus, urlencode, urlsplit, urlunsplit

from courlan import extract_domain, normalize_url

from flows.ingest.urls.normalise import is_plain, normalise_or_keep
from flows.seeds import read_seed
from flows.settings import HOME

NO_SOURCE = "files"
"""The source of an input without a named source and without an address."""

# Country domains that are sold all over the world.
_GENERIC_DOMAINS = frozenset({"ai", "am", "cc", "co", "fm", "gg", "io", "ly", "me", "sh", "tv", "ws", "to", "la", "eu"})
# Host names under which a site shows its pages again, for telephones and AMP readers.
_COPIES = re.compile(r"\A(?:www|amp|m|mobile)\.")


def web_url(url: str | None) -> str | None:
    """The address, unless it is a file's: that one says where the file lay, and nothing about the article."""
    return url if url and not url.lower().startswith("file:") else None


@lru_cache(maxsize=1024)  # each article asks for its own address several times
def identity_url(url: str | None) -> str | None:
    """The address that identifies an article: host in lower case, no fragment but `#!…`, no tracking parameters.

    "https://Example.org/a?utm_source=x#top" is "https://example.org/a". Any other parameter may name another article.
    """
    if (address := web_url(url)) is None:
        return None
    if is_plain(address):
        return address
    try:
        parts = urlsplit(normalise_or_keep(address))
        plain = normalize_url(parts._replace(query="", fragment=""))
    except ValueError:
        return address
    query = _identifying_query(parts.query)
    # Scripts of some sites select the article by the text after "#!".
    fragment = quote(parts.fragment, safe="/%!=:,-") if parts.fragment.startswith("!") else ""
    split = urlsplit(plain)
    return urlunsplit(split._replace(path=split.path or ("/" if query else ""), query=query, fragment=fragment))


def _identifying_query(query: str) -> str:
    """The parameters that are not for tracking, sorted by name."""
    pairs = [(part, parse_qsl(part, keep_blank_values=True)) for part in query.split("&") if part]
    kept = [(found[0], part) for part, found in pairs if found and not _tracking().fullmatch(found[0][0])]
    kept.sort(key=lambda one: one[0][0])
    return "&".join(urlencode([pair]) if "=" in part else quote_plus(pair[0]) for pair, part in kept)


@cache
def _tracking() -> re.Pattern[str]:
    """The parameters of `seeds/tracking_parameters.csv`: always the shipped ones, since ids depend on them."""
    rows = read_seed(HOME / "seeds", "tracking_parameters", ("parameter",))
    return re.compile("|".join(translate(row["parameter"]) for row in rows), re.IGNORECASE)


def is_same_site(one: str, other: str) -> bool:
    """Whether two web addresses have the same registrable domain.

    Addresses without one ("localhost", "courier.test", numbers) are compared by host and port, without a leading
    "www.", "amp." or "m.".
    """
    domain = extract_domain(one)
    return domain == extract_domain(other) if domain else _bare_host(one) == _bare_host(other) is not None


def _bare_host(url: str) -> str | None:
    try:
        return _COPIES.sub("", urlsplit(url).netloc.lower()) or None
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def host_name(url: str | None) -> str | None:
    """The host of a web address without a leading "www."."""
    try:
        if url and is_plain(url):
            return url.split("/", 3)[2].removeprefix("www.")
        name = urlsplit(url).hostname if url and web_url(url) else None
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def country_of(url: str | None) -> str | None:
    """The country (ISO 3166) in the top-level domain of an address; None for generic domains and others."""
    top = (host_name(url) or "").rpartition(".")[2]
    if len(top) != 2 or not top.isalpha() or top in _GENERIC_DOMAINS:
        return None
    return "GB" if top == "uk" else top.upper()


def is_web_url(text: str) -> bool:
    """Whether a text begins with http:// or https://. The rest is not checked."""
    return text.lower().startswith(("http://", "https://"))


def web_host(url: str) -> str | None:
    """The host of an address that begins with http:// or https://; None for any other text."""
    return host_name(url) if is_web_url(url) else None
