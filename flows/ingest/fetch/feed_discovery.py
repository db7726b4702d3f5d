"""Finds the feed or sitemap of a site, from any of its addresses."""

from __future__ import annotations

import asyncio
import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lxml.html import HtmlElement
from protego import Protego

from flows.errors import UsageError
from flows.ingest.fetch.allowed_addresses import host_and_port, require_web_url
from flows.ingest.fetch.client import Permit, Response, open_client
from flows.ingest.fetch.fetch_log import FetchLog
from flows.ingest.fetch.http_cache import HttpCache
from flows.ingest.fetch.polite_client import PoliteClient
from flows.ingest.listings.sniff import sniff_kind
from flows.ingest.text.decode import decode_page
from flows.ingest.units import Refused
from flows.settings import Fetching

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})


@dataclass(frozen=True)
class SiteListing:
    """Where a site lists its articles. `found` says how it was found."""

    kind: str
    url: str
    found: str


def discover_listing(url: str, settings: Fetching, now: datetime) -> SiteListing:
    """The listing of the site at `url`: `url` itself, the feed that its page names, or the sitemap of its robots.txt.

    Raises:
        UsageError: `url` cannot be fetched, names no listing, or names one that cannot be fetched.
    """
    try:
        return asyncio.run(_search_listing(url, settings, now))
    except Refused as refused:
        raise UsageError(f"{url} leads to no source: {refused.reason}") from None


def suggest_name(url: str) -> str:
    """A name for the source at `url`, valid as a TOML key: its host and port ("news-example-org-8080")."""
    return "-".join(re.findall(r"[a-z0-9]+", host_and_port(url).removeprefix("www."))) or "source"


async def _search_listing(url: str, settings: Fetching, now: datetime) -> SiteListing:
    with tempfile.TemporaryDirectory() as folder:
        async with open_client(settings) as client:
            cache = HttpCache({}, Path(folder), {}, now)
            polite = PoliteClient(client, settings, cache, FetchLog(), lambda: now, Path(folder))
            answer = await polite.get(url, "", Permit())
            _require_answer(answer)
            kind = sniff_kind(answer.body)
            if kind.is_listing:
                return SiteListing(kind.value, answer.url, "the address itself")
            if (feed := _find_feed_link(answer)) is not None:
                return await _check_listing(polite, SiteListing("feed", feed, "named by the page"))
            sitemap = _find_sitemap(await polite.get(require_web_url("/robots.txt", answer.url), "", Permit()))
            if sitemap is not None:
                return await _check_listing(polite, SiteListing("sitemap", sitemap, "named in robots.txt"))
    raise UsageError(f"{url} names no feed and no sitemap: give the address of one, or add it with --kind page")


async def _check_listing(polite: PoliteClient, place: SiteListing) -> SiteListing:
    """The listing, if its address answers with a listing of its kind."""
    answer = await polite.get(place.url, "", Permit())
    _require_answer(answer)
    if (kind := sniff_kind(answer.body)) != place.kind:
        raise UsageError(f"{place.url} ({place.found}) is no {place.kind} but a {kind}: give another address")
    return place


def _require_answer(answer: Response) -> None:
    if answer.status != 200 or not answer.body:
        raise UsageError(f"{answer.url} answers {answer.status} {answer.reason}".strip() + ": give another address")


def _find_feed_link(answer: Response) -> str | None:
    import trafilatura

    tree: HtmlElement | None = trafilatura.load_html(decode_page(answer.body, answer.charset).text)
    for link in tree.iter("link") if tree is not None else ():
        if (link.get("type") or "").strip().lower() in _FEED_TYPES and link.get("href"):
            return require_web_url(link.get("href"), answer.url)
    return None


def _find_sitemap(robots: Response) -> str | None:
    """The first sitemap in robots.txt; one for news comes first.

    Raises:
        Refused: `address`, if it is not a web address.
    """
    if robots.status != 200:
        return None
    named = list(Protego.parse(robots.body.decode("utf-8-sig", "replace")).sitemaps)
    chosen = next((url for url in named if "news" in url.lower()), named[0] if named else None)
    return require_web_url(chosen, robots.url) if chosen else None
