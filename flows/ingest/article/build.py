"""Builds a row of `records.ARTICLES` from a unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from typing import Any

from flows.errors import OnRecordError
from flows.ingest.article.draft import NAME_CHARS, Draft, drop_oversized_fields
from flows.ingest.listings.entry import NO_ENTRY, ListingEntry
from flows.ingest.options import Options
from flows.ingest.records.fields import read_fields
from flows.ingest.text.language import identify_language
from flows.ingest.text.words import count_words
from flows.ingest.units import Fields, Note, Refused, Unit
from flows.ingest.urls.canonical import identifies_article
from flows.ingest.urls.identity import NO_SOURCE, host_name, identity_url, is_same_site, web_host, web_url
from flows.records import article_id, digest, text_hash
from flows.settings import Limits, Source

Row = dict[str, Any]

# The fields whose change revises an article, in the order of the hash. The text has its own hash.
_METADATA = ("source", "url", "canonical_url", "title", "authors", "published_at", "published_from", "modified_at",
             "section", "is_paywalled", "wire_credit", "language")  # fmt: skip
_TIMES = ("published_at", "modified_at")


FindLanguage = Callable[[str, str], str | None]
"""From an article's id and the hash of its text to the language that is known of it."""


def build_article(unit: Unit, options: Options, find_language: FindLanguage) -> tuple[Row, tuple[Note, ...]]:
    """The article in a unit as a row of `records.ARTICLES`, and notes on the parts of the unit that were ignored.

    A language that is neither declared nor known is identified, which takes most of the time of a unit.

    Raises:
        Refused: the unit holds no article: its text is missing, empty or too large.
    """
    if isinstance(unit.content, Refused):
        raise unit.content
    draft, html = _read_record(unit.content)
    configured = options.sources.get(unit.source or "")
    if configured is not None and draft.language is None:
        draft = replace(draft, language=configured.language)
    if html is not None and not (draft.text or "").strip():
        draft = draft.over(_read_page_or_entry(html, web_url(draft.url), unit.listed or NO_ENTRY, configured, options))
    draft = drop_oversized_fields(draft, options.limits)
    return _row(draft, _text(draft, options.limits), unit, options, find_language), unit.notes + draft.notes


def _read_record(content: Fields) -> tuple[Draft, str | None]:
    try:
        return read_fields(content)
    except (Refused, OnRecordError):
        raise
    except Exception as error:
        # Records are hostile input too: one of them must not stop the others.
        reason = f"reading the record failed: {type(error).__name__}: {error}"[:500]
        raise Refused("record_error", reason, repr(content)[:1000]) from error


def _read_page_or_entry(
    html: str, url: str | None, listed: ListingEntry, configured: Source | None, options: Options
) -> Draft:
    """The article on a page. The text in its feed stands for it where the page has no text, or only the beginning."""
    if listed.instead:
        return _with_note(_page(html, url, listed, configured, options), listed.instead)
    try:
        page = _page(html, url, listed, configured, options)
    except Refused as refused:
        if listed.html is None or refused.rule != "no_article":
            raise
        return _with_note(_page(listed.to_page(), url, listed, configured, options), refused.reason)
    if not page.is_paywalled or listed.html is None:
        return page
    whole = _page(listed.to_page(), url, listed, configured, options)
    if len(whole.text or "") <= len(page.text or ""):
        return page
    return _with_note(replace(page, text=whole.text), "the page shows only the beginning")


def _with_note(draft: Draft, why: str) -> Draft:
    note = Note("listed_text", f"the text is from the publisher's feed ({why})")
    return replace(draft, notes=(*draft.notes, note))


def infer_source(unit: Unit, options: Options) -> str:
    """The source of a unit that becomes no article, as far as it is known without reading the unit."""
    content = {} if isinstance(unit.content, Refused) else unit.content
    stated, url = content.get("source"), content.get("url")
    own = stated if isinstance(stated, str) and len(stated) <= NAME_CHARS else None
    return options.source or unit.source or own or web_host(str(url)) or web_host(unit.input) or NO_SOURCE


def _page(html: str, url: str | None, listed: ListingEntry, configured: Source | None, options: Options) -> Draft:
    from flows.ingest.page.page import read_page

    try:
        return read_page(html, options.seeds, options.default_language, configured, listed, url)
    except (Refused, OnRecordError):
        raise
    except Exception as error:
        # Pages are hostile input and parsers have bugs: one page must not stop the others.
        raise Refused("page_error", f"reading the page failed: {type(error).__name__}: {error}"[:500], html) from error


def _text(draft: Draft, limits: Limits) -> str:
    text = draft.text or ""
    if not text.strip():
        raise Refused("empty", "the text is empty")
    if len(text) > limits.text_chars:
        raise Refused("too_large", f"the text has {len(text)} characters, the limit is {limits.text_chars}", text)
    return text


def _row(draft: Draft, text: str, unit: Unit, options: Options, find_language: FindLanguage) -> Row:
    canonical, url = identity_url(draft.canonical_url), identity_url(draft.url)
    named = options.source or unit.source or draft.source
    # A canonical address on another site is not trusted: any page could replace that site's article.
    is_own = (
        canonical is not None and (url is None or is_same_site(canonical, url)) and identifies_article(canonical, url)
    )
    own = canonical if is_own else None
    address = own or url
    id_source = named or host_name(address) or NO_SOURCE
    hashed = text_hash(text)
    # The name that a page gives its site is not part of the id: outlets rename themselves.
    own_id = article_id(own, url, id_source, "" if address else _local_id(draft, hashed, unit))
    language = draft.language or find_language(own_id, hashed) or identify_language(text, options.default_language)
    row: Row = {
        "article_id": own_id,
        "source": named or draft.site or id_source,
        "url": draft.url,
        "canonical_url": canonical,
        "title": draft.title,
        "authors": list(draft.authors),
        "published_at": draft.published_at,
        "published_on": draft.published_at.date() if draft.published_at else None,
        "published_from": draft.published_from,
        "modified_at": draft.modified_at,
        "section": draft.section,
        "is_paywalled": draft.is_paywalled,
        "wire_credit": draft.wire_credit,
        "language": language,
        "text": text,
        "word_count": count_words(text),
        "text_hash": hashed,
    }
    return {**row, "record_hash": record_hash(row)}


def _local_id(draft: Draft, hashed: str, unit: Unit) -> str:
    """A record's own id, else its file's name. Records without an id in a file of many are distinguished by their text:
    an inserted record must not change the ids of the others."""
    return draft.local_id or (unit.file if unit.is_alone else f"{unit.file}#{hashed}")


def record_hash(row: Row) -> str:
    """The digest of an article's metadata. It changes when they change."""
    # Forms that compare equal: libraries have their own objects for UTC, and a file may have moved.
    times = {name: at.astimezone(UTC) for name in _TIMES if (at := row[name]) is not None}
    compared = {**row, **times, "url": web_url(row["url"])}
    return digest("record", *[repr(compared[name]) for name in _METADATA])
