"""Reads feeds: RSS, RDF, Atom and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from lxml import etree

from flows.ingest.dates.moment import Context
from flows.ingest.dates.parse import parse_with_provenance
from flows.ingest.listings.entry import ListingEntry, find_full_text, strip_markup
from flows.ingest.listings.listing import Item, Listing
from flows.ingest.listings.xml import local_name, parse_xml
from flows.ingest.text.decode import decode
from flows.ingest.text.normalise import normalise
from flows.ingest.units import Refused
from flows.ingest.urls.identity import country_of, is_web_url
from flows.ingest.urls.normalise import join_url

_ROOTS = ("rss", "feed", "rdf", "channel")
_PUBLISHED = ("pubdate", "published", "issued", "date", "created", "available")
_UPDATED = ("updated", "modified", "lastbuilddate")
_CONTENTS = ("encoded", "content", "description", "summary", "fulltext", "full-text", "body")
_AUTHORS = ("creator", "author", "contributor", "dc:creator")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# Extensions whose elements have the names of RSS's own: pictures, players, the feed itself.
_OTHER_SPACES = ("search.yahoo.com/mrss", "itunes.com/dtds", "video.search", "googleplay", "georss")


def read_feed(body: bytes, url: str, charset: str | None, rule: str) -> Listing:
    """The items of a feed in XML.

    Raises:
        Refused: `rule`, if it is not a feed.
    """
    root = parse_xml(body, rule, charset)
    if local_name(root) not in _ROOTS:
        raise Refused(rule, f"not a feed: its root element is {local_name(root)}"[:200], repr(body[:1000]))
    items = [element for element in root.iter() if local_name(element) in ("item", "entry")]
    if not items and root.find("{*}channel") is None and local_name(root) != "feed":
        raise Refused(rule, "not a feed: no channel and no items", repr(body[:1000]))
    return Listing(url, tuple(_read_item(item, url) for item in items))


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


def _read_item(item: etree._Element, url: str) -> Item:
    children = [child for child in item if local_name(child) and not _is_other(child)]
    link = _find_link(item, children)
    context = Context(country_of(link) or country_of(url), _text(children, ("language",)))
    contents = [normalise(html) for child in _named(children, _CONTENTS) if (html := _inner_html(child))]
    times = [("feed", _text(children, (name,))) for name in _PUBLISHED]
    times += [("feed updated", _text(children, (name,))) for name in _UPDATED]
    listed = ListingEntry(
        title=strip_markup(next((_inner_html(child) for child in _named(children, ("title",))), None)),
        authors=tuple(name for child in _named(children, _AUTHORS) if (name := _author(child))),
        html=find_full_text(*contents),
        **_read_time(times, context),
    )
    return Item(link, listed, max(contents, key=len, default=None))


def _is_other(element: etree._Element) -> bool:
    space = str(element.tag).partition("}")[0]
    return any(part in space for part in _OTHER_SPACES)


def _named(children: Iterable[etree._Element], names: tuple[str, ...]) -> Iterator[etree._Element]:
    return (child for child in children if local_name(child) in names)


def _text(children: Iterable[etree._Element], names: tuple[str, ...]) -> str | None:
    return next((text for child in _named(children, names) if (text := "".join(child.itertext()).strip())), None)


def _find_link(item: etree._Element, children: list[etree._Element]) -> str | None:
    """The link of an item. Its id counts as the link only if it is an address ("abc" would resolve into the site)."""
    for child in _named(children, ("link",)):
        link = (child.get("href") or child.text or "").strip()
        if link and child.get("rel", "alternate") == "alternate":
            return _resolve(child, link)
    for child in _named(children, ("guid", "id")):
        text = (child.text or "").strip()
        if is_web_url(text) and child.get("isPermaLink", "true").lower() != "false":
            return text
    about = next((value for name, value in item.attrib.items() if str(name).endswith("}about")), "")
    return about if is_web_url(about) else None


def _resolve(element: etree._Element, link: str) -> str:
    """The link, resolved from the `xml:base` of the elements around it. The feed's own address comes later."""
    bases = [base for one in (element, *element.iterancestors()) if (base := one.get(_BASE))]
    for base in bases:
        link = join_url(base, link)
    return link


def _author(element: etree._Element) -> str | None:
    """The name of an author: of Atom's `<name>`, else the text, which in RSS may be "mail@host (Name)"."""
    name = element.findtext("{*}name")
    return strip_markup(name if name is not None else "".join(element.itertext()))


def _inner_html(element: etree._Element) -> str:
    """The content of an element as HTML: Atom's XHTML is serialised, its plain text escaped."""
    kind = (element.get("type") or "").lower()
    if len(element):
        inner = (etree.tostring(child, encoding="unicode") for child in element)
        return (element.text or "") + "".join(inner)
    text = element.text or ""
    return _paragraphs(text) if kind in ("text", "text/plain") and element.tag != "title" else text


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in text.split("\n\n"))


def _read_time(stated: Iterable[tuple[str, object]], context: Context) -> dict[str, Any]:
    """The first readable time; `stated` has pairs of place and text."""
    for place, text in stated:
        if text and (found := parse_with_provenance(str(text).strip(), place, context)):
            return dict(zip(("published_at", "published_from"), found, strict=True))
    return {}
