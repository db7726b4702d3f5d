"""Chooses the articles that are extracted again: those whose extractor has been out of use for the longest time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from flows.load.database import open_published
from flows.records import ARTICLES

# An article that today's extractor already refused would be refused again, and others would never have their turn.
_OLDEST = """
    with refused as (
        select article_id
        from ops.quarantine
        join ops.runs using (run_id)
        where runs.extractor = $extractor and table_name = 'articles' and article_id is not null
    )

    select articles.*
    from main.articles
    where extractor <> $extractor and article_id not in (from refused) and article_id not in (select unnest($known))
    order by min(loaded_at) over (partition by extractor), loaded_at, article_id
    limit $count
"""


def find_oldest(published: Path, extractor: str, count: int, known: Iterable[str] = ()) -> pl.DataFrame:
    """At most `count` articles as `records.ARTICLES`, the ones with the oldest extractor first.

    Articles of `extractor` itself, those that it refused, and the `known` ones are left out.
    """
    if not count or not published.exists():
        return ARTICLES.to_frame()
    parameters = {"extractor": extractor, "count": count, "known": list(known)}
    with open_published(published) as connection:
        found: pl.DataFrame = connection.sql(_OLDEST, params=parameters).pl()
    return found.select(pl.col(name).cast(kind) for name, kind in ARTICLES.items())


def write_shards(articles: pl.DataFrame, folder: Path, words: int) -> tuple[Path, ...]:
    """Write the articles as shards of some `words`. Their names sort behind those of a night's own shards."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    numbered = articles.with_columns(shard=(pl.col("word_count").cum_sum() - 1).clip(0) // words)
    for shard in numbered.partition_by("shard", maintain_order=True, include_key=False):
        files.append(folder / f"articles-r{len(files):06d}.parquet")
        shard.write_parquet(files[-1])
    return tuple(files)
