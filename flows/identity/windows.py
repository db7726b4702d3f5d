"""Windows of days: articles of one story are compared within them, and a change reaches no further than its windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from flows.records import UTC

WINDOW_DAYS = 4
"""Days between two articles of one story that are tied directly; a story as a whole may last longer."""
AT_ONCE = 10_000
"""Articles, each once a window, whose terms are read at once, so that little memory groups any number."""

PLACED = pl.Schema({"article_id": pl.String(), "published_at": UTC, "story_id": pl.String()})
"""One row per article with its story."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The articles that get their story anew (article_id), and those that count for how rare a term
    is (article_id, published_at)."""

    regrouped: pl.DataFrame
    counted: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Batch:
    """Some windows in a row, and their articles (article_id)."""

    windows: list[int]
    articles: pl.DataFrame


def find_reach(articles: pl.DataFrame, changed: pl.DataFrame) -> Reach:
    """What a change of some articles can reach: their windows, and the stories that they or these were in.

    `articles`: `PLACED` of all articles, with the story that each had before; `changed`: the same of the articles that
    came, went or changed, as they were and as they are.
    """
    near = _in_windows(articles, changed)
    seeds = pl.concat([changed, near])
    stories = seeds.select("story_id").drop_nulls().unique()
    members = articles.join(stories, on="story_id", how="semi")
    regrouped = articles.join(pl.concat([seeds, members]).select("article_id").unique(), on="article_id", how="semi")
    return Reach(regrouped.select("article_id"), _in_windows(articles, regrouped).select("article_id", "published_at"))


def batch_windows(articles: pl.DataFrame) -> Iterator[Batch]:
    """The windows of articles (article_id, published_at), as many at once as have `AT_ONCE` articles, or one."""
    spread = spread_articles(articles).select("window", "article_id")
    sizes = spread.group_by("window").len().sort("window")
    numbered = sizes.with_columns(batch=(pl.col("len").cum_sum() - pl.col("len")) // AT_ONCE)
    for batch in numbered.partition_by("batch"):
        members = spread.join(batch.select("window"), on="window", how="semi")
        yield Batch(batch["window"].to_list(), members.select("article_id").unique())


def _in_windows(articles: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """The articles that share a window with one of the others; undated ones share none."""
    windows = spread_articles(others).select("window").unique()
    return articles.join(spread_articles(articles).join(windows, on="window", how="semi"), on="article_id", how="semi")


def spread_articles(articles: pl.DataFrame) -> pl.DataFrame:
    """Dated articles with their `day`, once for each of the two windows that they belong to."""
    dated = articles.filter(pl.col("published_at").is_not_null()).with_columns(day=pl.col("published_at").dt.epoch("d"))
    window = pl.col("day") // WINDOW_DAYS
    return pl.concat([dated.with_columns(window=window + step) for step in (0, 1)])
