"""Reads sitemaps: XML, with news or without, indexes of sitemaps, and lists of addresses in text."""

from __future__ import annotations

from lxml import etree

from flows.ingest.dates.moment import Context
from flows.ingest.dates.parse import parse_time, parse_with_provenance
from flows.ingest.listings.entry import NO_ENTRY, ListingEntry, strip_markup
from flows.ingest.listings.items import Item, Listing
from flows.ingest.listings.xml import local_name, parse_xml
from flows.ingest.text.decode import decode
from flows.ingest.units import Refused
from flows.ingest.urls.identity import country_of

_MAX_LINES = 50_000


def read_sitemap(body: bytes, url: str, charset: str | None, rule: str) -> Listing:
    """The addresses in a sitemap, or the sitemaps in an index."""
    root = parse_xml(body, rule, charset)
    if local_name(root) not in ("urlset", "sitemapindex"):
        raise Refused(rule, "no sitemap", repr(body[:1000]))
    context = Context(country_of(url))
    items = tuple(_read_item(loc, context) for loc in root.iterfind("{*}*/{*}loc"))
    # Newest first, whatever the order of the sitemap: a source's limit must not cut off tonight's articles.
    items = tuple(sorted(items, key=_age))
    if local_name(root) == "sitemapindex":
        return Listing(url, (), tuple(item.link for item in items if item.link))
    return Listing(url, items)


def read_url_list(body: bytes, url: str) -> Listing:
    """A sitemap in text: one address per line."""
    lines = (line.strip() for line in decode(body).text.splitlines()[:_MAX_LINES])
    return Listing(url, tuple(Item(line) for line in lines if line))


def _read_item(loc: etree._Element, context: Context) -> Item:
    parent = loc.getparent()
    changed = parse_time(parent.findtext("{*}lastmod") or "", context)
    entry = _read_news_entry(parent, context)
    changed_at = entry.published_at or (changed.at if changed else None)
    return Item((loc.text or "").strip() or None, entry, changed_at=changed_at)


def _read_news_entry(parent: etree._Element, context: Context) -> ListingEntry:
    """The entry beside an address in a news sitemap. `lastmod` is not in it: it dates the page, not the article."""
    news = parent.find("{*}news")
    if news is None:
        return NO_ENTRY
    stated = parse_with_provenance((news.findtext("{*}publication_date") or "").strip(), "sitemap", context)
    at, place = stated or (None, None)
    return ListingEntry(title=strip_markup(news.findtext("{*}title")), published_at=at, published_from=place)


def _age(item: Item) -> float:
    """Sort key: the newest first, and items without a date at the end in their order."""
    return -item.changed_at.timestamp() if item.changed_at else 0.0
