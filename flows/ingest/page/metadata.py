"""Reads a page's statements about its article beside headline and body: authors, times, address, section, access."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from flows.ingest.article.draft import Draft
from flows.ingest.dates.parse import parse_time, parse_with_provenance
from flows.ingest.page.markup import Markup, flatten_strings
from flows.ingest.records.fields import parse_authors
from flows.ingest.urls.normalise import join_url

_AUTHOR_META = ("author", "parsely-author", "sailthru.author", "dc.creator", "byl", "article:author")
_PUBLISHED_META = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "date", "pubdate", "publish-date",
)  # fmt: skip
_MODIFIED_META = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified")
# Addresses, handles, slugs and sentences are not names; the longest bylines of agencies have eight words.
_NOT_A_NAME = re.compile(r"https?:|[@/<>{}]|\A[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_NAME_WORDS = 8


def read_metadata(tree: HtmlElement, markup: Markup) -> Draft:
    """The statements as a draft without text, title and language."""
    published_at, published_from = _published(tree, markup)
    return Draft(
        authors=next(filter(None, map(person_names, _named(tree, markup))), ()),
        site=_site(markup),
        canonical_url=_canonical(tree, markup),
        published_at=published_at,
        published_from=published_from,
        modified_at=_modified(markup, published_at),
        section=_section(markup),
        is_paywalled=_is_paywalled(markup),
    )


def person_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names of persons in texts that name authors, each once."""
    return tuple(dict.fromkeys(one for name in names for one in parse_authors(name) if _is_name(one)))


def _named(tree: HtmlElement, markup: Markup) -> Iterator[Iterable[str]]:
    """The names in each place, the most reliable first. The byline comes last, since finding it is slow."""
    yield _people(markup.article.get("author"), markup)
    yield from (markup.meta.get(name, ()) for name in _AUTHOR_META)
    yield filter(None, [_byline(tree)])


def _people(value: object, markup: Markup, depth: int = 0) -> Iterator[str]:
    """The names in an `author` property: texts, persons, organisations, references to them, lists of these."""
    if isinstance(value, list):
        for item in value:
            yield from _people(item, markup, depth)
    elif isinstance(value, str):
        yield from flatten_strings(value)
    elif isinstance(value, dict):
        said = [*flatten_strings(value.get("name")), *flatten_strings(value.get("byline"))]
        yield from said[:1]
        if not said and depth == 0 and (node := markup.nodes.get(str(value.get("@id")))) is not None:
            yield from _people(node, markup, 1)


def _is_name(text: str) -> bool:
    return len(text.split()) <= _NAME_WORDS and not _NOT_A_NAME.search(text)


def _byline(tree: HtmlElement) -> str | None:
    from trafilatura.metadata import extract_author

    return extract_author(tree)


def _published(tree: HtmlElement, markup: Markup) -> tuple[datetime | None, str | None]:
    """The time of publication and its provenance, from the most reliable place that has one."""
    said: list[tuple[str, str]] = [("json-ld", text) for text in flatten_strings(markup.article.get("datePublished"))]
    said += [(f"meta {name}", text) for name in _PUBLISHED_META for text in markup.meta.get(name, ())]
    said += [("time", text) for text in _times(tree)]
    return next((stated for place, text in said if (stated := parse_with_provenance(text, place))), (None, None))


def _times(tree: HtmlElement) -> Iterator[str]:
    """The `<time>` elements that are marked as the time of publication."""
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield element.get("datetime") or element.text_content().strip()


def _modified(markup: Markup, published_at: datetime | None) -> datetime | None:
    """The time of the last change. A time before publication belongs to the editing and is ignored."""
    said = [
        *flatten_strings(markup.article.get("dateModified")),
        *(t for n in _MODIFIED_META for t in markup.meta.get(n, ())),
    ]
    moment = next((m for text in said if (m := parse_time(text)) is not None), None)
    return moment.at if moment and (published_at is None or moment.at >= published_at) else None


def _canonical(tree: HtmlElement, markup: Markup) -> str | None:
    """The address that the page states as its own. A site's front page is a mistake of the template."""
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    own = markup.article.get("mainEntityOfPage")
    own = own.get("@id") or own.get("url") if isinstance(own, dict) else own
    said = [*links, markup.first("og:url"), *flatten_strings(markup.article.get("url")), *flatten_strings(own)]
    base = next((url for url in said if url and split_web_url(url)), None)
    urls = (join_url(base, url) for url in said if url and base)
    return next((url for url in urls if (parts := split_web_url(url)) and (parts.path.strip("/") or parts.query)), None)


def split_web_url(url: str) -> Any:
    """The parts of a web address; None for any other text."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.hostname else None


def _site(markup: Markup) -> str | None:
    """The name of the site, else of its publisher, which can have several sites."""
    publisher = markup.article.get("publisher")
    publisher = markup.nodes.get(str(publisher.get("@id")), publisher) if isinstance(publisher, dict) else {}
    return markup.first("og:site_name") or next(flatten_strings(publisher.get("name")), None)


def _section(markup: Markup) -> str | None:
    return next(
        iter([*flatten_strings(markup.article.get("articleSection")), *markup.meta.get("article:section", ())]), None
    )


def _is_paywalled(markup: Markup) -> bool | None:
    free = markup.article.get("isAccessibleForFree")
    if isinstance(free, str):
        free = {"true": True, "false": False}.get(free.strip().lower())
    if isinstance(free, bool):
        return not free
    tier = (markup.first("article:content_tier") or "").lower()
    return {"free": False, "metered": True, "locked": True}.get(tier)


def add_wire_credit(draft: Draft, agencies: dict[str, str]) -> Draft:
    """The draft with the agency in its byline or dateline ("KYIV, May 3 (Reuters) - …").

    `agencies` has the name of an agency by each of its forms.
    """
    byline = next((agencies[name] for name in draft.authors if name in agencies), None)
    # Only in the first line: "(AP)" in a later paragraph credits a photograph.
    dateline = re.search(r"\A[^\n]{0,100}?\(([^()\n]{2,40})\)\s*[-–—]", draft.text or "")
    return replace(draft, wire_credit=byline or (agencies.get(dateline[1]) if dateline else None))
