"""The feed of a site, from any of its addresses."""

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
from flows.ingest.decode import decode_page
from flows.ingest.fetch.address import askable, host_of
from flows.ingest.fetch.asking import Asker
from flows.ingest.fetch.client import Permit, Response, open_client
from flows.ingest.fetch.memory import Memory
from flows.ingest.fetch.records import Record
from flows.ingest.sniff import kind_of
from flows.ingest.units import Refused
from flows.settings import Fetching

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})


@dataclass(frozen=True)
class Place:
    """Where a site lists its articles: the kind of source, its address, and how it was found."""

    kind: str
    url: str
    found: str


def find_place(url: str, settings: Fetching, now: datetime) -> Place:
    """Where the site at `url` lists its articles: `url` itself, the feed it names, else the sitemap of its robots.txt.

    Raises:
        UsageError: it cannot be asked, names neither, or what it names cannot be asked.
    """
    try:
        return asyncio.run(_find(url, settings, now))
    except Refused as refused:
        raise UsageError(f"{url} leads to no source: {refused.reason}") from None


def name_of(url: str) -> str:
    """A name for the source at `url`: host and port in words that TOML takes for a key ("news-example-org-8080")."""
    return "-".join(re.findall(r"[a-z0-9]+", host_of(url).removeprefix("www."))) or "source"


async def _find(url: str, settings: Fetching, now: datetime) -> Place:
    with tempfile.TemporaryDirectory() as folder:
        async with open_client(settings) as client:
            asker = Asker(client, settings, Memory({}, Path(folder), {}, now), Record(), lambda: now, Path(folder))
            answer = await asker.ask(url, "", Permit())
            _require_answer(answer)
            kind = kind_of(answer.body)
            if kind != "page":
                return Place(kind, answer.url, "the address itself")
            if (feed := _named_feed(answer)) is not None:
                return await _tried(asker, Place("feed", feed, "named by the page"))
            sitemap = _sitemap(await asker.ask(askable("/robots.txt", answer.url), "", Permit()))
            if sitemap is not None:
                return await _tried(asker, Place("sitemap", sitemap, "named in robots.txt"))
    raise UsageError(f"{url} names no feed and no sitemap: give the address of one, or add it with --kind page")


async def _tried(asker: Asker, place: Place) -> Place:
    """A place that a site names, once it has answered as what it is called."""
    answer = await asker.ask(place.url, "", Permit())
    _require_answer(answer)
    if (kind := kind_of(answer.body)) != place.kind:
        raise UsageError(f"{place.url} ({place.found}) is no {place.kind} but a {kind}: give another address")
    return place


def _require_answer(answer: Response) -> None:
    if answer.status != 200 or not answer.body:
        raise UsageError(f"{answer.url} answers {answer.status} {answer.reason}".strip() + ": give another address")


def _named_feed(answer: Response) -> str | None:
    import trafilatura

    tree: HtmlElement | None = trafilatura.load_html(decode_page(answer.body))
    for link in tree.iter("link") if tree is not None else ():
        if (link.get("type") or "").strip().lower() in _FEED_TYPES and link.get("href"):
            return askable(link.get("href"), answer.url)
    return None


def _sitemap(robots: Response) -> str | None:
    """The first sitemap that robots.txt names, one for news before all others.

    Raises:
        Refused: `address`, where it may not be asked.
    """
    if robots.status != 200:
        return None
    named = list(Protego.parse(robots.body.decode("utf-8-sig", "replace")).sitemaps)
    chosen = next((url for url in named if "news" in url.lower()), named[0] if named else None)
    return askable(chosen, robots.url) if chosen else None
