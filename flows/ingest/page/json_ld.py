"""Reads JSON-LD as it is found: wrapped in comments, escaped for HTML, several objects in a script, broken JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from lxml.html import HtmlElement

Node = Mapping[str, Any]

# Properties that hold the page's own article. Lists of other articles (itemListElement, hasPart) are not entered.
_NESTING = ("@graph", "mainEntity", "mainEntityOfPage")
# Scripts about an article have at most a few hundred KiB and few levels.
_SCRIPT_CHARS = 2_000_000
_REPAIRED_CHARS = 300_000
_MAX_DEPTH = 8
_MAX_OBJECTS = 50
_WRAPPED = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)"
    r"|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*\Z"
)
_COMMENT = re.compile(r"\A(?:\s*(?:/\*.*?\*/|//[^\n]*\n|<!--.*?-->))+", re.DOTALL)
_ESCAPED = re.compile(r"\A\s*[\[{]\s*&(?:quot|#34|#x22);", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;]*")


def read_json_ld(script: HtmlElement) -> Iterator[Node]:
    """The objects in a script with JSON-LD; nothing for any other script."""
    if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
        return
    text = _COMMENT.sub("", _WRAPPED.sub("", script.text or "")).strip()
    if not text or len(text) > _SCRIPT_CHARS:
        return
    if _ESCAPED.match(text):
        text = unescape(text)
    for value in _parse(text):
        yield from _flatten(value, 0)


def _parse(text: str) -> list[object]:
    """The values in a script, one behind the other; repaired if they are not valid JSON."""
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    at = 0
    try:
        while at < len(text) and len(values) < _MAX_OBJECTS:
            value, end = decoder.raw_decode(text, at)
            values.append(value)
            gap = _BETWEEN.match(text, end)
            at = gap.end() if gap else end
    except (ValueError, RecursionError):
        return values or _repair(text)
    return values


def _repair(text: str) -> list[object]:
    from json_repair import repair_json

    if len(text) > _REPAIRED_CHARS or text[0] not in "[{":
        return []
    try:
        value = repair_json(text, return_objects=True, skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, TypeError, AttributeError):
        return []
    return [value] if isinstance(value, dict | list) else []


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
