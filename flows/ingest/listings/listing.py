"""Reads listings (RSS, Atom, RDF, sitemaps): articles with their entries, and further listings."""

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
from flows.ingest.listings.entry import NO_ENTRY, ListingEntry, find_full_text
from flows.ingest.listings.sniff import ContentKind, gunzip
from flows.ingest.text.decode import normalise
from flows.ingest.units import Refused
from flows.ingest.urls.identity import is_web_url

# XML bombs and readers of local files are built from entities; no feed in the wild declares any.
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Item:
    """A listed article. `link` is its address, None if the item has none."""

    link: str | None
    listed: ListingEntry = NO_ENTRY


@dataclass(frozen=True)
class Listing:
    """The items of the listing at `url`, in its order. `indexes`: addresses of further listings."""

    url: str
    items: tuple[Item, ...]
    indexes: tuple[str, ...] = ()


def read_listing(body: bytes, kind: ContentKind, url: str) -> Listing:
    """The listing in `body`, which was fetched from `url`.

    Raises:
        Refused: `broken_feed` or `broken_sitemap`, if nothing can be read from it.
    """
    body = gunzip(body)
    if _ENTITIES.search(body):
        raise Refused(
            f"broken_{kind.value}", "it declares entities, which is how XML bombs are made", repr(body[:1000])
        )
    return _read_feed(body, url) if kind is ContentKind.FEED else _read_sitemap(body, url)


def _read_feed(body: bytes, url: str) -> Listing:
    # feedparser would first try to open a file named by these bytes; it reads a stream as it is.
    try:
        # Without the address of the feed: with it, a link "http://" would become the feed's own address.
        feed = feedparser.parse(io.BytesIO(body), response_headers={}, sanitize_html=False)
    except Exception as error:
        # feedparser raises on half a surrogate pair (&#xD800;) and other content of broken feeds.
        reason = f"not readable as a feed: {type(error).__name__}: {error}"[:500]
        raise Refused("broken_feed", reason, repr(body[:1000])) from error
    if not feed.entries and (feed.bozo or not feed.version):
        raise Refused("broken_feed", f"not a feed: {feed.get('bozo_exception', 'no version')}", repr(body[:1000]))
    return Listing(url, tuple(Item(_link(entry), _read_entry(entry)) for entry in feed.entries))


def _link(entry: Mapping[str, Any]) -> str | None:
    """The link of an item. Its id counts as the link only if it is an address ("abc" would resolve into the site)."""
    link = str(entry.get("link") or "").strip()
    return None if entry.get("guidislink") and not is_web_url(link) else link or None


def _read_entry(entry: Mapping[str, Any]) -> ListingEntry:
    # feedparser's own lookup returns `updated` for a missing `published`.
    said = dict(entry)
    contents = [*(part.get("value") for part in said.get("content") or ()), said.get("summary")]
    return ListingEntry(
        title=_strip_markup(said.get("title")),
        authors=tuple(name for one in said.get("authors") or () if (name := _strip_markup(one.get("name")))),
        html=find_full_text(*(normalise(str(one)) for one in contents if one)),
        **_time([("feed", said.get("published")), ("feed updated", said.get("updated"))]),
    )


def _time(said: Iterable[tuple[str, object]]) -> dict[str, Any]:
    """The first readable time; `said` has pairs of place and text."""
    for place, text in said:
        if text and (stated := parse_with_provenance(str(text).strip(), place)):
            return dict(zip(("published_at", "published_from"), stated, strict=True))
    return {}


def _strip_markup(html: object) -> str | None:
    """The words of a title or name, which feeds write as HTML."""
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
    """The entry beside an address in a news sitemap. `lastmod` is not used: it dates the page, not the article."""
    news = loc.getparent().find("{*}news")
    if news is None:
        return NO_ENTRY
    said = [("sitemap", news.findtext("{*}publication_date"))]
    return ListingEntry(title=_strip_markup(news.findtext("{*}title")), **_time(said))
