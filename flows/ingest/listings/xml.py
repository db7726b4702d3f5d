"""Parses the XML of feeds and sitemaps as it is found: junk before it, undeclared entities, bare ampersands."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from lxml import etree

from flows.ingest.text.decode import decode_page
from flows.ingest.units import Refused

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_START = re.compile(r"<(?:\?xml|!DOCTYPE|rss|feed|rdf:RDF|(?:\w+:)?urlset|(?:\w+:)?sitemapindex)\b", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[(.*?)\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+([\w.-]{1,40})\s+(?:\"([^\"]*)\"|'([^']*)')\s*>", re.IGNORECASE)
_ANY_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
# A declared entity may stand for a character or two, never for markup or for other entities.
_CHARACTERS = re.compile(r"(?:&#\d{1,7};|&#[xX][0-9a-fA-F]{1,6};|[^&<>%]){1,2}\Z")
_REFERENCE = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6});|([A-Za-z][\w.-]{0,40});)?")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)


def clean_xml(body: bytes, rule: str, charset: str | None = None) -> bytes:
    """The document in `body` as UTF-8 without what parsers stumble over. `charset` is the one in the HTTP header.

    Raises:
        Refused: `rule`, if it declares entities that are not single characters.
    """
    text = decode_page(body, charset).text
    # Sections may hold documents of their own.
    section = text.find("<![CDATA[")
    start = _START.search(text, 0, section if section >= 0 else len(text))
    text = text[start.start() :] if start else text
    text, entities = _take_entities(text, rule)
    text = _CONTROL.sub("", _DECLARATION.sub("", text, count=1))
    parts = _CDATA.split(text)
    text = "".join(part if part.startswith("<![CDATA[") else _resolve(part, entities) for part in parts)
    return text.encode("utf-8", "replace")


def parse_xml(body: bytes, rule: str, charset: str | None = None) -> etree._Element:
    """The root of the document in `body`, after `clean_xml`.

    Raises:
        Refused: `rule`, if no XML can be read from it, or it declares entities that are not single characters.
    """
    cleaned = clean_xml(body, rule, charset)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, remove_comments=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(cleaned, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(rule, f"not XML: {error}"[:500], repr(cleaned[:1000])) from None
    if root is None or (len(root.xpath("descendant::*[position() <= 3]")) < 3 and len(parser.error_log)):
        raise Refused(rule, "not XML, or cut short at its beginning", repr(cleaned[:1000]))
    return root


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, in lower case; "" for comments and instructions."""
    # Not by `QName`, which refuses the names in broken documents.
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def _take_entities(text: str, rule: str) -> tuple[str, dict[str, str]]:
    """The text without its document type, and the characters that this declares by name."""
    doctype = _DOCTYPE.search(text)
    subset = (doctype[1] or "") if doctype else ""
    entities: dict[str, str] = {}
    for match in _ENTITY.finditer(subset):
        value = match[2] if match[2] is not None else match[3]
        if not _CHARACTERS.match(value):
            raise Refused(rule, "it declares entities, which is how XML bombs are made", text[:1000])
        entities[match[1]] = unescape(value)
    if len(_ANY_ENTITY.findall(text)) > len(entities):
        raise Refused(rule, "it declares entities, which is how XML bombs are made", text[:1000])
    return (text[: doctype.start()] + text[doctype.end() :] if doctype else text), entities


def _resolve(text: str, entities: dict[str, str]) -> str:
    """The text with named entities as characters and bare ampersands escaped."""

    def replace(match: re.Match[str]) -> str:
        number, name = match[1], match[2]
        if number or name in _OWN:
            return match[0]
        if name is None:
            return "&amp;"
        return entities.get(name) or html5.get(f"{name};") or f"&amp;{name};"

    return _REFERENCE.sub(replace, text) if "&" in text else text
