"""What earlier nights know of addresses, as far as it still holds, and what listings said when they were last read."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from flows.ingest.fetch.fetch_log import CacheEntry
from flows.records import digest

_STAMP = "%Y-%m-%dT%H:%M:%SZ"


class HttpCache:
    """What the last published night knows of each address (`seen`), and a folder of what it is worth.

    `rules` is a digest by source of all that its articles depend on beside their pages. Where it changed, its pages are
    asked for whole: an answer of 304 would leave their articles as the old rules made them.
    """

    def __init__(self, seen: Mapping[str, CacheEntry], folder: Path, rules: Mapping[str, str], now: datetime) -> None:
        self._seen = seen
        self._listings = folder / "listings"
        self._since = _rules_since(folder / "rules.json", rules, now.strftime(_STAMP))

    def seen(self, url: str, source: str = "") -> CacheEntry | None:
        """What is known of an address, if the rules of the source that asks for it are still the same."""
        seen = self._seen.get(url)
        return seen if seen is not None and seen.fetched_at >= self._since.get(source, "") else None

    def has_answered(self, url: str) -> bool:
        """Whether an earlier night got an answer from an address."""
        return url in self._seen

    def store_listing(self, url: str, digest_payload: str, body: bytes) -> None:
        """Keep what a feed or sitemap lists, for the night that is told that it did not change."""
        self._listings.mkdir(parents=True, exist_ok=True)
        self._path(url).write_bytes(gzip.compress(digest_payload.encode() + b"\n" + body, mtime=0))

    def listing(self, url: str) -> bytes | None:
        """The feed or sitemap as it was when it was last seen; None where another one, or none, is kept."""
        seen = self._seen.get(url)
        try:
            kept_digest, _, body = gzip.decompress(self._path(url).read_bytes()).partition(b"\n")
        except (OSError, EOFError, zlib.error):
            # Never kept, or cut short: it is asked for whole.
            return None
        return body if seen is not None and seen.digest == kept_digest.decode("ascii", "replace") else None

    def _path(self, url: str) -> Path:
        return self._listings / f"{digest('listing', url)}.gz"


def _rules_since(file: Path, rules: Mapping[str, str], now: str) -> dict[str, str]:
    """By source, since when its rules are what they are; kept in `file`."""
    try:
        kept = json.loads(file.read_text("utf-8"))
        known = {name: (str(one["rules"]), str(one["since"])) for name, one in kept.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        known = {}
    since = {name: known[name][1] if name in known and known[name][0] == one else now for name, one in rules.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = {name: {"rules": rule, "since": at} for name, (rule, at) in known.items()}
    whole |= {name: {"rules": rules[name], "since": at} for name, at in since.items()}
    file.write_text(json.dumps(whole, indent=1, sort_keys=True), "utf-8")
    return since
