"""Reads the metadata of a page: the article in its JSON-LD, and its `<meta>` values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from flows.ingest.page.json_ld import Node, read_json_ld
from flows.ingest.urls.identity import identity_url

# The endings of schema.org's article types: NewsArticle, ReportageNewsArticle, LiveBlogPosting, BlogPosting …
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report)\Z")
_WORD = re.compile(r"\w+")
_HEADLINE_WORDS = 3
_SCHEME = re.compile(r"\Ahttps?://(?:www\.)?")


@dataclass(frozen=True)
class Markup:
    """The metadata of a page.

    `article` merges the JSON-LD articles about this page (the best match wins); `nodes` has all JSON-LD objects by
    `@id`; `meta` has the contents of the `<meta>` elements by lower-case name or property, in order.
    """

    article: Node
    nodes: Mapping[str, Node]
    meta: Mapping[str, list[str]]

    def first(self, *names: str) -> str | None:
        """The first content among the `<meta>` elements of these names, in the order of the names."""
        return next((value for name in names for value in self.meta.get(name, ())), None)


def read_markup(tree: HtmlElement, url: str | None = None) -> Markup:
    """The metadata of the page at `url`. Broken scripts are repaired as far as possible."""
    nodes = [node for script in tree.iterfind(".//script[@type]") for node in read_json_ld(script)]
    meta = _meta(tree)
    articles = [node for node in nodes if is_article(node)]
    merged: dict[str, Any] = {}
    for node in _about_page(articles, tree, meta, url) if len(articles) > 1 else articles:
        merged = {**{key: value for key, value in node.items() if value not in (None, "", [], {})}, **merged}
    return Markup(merged, {str(node["@id"]): node for node in reversed(nodes) if "@id" in node}, meta)


def is_article(node: Node) -> bool:
    """Whether a JSON-LD object has one of schema.org's article types."""
    types = node.get("@type")
    return any(_ARTICLE_TYPE.search(str(kind)) for kind in (types if isinstance(types, list) else [types]))


def flatten_strings(value: object) -> Iterator[str]:
    """The texts in a JSON-LD value, with entities resolved: publishers escape them for HTML."""
    if isinstance(value, list):
        for item in value:
            yield from flatten_strings(item)
    elif isinstance(value, str) and (text := " ".join(unescape(unescape(value)).split())):
        yield text


def _about_page(
    articles: Sequence[Node], tree: HtmlElement, meta: Mapping[str, list[str]], url: str | None
) -> list[Node]:
    """The articles that can be about this page, the best match first; related articles are left out.

    An article matches by its address or its headline. One that contradicts the page in either, and matches in neither,
    is a related one. If all contradict, the first is taken.
    """
    urls = _own_urls(tree, meta, url)
    titles = _own_titles(tree, meta)
    scored = [(_score_url(node, urls) + _score_headline(node, titles), node) for node in articles]
    best = max(score for score, _ in scored)
    if best < 0:
        return list(articles[:1])
    return [node for score, node in sorted(scored, key=lambda pair: -pair[0]) if score >= 0]


def _own_urls(tree: HtmlElement, meta: Mapping[str, list[str]], url: str | None) -> set[str]:
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return {key for one in (url, *links, *meta.get("og:url", ())) if one and (key := _url_key(one))}


def _own_titles(tree: HtmlElement, meta: Mapping[str, list[str]]) -> list[list[str]]:
    printed = (element.text_content() for element in tree.iter("title", "h1"))
    stated = (text for name in ("og:title", "twitter:title") for text in meta.get(name, ()))
    return [_words(text) for text in (*printed, *stated) if text]


def _score_url(node: Node, urls: set[str]) -> int:
    page = node.get("mainEntityOfPage")
    page = [page.get("@id"), page.get("url")] if isinstance(page, dict) else [page]
    stated = {_url_key(text) for text in flatten_strings([node.get("url"), node.get("@id"), *page]) if "://" in text}
    if not stated or not urls:
        return 0
    return 4 if stated & urls else -3


def _score_headline(node: Node, titles: Sequence[list[str]]) -> int:
    stated = next((_words(text) for text in flatten_strings([node.get("headline"), node.get("name")])), [])
    if len("".join(stated)) < _HEADLINE_WORDS or not titles:
        return 0
    return (
        2 if any(title[: len(stated)] == stated or stated[: len(title)] == title for title in titles if title) else -2
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _url_key(url: str) -> str:
    return _SCHEME.sub("", identity_url(url.strip()) or "").partition("#")[0].rstrip("/")


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join(unescape(element.get("content") or "").split())
        for name in {element.get(key, "").strip().lower() for key in ("property", "name", "itemprop")} - {""}:
            if content:
                found.setdefault(name, []).append(content)
    return found
