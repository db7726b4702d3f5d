"""Reads the fields of a record into a draft. Parts that are ignored or unreadable are noted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from flows.ingest.article.draft import Draft
from flows.ingest.authors.byline import parse_authors
from flows.ingest.dates.moment import Context
from flows.ingest.dates.parse import parse_time
from flows.ingest.records.names import FIELDS, Path, plan_fields, require_content_field, squeeze
from flows.ingest.records.values import is_nothing, read_content, read_id, read_line, unwrap
from flows.ingest.text.fragments import fragment_to_text, is_document, is_fragment
from flows.ingest.text.language import parse_language
from flows.ingest.units import Fields, Note
from flows.ingest.urls.identity import country_of, host_name, is_web_url
from flows.ingest.urls.normalise import normalise_url, remove_credentials

_SHOWN_CHARS = 200
# Of authors and dates, a later field counts if the first one is unreadable.
_SINGLE = tuple(field for field in FIELDS if field not in {"authors", "published_at"})
# The field of a whole page; fields such as `content_html` have fragments.
_PAGE_FIELD = "html"
# A record of hundreds of unknown fields needs no note on each.
_MAX_NOTES = 50
_USABLE_URL = re.compile(r"(?:https?|file)://[^\s<>\"'\x00-\x1f]+\Z", re.IGNORECASE)
# A text that an API cut short says so at its end: "… [+1234 chars]".
_CUT_SHORT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*\Z")


class Content(NamedTuple):
    """The body of a record: a text, or a whole HTML page."""

    text: str | None
    html: str | None


def read_fields(record: Fields) -> tuple[Draft, str | None]:
    """The draft of a record, and its html, if it has a whole page.

    Raises:
        Refused: `missing_text`, or `not_text` if the text is not a string.
    """
    keys = tuple(str(key) for key in record)
    require_content_field(keys)
    plan = plan_fields(keys)
    notes = [Note("ignored_field", key[:_SHOWN_CHARS]) for key in plan.ignored[:_MAX_NOTES]]
    values = {field: next(_values(record, plan.paths[field]), None) for field in _SINGLE if plan.paths[field]}
    text, html = values.get("text"), values.get("html")
    is_page = bool(plan.paths["html"]) and squeeze(plan.paths["html"][0][0]) == _PAGE_FIELD
    content = _read_body(text, html, is_page, notes)
    url, canonical_url = _read_url(values.get("url"), notes), _read_url(values.get("canonical_url"), notes)
    source = read_line(values.get("source"))
    if source and is_web_url(source):
        # Trafilatura writes the address into `source`.
        url, source = url or _read_url(source, notes), host_name(source)
    language = _read_language(unwrap(values.get("language")), notes)
    context = Context(country_of(url or canonical_url), language)
    published_at, published_from = _read_time(_values(record, plan.paths["published_at"]), context, notes)
    draft = Draft(
        text=content.text,
        title=_read_scalar(values.get("title"), "title", notes),
        authors=next(filter(None, map(parse_authors, _values(record, plan.paths["authors"]))), ()),
        url=url,
        canonical_url=canonical_url,
        source=source.removeprefix("www.") if source else None,
        local_id=read_id(values.get("id")),
        published_at=published_at,
        published_from=published_from,
        language=language,
        notes=tuple(notes),
    )
    return draft, content.html


def _values(record: Fields, paths: Iterable[Path]) -> Iterator[object]:
    """The values at `paths` that are not missing, in their order."""
    for key, inner in paths:
        value = record.get(key)
        if inner is not None:
            value = _inner_value(value, inner)
        if not is_nothing(value):
            yield value


def _inner_value(value: object, inner: str) -> object:
    for name in inner.split("."):
        if not isinstance(value, dict):
            return None
        value = next((item for key, item in value.items() if str(key).lower() == name), None)
    return value


def _read_body(text: object, html: object, is_page: bool, notes: list[Note]) -> Content:
    """The body: the text; else the html. A text that is HTML becomes text, or is read as a page if it is whole.

    `is_page`: the html is a page, however incomplete.
    """
    content = read_content(text) if text is not None else None
    page = _read_html(html)
    if content is None or not content.strip():
        if page is not None and not is_page and not is_document(page):
            return Content(fragment_to_text(page) or content, None)
        return Content(content, page)
    if "chars]" in content[-40:] and _CUT_SHORT.search(content):
        notes.append(Note("cut_short", "the text is only the beginning of the article (an API cut it)"))
        content = _CUT_SHORT.sub("", content)
    if is_document(content):
        return Content(None, page or content)
    return Content(fragment_to_text(content) if is_fragment(content) else content, page)


def _read_html(value: object) -> str | None:
    content = value if isinstance(value, str) else unwrap(value)
    return content if isinstance(content, str) and content.strip() else None


def _read_scalar(value: object, name: str, notes: list[Note]) -> str | None:
    line = read_line(value)
    if line is None and not is_nothing(value):
        notes.append(Note("ignored_value", f"{name} is {type(value).__name__}, expected text"))
    return fragment_to_text(line).replace("\n\n", " ") if line and is_fragment(line) else line


def _read_url(value: object, notes: list[Note]) -> str | None:
    value = unwrap(value)
    url = value.strip() if isinstance(value, str) else ""
    if _USABLE_URL.match(url):
        with suppress(ValueError):
            return normalise_url(url) if is_web_url(url) else url
    if value is not None:
        notes.append(Note("ignored_value", f"not a usable address: {remove_credentials(str(value)[:_SHOWN_CHARS])}"))
    return None


def _read_language(value: object, notes: list[Note]) -> str | None:
    language = parse_language(value)
    if language is None and not is_nothing(value):
        shown = str(value)[:_SHOWN_CHARS]
        notes.append(Note("ignored_value", f"language is neither an ISO 639 code nor an English name: {shown}"))
    return language


def _read_time(values: Iterable[object], context: Context, notes: list[Note]) -> tuple[datetime | None, str | None]:
    """The first readable time. A note says what was there if none is."""
    unreadable = None
    for value in map(unwrap, values):
        if (moment := parse_time(value, context)) is not None:
            return moment.at, f"record{moment.mark}"
        unreadable = unreadable or value
    if unreadable is not None:
        notes.append(Note("date_unreadable", f"published_at is no date: {str(unreadable)[:_SHOWN_CHARS]}"))
    return None, None
