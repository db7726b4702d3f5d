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
_HEAD_BYTES = 4096
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_GZIP = b"\x1f\x8b"


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
    """The kind of an answer."""
    head = gunzip(body)[:_HEAD_BYTES]
    if _FEED.search(head):
        return ContentKind.FEED
    return ContentKind.SITEMAP if _SITEMAP.search(head) else ContentKind.PAGE


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
