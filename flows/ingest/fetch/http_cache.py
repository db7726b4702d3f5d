"""Earlier answers of addresses: validators for conditional requests, and the bodies of feeds and sitemaps."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from flows.records import digest

_RULES = "rules.json"
_STAMP = "%Y-%m-%dT%H:%M:%SZ"

CACHE_COLUMNS = ("url", "etag", "last_modified", "digest", "fetched_at")
"""Columns of the frame with the last answer of each address."""


@dataclass(frozen=True)
class CacheEntry:
    """The last answer of an address in a published night. `fetched_at` is as in WARC: 2026-11-22T02:00:00Z."""

    etag: str | None
    last_modified: str | None
    digest: str | None
    fetched_at: str

    @property
    def conditions(self) -> dict[str, str]:
        """The headers of a conditional request."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


def index_by_url(fetches: pl.DataFrame) -> dict[str, CacheEntry]:
    """The cache entry of each address, from a frame with the columns `CACHE_COLUMNS`."""
    return {url: CacheEntry(*rest) for url, *rest in fetches.select(CACHE_COLUMNS).iter_rows()}


class HttpCache:
    """The entry of each address, and a folder with the bodies of listings.

    `rules` has by source a digest of everything beside a page that its article depends on. When it changes, the
    source's entries become invalid: an answer 304 would leave its articles as the old rules made them.
    """

    def __init__(
        self, entries: Mapping[str, CacheEntry], folder: Path, rules: Mapping[str, str], now: datetime
    ) -> None:
        self._entries = entries
        self._listings = folder / "listings"
        self._valid_since = _update_rules(folder, rules, now.strftime(_STAMP))

    def entry(self, url: str, source: str = "") -> CacheEntry | None:
        """The entry of an address, if the rules of `source` have not changed since."""
        entry = self._entries.get(url)
        return entry if entry is not None and entry.fetched_at >= self._valid_since.get(source, "") else None

    def has_answered(self, url: str) -> bool:
        """Whether an address answered in an earlier night."""
        return url in self._entries

    def store_listing(self, url: str, payload_digest: str, body: bytes) -> None:
        """Keep a feed or sitemap for a night in which its server answers 304."""
        self._listings.mkdir(parents=True, exist_ok=True)
        self._path(url).write_bytes(gzip.compress(payload_digest.encode() + b"\n" + body, mtime=0))

    def load_listing(self, url: str) -> bytes | None:
        """The body of the last answer of a feed or sitemap; None if it was not kept."""
        entry = self._entries.get(url)
        try:
            kept_digest, _, body = gzip.decompress(self._path(url).read_bytes()).partition(b"\n")
        except (OSError, EOFError, zlib.error):
            # Never kept, or truncated: the listing is fetched whole.
            return None
        return body if entry is not None and entry.digest == kept_digest.decode("ascii", "replace") else None

    def _path(self, url: str) -> Path:
        return self._listings / f"{digest('listing', url)}.gz"


def read_rules(folder: Path) -> dict[str, tuple[str, str]]:
    """Source -> the digest of its rules and since when, as the last run left them; empty if they cannot be read."""
    try:
        kept = json.loads((folder / _RULES).read_text("utf-8"))
        return {name: (str(one["rules"]), str(one["since"])) for name, one in kept.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _update_rules(folder: Path, rules: Mapping[str, str], now: str) -> dict[str, str]:
    """Write the current rules into `folder`. Returns by source since when its rules have been the same."""
    known = read_rules(folder)
    since = {name: known[name][1] if name in known and known[name][0] == one else now for name, one in rules.items()}
    folder.mkdir(parents=True, exist_ok=True)
    whole = {name: {"rules": rule, "since": at} for name, (rule, at) in known.items()}
    whole |= {name: {"rules": rules[name], "since": at} for name, at in since.items()}
    (folder / _RULES).write_text(json.dumps(whole, indent=1, sort_keys=True), "utf-8")
    return since
