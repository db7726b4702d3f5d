"""Fields that an article keeps from earlier nights when a newer record or capture says less."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from flows.ingest.article.build import record_hash

Row = dict[str, Any]

CARRIED_FIELDS = ("title", "authors", "published_at", "published_from")
"""A feed states these only as long as it lists the article."""

# Certainty of a date by where it was found, the least certain first. Any other place is the article's own statement.
_CERTAINTY = {"page": 1, "feed updated": 2, "feed": 3, "sitemap": 3}
_STATED = 4


def carry_over(row: Row, known: Row) -> Row:
    """The row, with the `known` title, authors or date where it has none, or has a less certain date.

    `known` has the fields `CARRIED_FIELDS`, or is empty.
    """
    kept = {name: known[name] for name in ("title", "authors") if known.get(name) and not row[name]}
    if known.get("published_at") and _certainty(row) < _certainty(known):
        at = known["published_at"].astimezone(UTC)
        kept |= {"published_at": at, "published_on": at.date(), "published_from": known["published_from"]}
    if not kept:
        return row
    row = {**row, **kept}
    return {**row, "record_hash": record_hash(row)}


def _certainty(row: Row) -> int:
    if row["published_at"] is None:
        return 0
    place = (row["published_from"] or "").partition(" (")[0]
    return _CERTAINTY.get(place, _STATED)
