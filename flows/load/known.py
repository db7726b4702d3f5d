"""What the warehouse already knows, for the step that tells new articles from old ones."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from flows.load.database import open_published
from flows.records import UTC

KNOWN = pl.Schema(
    {
        "article_id": pl.String(),
        "version": pl.Int32(),
        "text_hash": pl.String(),
        "is_current": pl.Boolean(),
        "record_hash": pl.String(),
        "extractor": pl.String(),
        "captured_at": UTC,
        "title": pl.String(),
        "authors": pl.List(pl.String()),
        "published_at": UTC,
        "published_from": pl.String(),
    }
)
"""`captured_at`: when the bytes that the article's address last answered with were first had; null for what was never
asked for. It and all from `record_hash` on are null but for the current version."""

_KNOWN = """
    with answers as (
        select
            url, fetched_at,
            digest is distinct from lag(digest) over (partition by url order by fetched_at) as is_new
        from ops.fetches join ops.runs using (run_id)
        where runs.status = 'published' and fetches.outcome in ('fetched', 'unchanged')
    ),

    captures as (select url, max(fetched_at) as captured_at from answers where is_new group by url)

    select versions.article_id, versions.version, versions.text_hash, true as is_current, record_hash, extractor,
        captured_at, title, authors, published_at, published_from
    from article_versions as versions
    join articles using (article_id)
    left join captures using (url)
    where seen_to is null
    union all by name
    select article_id, version, text_hash, false as is_current
    from article_versions
    where seen_to is not null
    order by all
"""


def known_versions(published: Path) -> pl.DataFrame:
    """One row per article and version in the published file, of columns `KNOWN`; none before the first night."""
    if not published.exists():
        return KNOWN.to_frame()
    with open_published(published) as connection:
        known: pl.DataFrame = connection.sql(_KNOWN).pl().cast(dict(KNOWN))
    return known


def published_run(published: Path) -> str | None:
    """The run that wrote the published file; None where nothing is published yet."""
    if not published.exists():
        return None
    with open_published(published) as connection:
        row = connection.execute("select value from ops.meta where key = 'run_id'").fetchone()
    return str(row[0]) if row else None
