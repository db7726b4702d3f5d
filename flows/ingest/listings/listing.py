"""Chooses the reader of a listing: feed, sitemap or list of addresses."""

from __future__ import annotations

from flows.ingest.listings.feeds import read_feed, read_json_feed
from flows.ingest.listings.items import Listing
from flows.ingest.listings.sitemaps import read_sitemap, read_url_list
from flows.ingest.listings.sniff import ContentKind, gunzip, is_json_feed, is_url_list, sniff_kind
from flows.ingest.units import Refused


def read_listing(body: bytes, kind: ContentKind, url: str, charset: str | None = None) -> Listing:
    """The listing in `body`, which was fetched from `url`. `charset` is the one in the HTTP header.

    The content decides how it is read: some sites publish a feed as their sitemap. `kind` is what was expected.

    Raises:
        Refused: `broken_feed` or `broken_sitemap`, if nothing can be read from it.
    """
    body = gunzip(body)
    rule = f"broken_{kind.value}"
    if is_json_feed(body):
        return read_json_feed(body, url)
    if is_url_list(body):
        return read_url_list(body, url)
    found = sniff_kind(body)
    if found is ContentKind.FEED or (found is ContentKind.PAGE and kind is ContentKind.FEED):
        return read_feed(body, url, charset, rule)
    if found is ContentKind.SITEMAP or kind is ContentKind.SITEMAP:
        return read_sitemap(body, url, charset, rule)
    raise Refused(rule, "not a listing", repr(body[:1000]))
