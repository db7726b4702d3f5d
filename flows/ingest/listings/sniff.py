"""What an answer is by its first bytes, whatever its server calls it."""

from __future__ import annotations

import gzip
import io
import re
import zlib

from flows.ingest.units import Refused
from flows.settings import MIB

_UNPACKED_BYTES = 64 * MIB
_HEAD_BYTES = 4096
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_GZIP = b"\x1f\x8b"


def sniff_kind(body: bytes) -> str:
    """`feed`, `sitemap` or `page`."""
    head = gunzip(body)[:_HEAD_BYTES]
    return "feed" if _FEED.search(head) else "sitemap" if _SITEMAP.search(head) else "page"


def gunzip(body: bytes) -> bytes:
    """Sitemaps are often gzip files, whatever their server says of them."""
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
