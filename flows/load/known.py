"""What the warehouse already knows, for the step that tells new articles from old ones."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from flows.load.database import open_published

KNOWN = pl.Schema(
    {
        "article_id": pl.String(),
        "version": pl.Int32(),
        "text_hash": pl.String(),
        "is_current": pl.Boolean(),
        "record_hash": pl.String(),
        "extractor": pl.String(),
    }
)


def known_versions(published: Path) -> pl.DataFrame:
    """One row per article and version in the published file, of columns `KNOWN`; none where nothing is published yet.

    `record_hash` and `extractor` are null but for the current version.
    """
    if not published.exists():
        return KNOWN.to_frame()
    with open_published(published) as connection:
        known: pl.DataFrame = connection.sql(
            """
            select
                versions.article_id, versions.version, versions.text_hash, seen_to is null as is_current,
                if(seen_to is null, record_hash, null) as record_hash, if(seen_to is null, extractor, null) as extractor
            from article_versions as versions
            join articles using (article_id)
            order by all
            """
        ).pl()
    return known


def published_run(published: Path) -> str | None:
    """The run that wrote the published file; None where nothing is published yet."""
    if not published.exists():
        return None
    with open_published(published) as connection:
        row = connection.execute("select value from ops.meta where key = 'run_id'").fetchone()
    return str(row[0]) if row else None
