"""Finds the text of an article in a page's scripts: JSON-LD's `articleBody`, and the data of Next.js and Nuxt."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lxml.html import HtmlElement

from flows.ingest.page.markup import Markup, flatten_strings
from flows.ingest.records.names import squeeze
from flows.ingest.text.fragments import fragment_to_text, is_fragment
from flows.ingest.text.words import count_words

_SCRIPT_CHARS = 4_000_000
_MAX_DEPTH = 20
_MAX_VALUES = 50_000
_IDS = frozenset({"__NEXT_DATA__", "__NUXT_DATA__"})
# The names under which frameworks keep the body of an article.
_BODIES = frozenset({"body", "content", "text", "html", "articlebody", "bodytext", "contenthtml", "bodyhtml",
                     "rendered", "fulltext", "story", "copy", "value", "paragraphs", "maincontent", "richtext",
                     "markup"})  # fmt: skip


def find_script_text(tree: HtmlElement, markup: Markup, least_words: int) -> str:
    """The text, with a blank line between paragraphs; empty if no script has one of at least `least_words`."""
    stated = next(iter(_strings(markup.article.get("articleBody"))), "")
    if count_words(stated) >= least_words:
        return _to_text(stated)
    texts = (text for script in _data_scripts(tree) for text in _bodies(script))
    return max((text for text in texts if count_words(text) >= least_words), key=len, default="")


def has_data_script(tree: HtmlElement) -> bool:
    """Whether a page has a script with the data of its framework."""
    return any(True for _ in _data_scripts(tree))


def _data_scripts(tree: HtmlElement) -> Iterator[HtmlElement]:
    return (script for script in tree.iter("script") if script.get("id") in _IDS)


def _strings(value: object) -> Iterator[str]:
    """The texts as they are, with their line ends; `flatten_strings` would put them on one line."""
    if isinstance(value, str):
        yield value
    else:
        yield from flatten_strings(value)


def _bodies(script: HtmlElement) -> Iterator[str]:
    text = script.text or ""
    if len(text) > _SCRIPT_CHARS:
        return
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from _walk(data)


def _walk(data: object) -> Iterator[str]:
    """The texts of the values called like a body: a text, or a list of blocks with texts."""
    stack: list[tuple[object, int]] = [(data, 0)]
    for _ in range(_MAX_VALUES):
        if not stack:
            return
        value, depth = stack.pop()
        if depth > _MAX_DEPTH:
            continue
        if isinstance(value, dict):
            for key, inner in value.items():
                if squeeze(key) in _BODIES and isinstance(inner, str | list):
                    yield _to_text(inner) if isinstance(inner, str) else "\n\n".join(_blocks(inner))
                stack.append((inner, depth + 1))
        elif isinstance(value, list):
            stack += [(inner, depth + 1) for inner in value]


def _blocks(items: list[object]) -> Iterator[str]:
    """The texts in a list of paragraphs or blocks."""
    for item in items:
        if isinstance(item, str):
            yield _to_text(item)
        elif isinstance(item, dict):
            texts = (value for key, value in item.items() if squeeze(key) in _BODIES and isinstance(value, str))
            if text := next(texts, ""):
                yield _to_text(text)


def _to_text(text: str) -> str:
    return fragment_to_text(text) if is_fragment(text) else text.strip()
