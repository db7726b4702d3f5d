"""The articles of a listing, and the choice of its reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.ingest.listings.entry import NO_ENTRY, ListingEntry
from flows.ingest.listings.sniff import ContentKind, gunzip, is_json_feed, is_url_list, sniff_kind
from flows.ingest.units import Refused


@dataclass(frozen=True)
class Item:
    """A listed article. `link` is its address, None if the item has none. `content` is its text as HTML, whole or
    not. `changed_at` is when the listing says that it changed last."""

    link: str | None
    listed: ListingEntry = NO_ENTRY
    content: str | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Listing:
    """The items of the listing at `url`, in its order. `indexes`: addresses of further listings."""

    url: str
    items: tuple[Item, ...]
    indexes: tuple[str, ...] = ()


def read_listing(body: bytes, kind: ContentKind, url: str, charset: str | None = None) -> Listing:
    """The listing in `body`, which was fetched from `url`. `charset` is the one in the HTTP header.

    The content decides how it is read: some sites publish a feed as their sitemap. `kind` is what was expected.

    Raises:
        Refused: `broken_feed` or `broken_sitemap`, if nothing can be read from it.
    """
    from flows.ingest.listings.feeds import read_feed, read_json_feed
    from flows.ingest.listings.sitemaps import read_sitemap, read_url_list

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
