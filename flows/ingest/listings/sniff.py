"""Detects feeds, sitemaps and pages by their first bytes, whatever the server calls them."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from enum import StrEnum

from flows.ingest.units import Refused
from flows.settings import MIB

_UNPACKED_BYTES = 64 * MIB
_HEAD_BYTES = 16 * 1024
_GZIP = b"\x1f\x8b"
# Everything that may precede the root element.
_PROLOG = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(rb"<(?:([\w.-]+):)?([\w.-]+)")
_FEED_ROOTS = frozenset({b"rss", b"feed", b"rdf"})
_SITEMAP_ROOTS = frozenset({b"urlset", b"sitemapindex"})
# Warnings of PHP and the like precede the document. In a page they would be part of it.
_LATE_FEED = re.compile(
    rb"<\?xml[^>]*>\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL | re.IGNORECASE
)
_JSON_FEED = re.compile(rb"\{.{0,2000}?\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org", re.DOTALL)
_URL_LINE = re.compile(rb"https?://[^\s<>\"]{1,2048}\s*\Z")
_SHOWN_LINES = 5


class ContentKind(StrEnum):
    """What an address leads to: a list of articles, or one article."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"

    @property
    def is_listing(self) -> bool:
        """Whether it lists articles."""
        return self is not ContentKind.PAGE


def sniff_kind(body: bytes) -> ContentKind:
    """The kind of an answer, by its root element; JSON Feed and lists of addresses by their form."""
    head = _without_prolog(gunzip(body)[:_HEAD_BYTES])
    root = _ROOT.match(head)
    name = root[2].lower() if root else b""
    if name in _FEED_ROOTS or _JSON_FEED.match(head):
        return ContentKind.FEED
    if name in _SITEMAP_ROOTS or _is_url_list(head):
        return ContentKind.SITEMAP
    is_page = name in (b"html", b"head", b"body")
    return ContentKind.FEED if not is_page and _LATE_FEED.search(head) else ContentKind.PAGE


def is_json_feed(body: bytes) -> bool:
    """Whether a body is a JSON Feed."""
    return _JSON_FEED.match(_without_prolog(body[:_HEAD_BYTES])) is not None


def is_url_list(body: bytes) -> bool:
    """Whether a body is a sitemap in text: one address per line."""
    return _is_url_list(_without_prolog(body[:_HEAD_BYTES]))


def gunzip(body: bytes) -> bytes:
    """The body, unpacked if it is a gzip file. Sitemaps often are, whatever their server says."""
    if not body.startswith(_GZIP):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as file:
            unpacked = file.read(_UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Refused("broken_sitemap", f"not a readable gzip file: {error}") from None
    if len(unpacked) > _UNPACKED_BYTES:
        raise Refused("too_large", f"over {_UNPACKED_BYTES // MIB} MiB unpacked")
    return unpacked


def _without_prolog(head: bytes) -> bytes:
    head = head.removeprefix(b"\xef\xbb\xbf")
    if b"\x00" in head[:4]:
        # UTF-16: the names of elements are ASCII.
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    at = 0
    while match := _PROLOG.match(head, at):
        at = match.end()
    return head[at:]


def _is_url_list(head: bytes) -> bool:
    lines = [line for line in head.splitlines() if line.strip()][:_SHOWN_LINES]
    return bool(lines) and all(_URL_LINE.match(line) for line in lines[: max(1, len(lines) - 1)])
