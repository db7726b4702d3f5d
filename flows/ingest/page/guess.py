"""The day of publication of a page that does not state it."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import datetime

from lxml.html import HtmlElement

from flows.ingest.dates.parse import parse_time

# Where a page's prose and its headline stand: they tell of days that are not the one of publication.
_PROSE = ("title", "h1", "h2", "h3", "p", "li", "blockquote", "td", "figcaption")
# "Published on 14 March 2026." is no prose yet.
_PROSE_WORDS = 6
_LINE_WORDS = 20
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\Z")
# Attributes that tell what an element is; others hold addresses and descriptions of pictures.
_TELLING = frozenset({"class", "id", "itemprop", "property", "name", "content", "datetime"})
# Without it htmldate takes today for the last day possible: the same page would get other dates later.
_LAST_DAY = "2100-01-01"


def guess_date(tree: HtmlElement) -> tuple[datetime | None, str | None]:
    """The day that stands near a byline, on a short line or in the page's own address.

    Prose is not asked: a day or a year in it is one that the article is about. Neither are links to other articles.
    """
    copy = _without_prose(tree)
    day = _search_listing(copy, is_extensive=False)
    if day is None:
        _drop_addresses(copy)
        day = _search_listing(copy, is_extensive=True)
        # Of a lone year or month ("© 2021") htmldate makes the first day.
        day = day if day is not None and day.day != 1 else None
    return (day, "page (day only)") if day else (None, None)


def _search_listing(tree: HtmlElement, *, is_extensive: bool) -> datetime | None:
    from htmldate import find_date

    found = find_date(tree, extensive_search=is_extensive, original_date=True, max_date=_LAST_DAY)
    moment = parse_time(found)
    return moment.at if moment else None


def _drop_addresses(tree: HtmlElement) -> None:
    for element in tree.iter("*"):
        for name in set(element.attrib) - _TELLING:
            del element.attrib[name]


def _without_prose(tree: HtmlElement) -> HtmlElement:
    copy = deepcopy(tree)
    for element in list(copy.iter(*_PROSE)):
        if element.tag in ("title", "h1") or _is_prose(element.text_content()):
            element.clear(keep_tail=True)
    for element in copy.iter():
        # Scripts state dates too, and are no prose however long.
        if element.tag == "script":
            continue
        element.text = None if _is_prose(element.text or "") else element.text
        element.tail = None if _is_prose(element.tail or "") else element.tail
    return copy


def _is_prose(text: str) -> bool:
    count = len(text.split())
    return count > _LINE_WORDS or (count > _PROSE_WORDS and _SENTENCE_END.search(text.rstrip()) is not None)
