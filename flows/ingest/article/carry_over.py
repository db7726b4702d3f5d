"""What an article keeps of what is known of it, where a newer record or capture says less."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from flows.ingest.article.build import record_hash

Row = dict[str, Any]

CARRIED_FIELDS = ("title", "authors", "published_at", "published_from")
"""What a listing says of a page stands there only as long as the article is listed."""

# Where a date of publication was found, the least sure first; every other place is the article's own statement.
_SURENESS = {"page": 1, "feed updated": 2, "feed": 3, "sitemap": 3}
_STATED = 4


def carry_over(row: Row, known: Row) -> Row:
    """The row of an article, with the title, the authors and the date that were `known` before where it has none, or
    has a date of a less sure place. `known` has the fields `CARRIED_FIELDS`, or nothing."""
    kept = {name: known[name] for name in ("title", "authors") if known.get(name) and not row[name]}
    if known.get("published_at") and _sureness(row) < _sureness(known):
        at = known["published_at"].astimezone(UTC)
        kept |= {"published_at": at, "published_on": at.date(), "published_from": known["published_from"]}
    if not kept:
        return row
    row = {**row, **kept}
    return {**row, "record_hash": record_hash(row)}


def _sureness(row: Row) -> int:
    if row["published_at"] is None:
        return 0
    place = (row["published_from"] or "").partition(" (")[0]
    return _SURENESS.get(place, _STATED)
