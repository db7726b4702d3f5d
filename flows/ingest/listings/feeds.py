"""Reads feeds: RSS, RDF, Atom and JSON Feed."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import feedparser

from flows.ingest.dates.moment import Context
from flows.ingest.dates.parse import parse_with_provenance
from flows.ingest.listings.entry import ListingEntry, find_full_text, strip_markup
from flows.ingest.listings.items import Item, Listing
from flows.ingest.listings.xml import clean_xml
from flows.ingest.text.decode import decode
from flows.ingest.text.normalise import normalise
from flows.ingest.units import Refused
from flows.ingest.urls.identity import country_of, is_web_url

# Some programs escape the whole section; feedparser drops its text then.
_ESCAPED_CDATA = re.compile(rb"&lt;!\[CDATA\[(.*?)\]\]&gt;", re.DOTALL)


def read_feed(body: bytes, url: str, charset: str | None, rule: str) -> Listing:
    """The items of a feed in XML.

    Raises:
        Refused: `rule`, if it is not a feed.
    """
    cleaned = _ESCAPED_CDATA.sub(rb"\1", clean_xml(body, rule, charset))
    try:
        # feedparser would first try to open a file named by these bytes; it reads a stream as it is. It gets no
        # address of the feed: with it, a link "http://" would become the feed's own address.
        feed = feedparser.parse(io.BytesIO(cleaned), response_headers={}, sanitize_html=False)
    except Exception as error:
        # feedparser raises on half a surrogate pair (&#xD800;) and other content of broken feeds.
        reason = f"not readable as a feed: {type(error).__name__}: {error}"[:500]
        raise Refused(rule, reason, repr(body[:1000])) from error
    if not feed.entries and (feed.get("bozo") or not feed.get("version")):
        raise Refused(rule, f"not a feed: {feed.get('bozo_exception', 'no version')}"[:500], repr(body[:1000]))
    return Listing(url, tuple(_read_item(entry, url) for entry in feed.entries))


def read_json_feed(body: bytes, url: str) -> Listing:
    """The items of a JSON Feed (jsonfeed.org)."""
    try:
        feed: Any = json.loads(decode(body).text)
        items = [item for item in feed["items"] if isinstance(item, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused(
            "broken_feed", f"not a JSON Feed: {type(error).__name__}: {error}"[:300], repr(body[:1000])
        ) from None
    return Listing(url, tuple(_read_json_item(item, url) for item in items))


def _read_json_item(item: dict[str, Any], url: str) -> Item:
    link = item.get("url") or item.get("external_url") or item.get("id")
    context = Context(country_of(str(link)) or country_of(url))
    html, text = item.get("content_html"), item.get("content_text")
    content = html if isinstance(html, str) else _paragraphs(str(text)) if text else None
    people = item.get("authors") or [item.get("author")]
    names = (one.get("name") for one in people if isinstance(one, dict)) if isinstance(people, list) else ()
    listed = ListingEntry(
        title=strip_markup(item.get("title")),
        authors=tuple(name for one in names if (name := strip_markup(one))),
        html=find_full_text(normalise(content)) if content else None,
        **_read_time([("feed", item.get("date_published")), ("feed updated", item.get("date_modified"))], context),
    )
    return Item(str(link) if is_web_url(str(link)) else None, listed, content)


def _read_item(entry: Mapping[str, Any], url: str) -> Item:
    # feedparser's own lookup returns `updated` for a missing `published`.
    stated = dict(entry)
    link = _find_link(entry)
    context = Context(country_of(link) or country_of(url))
    values = [*(part.get("value") for part in stated.get("content") or ()), stated.get("summary")]
    contents = [normalise(str(value)) for value in values if value]
    listed = ListingEntry(
        title=strip_markup(stated.get("title")),
        authors=tuple(name for one in stated.get("authors") or () if (name := strip_markup(one.get("name")))),
        html=find_full_text(*contents),
        **_read_time([("feed", stated.get("published")), ("feed updated", stated.get("updated"))], context),
    )
    return Item(link, listed, max(contents, key=len, default=None))


def _find_link(entry: Mapping[str, Any]) -> str | None:
    """The link of an item. Its id counts as the link only if it is an address ("abc" would resolve into the site)."""
    link = str(entry.get("link") or "").strip()
    return None if entry.get("guidislink") and not is_web_url(link) else link or None


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in text.split("\n\n"))


def _read_time(stated: Iterable[tuple[str, object]], context: Context) -> dict[str, Any]:
    """The first readable time; `stated` has pairs of place and text."""
    for place, text in stated:
        if text and (found := parse_with_provenance(str(text).strip(), place, context)):
            return dict(zip(("published_at", "published_from"), found, strict=True))
    return {}
