"""Reads articles in the exchange formats of agencies and archives (NITF, NewsML-G2, NewsML 1), and Evernote's notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from flows.ingest.listings.xml import local_name
from flows.ingest.units import Fields

NEWS_ROOTS = frozenset({"nitf", "newsitem", "newsmessage", "newsml", "en-export"})
"""The root elements of the formats, in lower case."""

# What stands before the text of a note.
_DECLARATIONS = re.compile(r"\A\s*(?:<[?!][^<>]*>\s*)+")
_HEADLINES = ("hl1", "headline", "title", "headlines")
_AUTHORS = ("person", "byttl", "byline", "creator", "by")
_BODIES = ("body.content", "block", "inlinexml", "contentitem", "datacontent", "body")


def read_news_xml(root: etree._Element) -> Iterator[Fields]:
    """The fields of each article in a document."""
    if local_name(root) == "en-export":
        yield from map(_read_note, root.iterfind("{*}note"))
        return
    items = [root] if local_name(root) in ("nitf", "newsitem") else list(_named(root, ("newsitem", "nitf")))
    for item in items or [root]:
        body = next(_named(item, _BODIES), item)
        yield {
            "text": "\n\n".join(_paragraphs(body)),
            "title": _text(_named(item, _HEADLINES)),
            "authors": _authors(item),
            "published_at": _date(item),
            "source": _text(_named(item, ("distributor", "provider"))),
            "id": item.get("guid") or next((one.get("id-string") for one in _named(item, ("doc-id",))), None),
            "language": next((value for name, value in item.attrib.items() if str(name).endswith("}lang")), None),
        }


def _read_note(note: etree._Element) -> Fields:
    """The fields of a note. Its content is a document of its own, in HTML."""
    content = _DECLARATIONS.sub("", note.findtext("{*}content") or "")
    return {
        "content_html": content,
        "title": note.findtext("{*}title"),
        "authors": note.findtext(".//{*}author"),
        "url": note.findtext(".//{*}source-url"),
        "published_at": note.findtext("{*}created"),
    }


def _named(root: etree._Element, names: Iterable[str]) -> Iterator[etree._Element]:
    """The elements of these names, by the order of the names."""
    for name in names:
        yield from (element for element in root.iter() if local_name(element) == name)


def _text(elements: Iterable[etree._Element]) -> str | None:
    return next((text for element in elements if (text := " ".join("".join(element.itertext()).split()))), None)


def _paragraphs(body: etree._Element) -> list[str]:
    found = (" ".join("".join(element.itertext()).split()) for element in body.iter() if local_name(element) == "p")
    return [text for text in found if text] or ["".join(body.itertext()).strip()]


def _authors(item: etree._Element) -> str | None:
    """The byline. Creators in NewsML-G2 have their names in an element or in a literal."""
    for element in _named(item, _AUTHORS):
        name = element.findtext("{*}name") or "".join(element.itertext()).strip() or element.get("literal")
        if name:
            return name
    return None


def _date(item: etree._Element) -> str | None:
    for name in ("date.issue", "date.release", "story.date", "firstcreated", "contentcreated", "versioncreated",
                 "datetimesent", "thisrevisioncreated"):  # fmt: skip
        for element in _named(item, (name,)):
            if value := element.get("norm") or "".join(element.itertext()).strip():
                return value
    return next((element.get("date.publication") for element in _named(item, ("pubdata",))), None)
