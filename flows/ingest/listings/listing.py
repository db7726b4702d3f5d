"""What an index (RSS, Atom, RDF, sitemap) lists: articles with what it says of them, and further indexes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

import feedparser
from lxml import etree

from flows.ingest.dates.parse import parse_with_provenance
from flows.ingest.listings.entry import NO_ENTRY, ListingEntry, full_text
from flows.ingest.listings.sniff import gunzip
from flows.ingest.text.decode import normalise
from flows.ingest.units import Refused
from flows.ingest.urls.identity import is_web_url

# Entities are the way of XML bombs and of reading local files; no feed in the wild declares any.
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Item:
    """An article that an index lists: its address, None where the item has none, and what is said of it."""

    link: str | None
    listed: ListingEntry = NO_ENTRY


@dataclass(frozen=True)
class Listing:
    """The items of the index at `url`, in its order, and the indexes it refers to."""

    url: str
    items: tuple[Item, ...]
    indexes: tuple[str, ...] = ()


def read_listing(body: bytes, kind: str, url: str) -> Listing:
    """What the feed or sitemap in `body`, which came from `url`, lists.

    Raises:
        Refused: `broken_feed` or `broken_sitemap`, where nothing can be read from it.
    """
    body = gunzip(body)
    if _ENTITIES.search(body):
        raise Refused(f"broken_{kind}", "it declares entities, which is how XML bombs are made", repr(body[:1000]))
    return _read_feed(body, url) if kind == "feed" else _read_sitemap(body, url)


def _read_feed(body: bytes, url: str) -> Listing:
    # Given bytes, feedparser would first try to open a file of that name; given a stream, it reads it.
    try:
        # It is not told where the feed lies: a link "http://" would become the feed's own address.
        feed = feedparser.parse(io.BytesIO(body), response_headers={}, sanitize_html=False)
    except Exception as error:
        # It falls over half a surrogate pair (&#xD800;) and other nonsense that it meets in broken feeds.
        reason = f"not readable as a feed: {type(error).__name__}: {error}"[:500]
        raise Refused("broken_feed", reason, repr(body[:1000])) from error
    if not feed.entries and (feed.bozo or not feed.version):
        raise Refused("broken_feed", f"not a feed: {feed.get('bozo_exception', 'no version')}", repr(body[:1000]))
    return Listing(url, tuple(Item(_link(entry), _read_entry(entry)) for entry in feed.entries))


def _link(entry: Mapping[str, Any]) -> str | None:
    """Where an item leads; an id stands for its link only where it is an address ("abc" would lead into the site)."""
    link = str(entry.get("link") or "").strip()
    return None if entry.get("guidislink") and not is_web_url(link) else link or None


def _read_entry(entry: Mapping[str, Any]) -> ListingEntry:
    # feedparser's own lookup would pass one time off as the other.
    said = dict(entry)
    contents = [*(part.get("value") for part in said.get("content") or ()), said.get("summary")]
    return ListingEntry(
        title=_strip_markup(said.get("title")),
        authors=tuple(name for one in said.get("authors") or () if (name := _strip_markup(one.get("name")))),
        html=full_text(*(normalise(str(one)) for one in contents if one)),
        **_time([("feed", said.get("published")), ("feed updated", said.get("updated"))]),
    )


def _time(said: Iterable[tuple[str, object]]) -> dict[str, Any]:
    """The first readable time among texts by their place."""
    for place, text in said:
        if text and (stated := parse_with_provenance(str(text).strip(), place)):
            return dict(zip(("published_at", "published_from"), stated, strict=True))
    return {}


def _strip_markup(html: object) -> str | None:
    """A title or name, which feeds give as HTML, in words."""
    return " ".join(normalise(unescape(_TAG.sub(" ", str(html or "")))).split()) or None


def _read_sitemap(body: bytes, url: str) -> Listing:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(body, parser)
        if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
            raise Refused("broken_sitemap", "no sitemap", repr(body[:1000]))
        items = tuple(
            Item((loc.text or "").strip() or None, _read_news_entry(loc)) for loc in root.iterfind("{*}*/{*}loc")
        )
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("broken_sitemap", f"not XML: {error}"[:500], repr(body[:1000])) from None
    if etree.QName(root).localname == "sitemapindex":
        return Listing(url, (), tuple(item.link for item in items if item.link))
    return Listing(url, items)


def _read_news_entry(loc: Any) -> ListingEntry:
    """What a news sitemap says beside an address; the `lastmod` of others is that of a page, not of its article."""
    news = loc.getparent().find("{*}news")
    if news is None:
        return NO_ENTRY
    said = [("sitemap", news.findtext("{*}publication_date"))]
    return ListingEntry(title=_strip_markup(news.findtext("{*}title")), **_time(said))
