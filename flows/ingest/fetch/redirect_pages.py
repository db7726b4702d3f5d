"""Redirects that are no HTTP redirects: `<meta http-equiv="refresh">`, and answers with a site's front page."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

# A page with an article is longer, and refreshes itself rather than leading elsewhere.
_MAX_BYTES = 16 * 1024
_MAX_SECONDS = 30
_REFRESH = re.compile(
    rb"""<meta[^>]{0,200}?http-equiv\s*=\s*["']?\s*refresh["']?[^>]{0,500}?content\s*=\s*(["'])\s*(\d{1,3})(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?(.{1,2000}?)\s*\1""",
    re.IGNORECASE | re.DOTALL,
)
_FRONT = re.compile(r"/?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?\Z", re.IGNORECASE)


def refresh_target(body: bytes) -> str | None:
    """The address that a short page leads to by itself; None for any other page."""
    match = _REFRESH.search(body) if len(body) <= _MAX_BYTES else None
    if match is None or int(match[2]) > _MAX_SECONDS:
        return None
    return unescape(match[3].decode("utf-8", "replace")).strip(" '\"") or None


def leads_to_front_page(asked: str, answered: str) -> bool:
    """Whether the address of an article was redirected to the front page of a site."""
    return asked != answered and _is_front_page(answered) and not _is_front_page(asked)


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _FRONT.fullmatch(parts.path) is not None
