"""Reads a page's statements about its article beside headline and body: authors, times, address, section, access."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from flows.ingest.article.draft import Draft
from flows.ingest.authors.byline import prefer_persons
from flows.ingest.authors.vocabulary import find_agency
from flows.ingest.dates.moment import Context
from flows.ingest.dates.parse import parse_time, parse_with_provenance
from flows.ingest.page.authors import find_authors
from flows.ingest.page.markup import Markup, flatten_strings
from flows.ingest.text.language import parse_language
from flows.ingest.urls.canonical import identifies_article
from flows.ingest.urls.identity import country_of
from flows.ingest.urls.normalise import join_url

_PUBLISHED_META = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "dcterms.date", "dc.date", "date", "pubdate", "publish-date",
    "published-date", "publication_date", "cxenseparse:recs:publishtime", "article.published",
    "citation_publication_date",
)  # fmt: skip
_DATELINE = re.compile(r"\A[^\n]{0,100}?\(([^()\n]{2,40})\)\s*[-–—]")
_MODIFIED_META = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified")


def read_metadata(tree: HtmlElement, markup: Markup, url: str | None = None) -> Draft:
    """The statements of the page at `url` as a draft without text, title and language."""
    canonical_url = _canonical(tree, markup, url)
    context = Context(country_of(url) or country_of(canonical_url), parse_language(tree.get("lang")))
    published_at, published_from = _published(tree, markup, context)
    named = find_authors(tree, markup, _outlets(markup))
    return Draft(
        authors=prefer_persons(named),
        wire_credit=next((agency for name, _ in named if (agency := find_agency(name))), None),
        site=_site(markup),
        canonical_url=canonical_url,
        published_at=published_at,
        published_from=published_from,
        modified_at=_modified(markup, published_at, context),
        section=_section(markup),
        is_paywalled=_is_paywalled(markup),
    )


def _published(tree: HtmlElement, markup: Markup, context: Context) -> tuple[datetime | None, str | None]:
    """The time of publication and its provenance, from the most reliable place that has one."""
    stated: list[tuple[str, str]] = [("json-ld", text) for text in flatten_strings(markup.article.get("datePublished"))]
    stated += [(f"meta {name}", text) for name in _PUBLISHED_META for text in markup.meta.get(name, ())]
    stated += [("time", text) for text in _times(tree)]
    stated += [("json-ld", text) for text in flatten_strings(markup.article.get("dateCreated"))]
    found = (parse_with_provenance(text, place, context) for place, text in stated)
    return next((moment for moment in found if moment), (None, None))


def _times(tree: HtmlElement) -> Iterator[str]:
    """The times in elements that are marked as the time of publication, in any tag."""
    for element in tree.xpath(".//*[@itemprop='datePublished' or @pubdate]"):
        if element.tag != "meta":
            yield element.get("datetime") or element.get("content") or element.text_content().strip()


def _modified(markup: Markup, published_at: datetime | None, context: Context) -> datetime | None:
    """The time of the last change. A time before publication belongs to the editing and is ignored."""
    stated = [
        *flatten_strings(markup.article.get("dateModified")),
        *(text for name in _MODIFIED_META for text in markup.meta.get(name, ())),
    ]
    moment = next((m for text in stated if (m := parse_time(text, context)) is not None), None)
    return moment.at if moment and (published_at is None or moment.at >= published_at) else None


def _canonical(tree: HtmlElement, markup: Markup, url: str | None) -> str | None:
    """The address that the page states as its own, unless it cannot be that of an article."""
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    own = markup.article.get("mainEntityOfPage")
    own = own.get("@id") or own.get("url") if isinstance(own, dict) else own
    stated = [*links, markup.first("og:url"), *flatten_strings(markup.article.get("url")), *flatten_strings(own)]
    base = next((one for one in (url, *stated) if one and split_web_url(one)), None)
    urls = (join_url(base, one) for one in stated if one and base)
    return next((one for one in urls if split_web_url(one) and identifies_article(one, url)), None)


def split_web_url(url: str) -> Any:
    """The parts of a web address; None for any other text."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.hostname else None


def _publisher_name(markup: Markup) -> str | None:
    publisher = markup.article.get("publisher")
    publisher = markup.nodes.get(str(publisher.get("@id")), publisher) if isinstance(publisher, dict) else {}
    return next(flatten_strings(publisher.get("name")), None)


def _site(markup: Markup) -> str | None:
    """The name of the site, else of its publisher, which can have several sites."""
    return markup.first("og:site_name") or _publisher_name(markup)


def _outlets(markup: Markup) -> frozenset[str]:
    """The names of the site and its publisher in lower case: an author of this name is no person."""
    names = (markup.first("og:site_name"), markup.first("application-name"), _publisher_name(markup))
    return frozenset(name.lower() for name in names if name)


def _section(markup: Markup) -> str | None:
    sections = [*flatten_strings(markup.article.get("articleSection")), *markup.meta.get("article:section", ())]
    return next(iter(sections), None)


def _is_paywalled(markup: Markup) -> bool | None:
    free = markup.article.get("isAccessibleForFree")
    if isinstance(free, str):
        free = {"true": True, "false": False}.get(free.strip().lower())
    if isinstance(free, bool):
        return not free
    tier = (markup.first("article:content_tier") or "").lower()
    return {"free": False, "metered": True, "locked": True}.get(tier)


def add_wire_credit(draft: Draft) -> Draft:
    """The draft with the agency in its byline, in its feed, or in its dateline ("KYIV, May 3 (Reuters) - …")."""
    byline = draft.wire_credit or next((agency for name in draft.authors if (agency := find_agency(name))), None)
    # Only in the first line: "(AP)" in a later paragraph credits a photograph.
    dateline = _DATELINE.search(draft.text or "")
    return replace(draft, wire_credit=byline or (find_agency(dateline[1]) if dateline else None))
