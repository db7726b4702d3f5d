"""Canonical addresses that do not identify an article: templates that were not filled, indexes, sections."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Marks of templates and scripts that were not filled in.
_UNFILLED = re.compile(
    r"\{\{|\}\}|%7B%7B|%7D%7D|<%|%3C%25|\$\{|\[object|/(?:undefined|null|none|nan)/?\Z",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:(?:index|default|home|main)(?:\.\w{2,5})?/?)?\Z", re.IGNORECASE)
# A section is named by a word or three, or is the archive of a year, month or day.
_SECTION = re.compile(r"(?:[^\W\d]+(?:[-_][^\W\d]+){0,2}|\d{1,2}|(?:19|20)\d\d)(?:\.\w{2,5})?\Z")
# What sites put behind an article's address for another view of it.
_COPY = re.compile(
    r"(?:amp|print|full|all|single|mobile|m|story|embed|index|page)(?:[-.]\w+)?\Z|\d{1,2}\Z", re.IGNORECASE
)
_SLUG_WORDS = 3


def identifies_article(canonical: str, url: str | None) -> bool:
    """Whether a canonical address can be that of an article. `url` is the address of the page that states it.

    Templates without values, front pages and sections ("/news/" on the page "/news/ferry-sinks") cannot.
    """
    try:
        parts = urlsplit(canonical)
        own = urlsplit(url) if url else None
    except ValueError:
        return False
    if _UNFILLED.search(canonical):
        return False
    if not parts.query and not parts.fragment.startswith("!") and _INDEX.fullmatch(parts.path or "/"):
        return False
    return own is None or bool(parts.query) or not _is_section(_segments(parts.path), _segments(own.path))


def _is_section(canonical: list[str], url: list[str]) -> bool:
    """Whether the path `canonical` is that of a section, on a page with the path `url`."""
    if not canonical or not url or canonical == url or not _SECTION.match(canonical[-1]):
        return False
    if url[: len(canonical)] == canonical:
        return not _COPY.match(url[len(canonical)])
    return len(canonical) == 1 and _is_slug(url[-1]) and len(url) > 1


def _is_slug(segment: str) -> bool:
    return len(re.split(r"[-_]", segment)) > _SLUG_WORDS or any(c.isdigit() for c in segment)


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]
