"""The articles of a listing, as every reader returns them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.ingest.listings.entry import NO_ENTRY, ListingEntry


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
