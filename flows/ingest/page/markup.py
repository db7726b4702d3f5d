"""Reads the metadata of a page: its article in JSON-LD, and its `<meta>` values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement

Node = Mapping[str, Any]

# The endings of schema.org's article types: NewsArticle, ReportageNewsArticle, LiveBlogPosting, BlogPosting …
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report)\Z")
# Properties that hold the page's own article. Lists of other articles (itemListElement, hasPart) are not entered.
_NESTING = ("@graph", "mainEntity", "mainEntityOfPage")
# Scripts about an article have at most a few hundred KiB and few levels.
_SCRIPT_CHARS = 2_000_000
_MAX_DEPTH = 8
_WRAPPED = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*\Z")


@dataclass(frozen=True)
class Markup:
    """The metadata of a page.

    `article` merges the page's JSON-LD articles (the first statement wins); `nodes` has all JSON-LD objects by `@id`;
    `meta` has the contents of the `<meta>` elements by lower-case name or property, in order.
    """

    article: Node
    nodes: Mapping[str, Node]
    meta: Mapping[str, list[str]]

    def first(self, *names: str) -> str | None:
        """The first content among the `<meta>` elements of these names, in the order of the names."""
        return next((value for name in names for value in self.meta.get(name, ())), None)


def read_markup(tree: HtmlElement) -> Markup:
    """The metadata of a page. Broken scripts are ignored, as browsers do."""
    nodes = [node for script in tree.iterfind(".//script[@type]") for node in _nodes(script)]
    merged: dict[str, Any] = {}
    for node in nodes:
        if is_article(node):
            merged = {**{key: value for key, value in node.items() if value not in (None, "", [], {})}, **merged}
    return Markup(merged, {str(node["@id"]): node for node in reversed(nodes) if "@id" in node}, _meta(tree))


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


def _nodes(script: HtmlElement) -> Iterator[Node]:
    if (script.get("type") or "").strip().lower() != "application/ld+json":
        return
    text = _WRAPPED.sub("", script.text or "")
    if not text or len(text) > _SCRIPT_CHARS:
        return
    try:
        yield from _flatten(json.loads(text, strict=False), 0)
    except (ValueError, RecursionError):
        return


def _flatten(value: object, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _NESTING:
            yield from _flatten(value.get(key), depth + 1)


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join(unescape(element.get("content") or "").split())
        for name in {element.get(key, "").strip().lower() for key in ("property", "name", "itemprop")} - {""}:
            if content:
                found.setdefault(name, []).append(content)
    return found
