"""What an index lists: the items of a feed (RSS, Atom, RDF), the pages and further sitemaps of a sitemap."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import feedparser
from lxml import etree

from flows.ingest.sniff import unpacked
from flows.ingest.units import Refused

# Entities are the way of XML bombs and of reading local files; no feed in the wild declares any.
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True)
class Listing:
    """The addresses that an index lists, in its order, None for an item without one, and the indexes it refers to."""

    items: tuple[str | None, ...]
    indexes: tuple[str, ...] = ()


def read_listing(body: bytes, kind: str, url: str) -> Listing:
    """What the feed or sitemap in `body`, which came from `url`, lists.

    Raises:
        Refused: `broken_feed` or `broken_sitemap`, where nothing can be read from it.
    """
    body = unpacked(body)
    if _ENTITIES.search(body):
        raise Refused(f"broken_{kind}", "it declares entities, which is how XML bombs are made", repr(body[:1000]))
    return _read_feed(body, url) if kind == "feed" else _read_sitemap(body)


def _read_feed(body: bytes, url: str) -> Listing:
    # Given bytes, feedparser would first try to open a file of that name; given a stream, it reads it.
    try:
        feed = feedparser.parse(io.BytesIO(body), response_headers={"content-location": url}, sanitize_html=False)
    except Exception as error:
        # It falls over half a surrogate pair (&#xD800;) and other nonsense that it meets in broken feeds.
        reason = f"not readable as a feed: {type(error).__name__}: {error}"[:500]
        raise Refused("broken_feed", reason, repr(body[:1000])) from error
    if not feed.entries and (feed.bozo or not feed.version):
        raise Refused("broken_feed", f"not a feed: {feed.get('bozo_exception', 'no version')}", repr(body[:1000]))
    return Listing(tuple(str(entry.get("link") or "").strip() or None for entry in feed.entries))


def _read_sitemap(body: bytes) -> Listing:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(body, parser)
        if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
            raise Refused("broken_sitemap", "no sitemap", repr(body[:1000]))
        links = tuple((loc.text or "").strip() or None for loc in root.iterfind("{*}*/{*}loc"))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("broken_sitemap", f"not XML: {error}"[:500], repr(body[:1000])) from None
    if etree.QName(root).localname == "sitemapindex":
        return Listing((), tuple(link for link in links if link))
    return Listing(links)
