"""Reads XML files: saved feeds, exports of WordPress, articles in NITF and NewsML, pages in XHTML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from flows.ingest.listings.feeds import read_feed
from flows.ingest.listings.items import Item
from flows.ingest.listings.sniff import ContentKind, sniff_kind
from flows.ingest.listings.xml import local_name, parse_xml
from flows.ingest.readers.news_xml import NEWS_ROOTS, read_news_xml
from flows.ingest.readers.source_file import SourceFile
from flows.ingest.text.decode import decode_page
from flows.ingest.units import Fields, Refused, Unit, skip

_RULE = "broken_xml"
_WORDPRESS = "wordpress.org/export"
_PROBE_BYTES = 64 * 1024
# Kinds of WordPress's entries that are articles; others are menus, pictures and pages of the site.
_ARTICLE_TYPES = frozenset({"post", "article", "news", "story"})


def read_xml(file: SourceFile) -> Iterator[Unit]:
    """The articles in an XML file.

    Raises:
        Refused: `broken_xml`; `no_pages` (skipped) for a sitemap; `no_article` for XML of another kind.
    """
    raw = file.read_whole(file.limits.document_bytes)
    kind = sniff_kind(raw)
    if kind is ContentKind.SITEMAP:
        raise skip("no_pages", "a sitemap: it lists addresses and holds no text")
    if kind is ContentKind.FEED:
        yield from _read_saved_feed(file, raw)
        return
    page = decode_page(raw)
    if "<html" in page.text[:_PROBE_BYTES].lower():
        yield file.unit({"html": page.text, "url": file.url}, notes=page.notes)
        return
    root = parse_xml(raw, _RULE)
    if local_name(root) not in NEWS_ROOTS:
        raise Refused("no_article", f"XML of an unknown kind: its root element is {local_name(root)}"[:200])
    articles = list(read_news_xml(root))
    for number, fields in enumerate(articles, 1):
        yield file.unit(fields, None if len(articles) == 1 else f"record {number}", page.notes)


def _read_saved_feed(file: SourceFile, raw: bytes) -> Iterator[Unit]:
    listing = read_feed(raw, file.url, None, _RULE)
    if not listing.items:
        raise Refused("empty", "the feed holds no item")
    skipped = _skipped_posts(parse_xml(raw, _RULE)) if _WORDPRESS.encode() in raw[:_PROBE_BYTES] else {}
    for number, item in enumerate(listing.items, 1):
        content = skipped.get(number) or _fields_of(item)
        yield file.unit(content, f"record {number}")


def _fields_of(item: Item) -> Fields | Refused:
    """The fields of an item, which is an article of its own here: its page was not fetched."""
    if not (item.content or "").strip():
        return Refused("empty", "the item has no text")
    entry = item.listed
    return {
        "text": item.content,
        "title": entry.title,
        "authors": list(entry.authors),
        "url": item.link,
        "published_at": entry.published_at,
    }


def _skipped_posts(root: etree._Element) -> dict[int, Refused]:
    """The entries of a WordPress export that are no published articles, by their number."""
    skipped = {}
    for number, item in enumerate(root.iterfind(".//{*}item"), 1):
        kind = (item.findtext("{*}post_type") or "post").strip()
        status = (item.findtext("{*}status") or "publish").strip()
        if kind not in _ARTICLE_TYPES:
            skipped[number] = skip("post_type", f"an entry of the type {kind} is no article"[:200])
        elif status != "publish":
            skipped[number] = skip("post_status", f"the article is not published: {status}"[:200])
    return skipped
