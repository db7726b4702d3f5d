"""The frames that identity takes and gives. A unit is one identity within one article: a chain of mentions."""

from __future__ import annotations

import polars as pl

from flows.records import UTC

UNITS = pl.Schema(
    {
        "article_id": pl.String(),
        "chain_id": pl.String(),
        "base": pl.String(),
        "is_person": pl.Boolean(),
        "name": pl.String(),
        "label": pl.String(),
        "gender": pl.String(),
        "is_listed": pl.Boolean(),
        "mention_count": pl.Int32(),
        "published_at": UTC,
    }
)
"""One row per article and chain. `base`: the folded words of its fullest name; `gender` is '' where nothing tells."""

DEFINITIONS = pl.Schema(
    {"article_id": pl.String(), "short": pl.String(), "long": pl.String(), "is_acronym": pl.Boolean()}
)
"""One row per short name that an article has beside the long one; both as `UNITS.base`."""

CHAINS = pl.Schema({"mention_id": pl.String(), "chain_id": pl.String()})
"""The chain of each mention that has one."""

RESOLVED = pl.Schema(
    {
        "article_id": pl.String(),
        "chain_id": pl.String(),
        "entity_id": pl.String(),
        "name": pl.String(),
        "label": pl.String(),
        "reason": pl.String(),
        "score": pl.Float64(),
    }
)
"""The entity of each unit, with its name and label, and why the unit belongs to it."""
