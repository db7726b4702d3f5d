"""Guesses the date of a page that does not state it."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import datetime

from lxml.html import HtmlElement

from flows.ingest.dates.parse import parse_time

# Elements with prose and headlines: their dates are those of events, not of publication.
_PROSE = ("title", "h1", "h2", "h3", "p", "li", "blockquote", "td", "figcaption")
# A text with more words is prose if it ends like a sentence ("Published on 14 March 2026." is not prose).
_PROSE_WORDS = 6
_LINE_WORDS = 20
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\Z")
# Attributes that describe an element. Others hold addresses and descriptions of pictures.
_DESCRIPTIVE = frozenset({"class", "id", "itemprop", "property", "name", "content", "datetime"})
# Without it htmldate rejects days after today: the result would depend on the clock.
_LAST_DAY = "2100-01-01"


def guess_date(tree: HtmlElement) -> tuple[datetime | None, str | None]:
    """The day near a byline, on a short line or in the page's address.

    Prose is ignored, since its dates are those of events; so are links to other articles.
    """
    copy = _without_prose(tree)
    day = _search_listing(copy, is_extensive=False)
    if day is None:
        _drop_addresses(copy)
        day = _search_listing(copy, is_extensive=True)
        # htmldate turns a lone year or month ("© 2021") into its first day.
        day = day if day is not None and day.day != 1 else None
    return (day, "page (day only)") if day else (None, None)


def _search_listing(tree: HtmlElement, *, is_extensive: bool) -> datetime | None:
    from htmldate import find_date

    found = find_date(tree, extensive_search=is_extensive, original_date=True, max_date=_LAST_DAY)
    moment = parse_time(found)
    return moment.at if moment else None


def _drop_addresses(tree: HtmlElement) -> None:
    for element in tree.iter("*"):
        for name in set(element.attrib) - _DESCRIPTIVE:
            del element.attrib[name]


def _without_prose(tree: HtmlElement) -> HtmlElement:
    copy = deepcopy(tree)
    for element in list(copy.iter(*_PROSE)):
        if element.tag in ("title", "h1") or _is_prose(element.text_content()):
            element.clear(keep_tail=True)
    for element in copy.iter():
        # Scripts hold dates and are never prose.
        if element.tag == "script":
            continue
        element.text = None if _is_prose(element.text or "") else element.text
        element.tail = None if _is_prose(element.tail or "") else element.tail
    return copy


def _is_prose(text: str) -> bool:
    count = len(text.split())
    return count > _LINE_WORDS or (count > _PROSE_WORDS and _SENTENCE_END.search(text.rstrip()) is not None)
