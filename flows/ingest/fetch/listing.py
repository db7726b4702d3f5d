"""What an index lists: the items of a feed (RSS, Atom, RDF), the pages and further sitemaps of a sitemap."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import dataclass

import feedparser
from lxml import etree

from flows.ingest.units import Refused

# Entities are the way of XML bombs and of reading local files; no feed in the wild declares any.
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_UNPACKED_BYTES = 64 * 1024 * 1024
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_HEAD_BYTES = 4096


@dataclass(frozen=True)
class Listing:
    """The addresses that an index lists, in its order, None for an item without one, and the indexes it refers to."""

    items: tuple[str | None, ...]
    indexes: tuple[str, ...] = ()


def kind_of(body: bytes) -> str:
    """What an answer is by its first bytes: `feed`, `sitemap` or `page`."""
    head = _unpacked(body)[:_HEAD_BYTES] if body[:2] == b"\x1f\x8b" else body[:_HEAD_BYTES]
    return "feed" if _FEED.search(head) else "sitemap" if _SITEMAP.search(head) else "page"


def read_listing(body: bytes, kind: str, url: str) -> Listing:
    """What the feed or sitemap in `body`, which came from `url`, lists.

    Raises:
        Refused: `broken_feed` or `broken_sitemap`, where nothing can be read from it.
    """
    body = _unpacked(body)
    if _ENTITIES.search(body):
        raise Refused(f"broken_{kind}", "it declares entities, which is how XML bombs are made", repr(body[:1000]))
    return _read_feed(body, url) if kind == "feed" else _read_sitemap(body)


def _unpacked(body: bytes) -> bytes:
    """Sitemaps are often gzip files, whatever their server says of them."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        with gzip.open(io.BytesIO(body)) as file:
            unpacked = file.read(_UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Refused("broken_sitemap", f"not a readable gzip file: {error}") from None
    if len(unpacked) > _UNPACKED_BYTES:
        raise Refused("too_large", f"over {_UNPACKED_BYTES // 2**20} MiB unpacked")
    return unpacked


def _read_feed(body: bytes, url: str) -> Listing:
    # Given bytes, feedparser would first try to open a file of that name; given a stream, it reads it.
    feed = feedparser.parse(io.BytesIO(body), response_headers={"content-location": url}, sanitize_html=False)
    if not feed.entries and (feed.bozo or not feed.version):
        raise Refused("broken_feed", f"not a feed: {feed.get('bozo_exception', 'no version')}", repr(body[:1000]))
    return Listing(tuple(str(entry.get("link") or "").strip() or None for entry in feed.entries))


def _read_sitemap(body: bytes) -> Listing:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("broken_sitemap", f"not XML: {error}", repr(body[:1000])) from None
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise Refused("broken_sitemap", "no sitemap", repr(body[:1000]))
    links = tuple((loc.text or "").strip() or None for loc in root.iterfind("{*}*/{*}loc"))
    if etree.QName(root).localname == "sitemapindex":
        return Listing((), tuple(link for link in links if link))
    return Listing(links)
