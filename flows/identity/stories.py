"""Stories: articles of a few days that copy each other, print the same statement or name the same rare entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import polars as pl

from flows.records import UTC, digest

WINDOW_DAYS = 4
"""Days between two articles of one story that are tied directly; a story as a whole may last longer."""
LEAST_WEIGHT = 2.0
"""Weight of rare entities that two articles must share. An entity of two articles weighs 1, of eight 1/3."""
FEWEST_SHARED = 2
"""Rare entities that two articles must share: one name may be in the news for two things."""
MOST_ARTICLES = 12
"""Articles in a window beyond which an entity is no longer rare there (a president, a capital)."""

ENTITY_ARTICLES = pl.Schema({"article_id": pl.String(), "entity_id": pl.String(), "published_at": UTC})
TIES = pl.Schema({"article_id": pl.String(), "other_id": pl.String()})
STORY_ARTICLES = pl.Schema({"article_id": pl.String(), "story_id": pl.String()})


def tie_by_entities(named: pl.DataFrame) -> pl.DataFrame:
    """The pairs of dated articles that share rare entities, of columns `TIES`. `named`: `ENTITY_ARTICLES`, distinct."""
    dated = named.filter(pl.col("published_at").is_not_null()).select(
        "article_id", "entity_id", day=pl.col("published_at").dt.epoch("d")
    )
    window = pl.col("day") // WINDOW_DAYS
    spread = pl.concat([dated.with_columns(window=window + step) for step in (0, 1)])
    rare = spread.filter(pl.len().over("entity_id", "window").is_between(2, MOST_ARTICLES)).with_columns(
        weight=1 / pl.len().over("entity_id", "window").log(2)
    )
    pairs = rare.join(rare, on=["entity_id", "window"], suffix="_other").filter(
        (pl.col("article_id") < pl.col("article_id_other"))
        & ((pl.col("day") - pl.col("day_other")).abs() <= WINDOW_DAYS)
    )
    best = pairs.group_by("article_id", "article_id_other", "entity_id").agg(pl.col("weight").min())
    tied = best.group_by("article_id", "article_id_other").agg(pl.col("weight").sum(), pl.len().alias("shared"))
    sure = tied.filter((pl.col("weight") >= LEAST_WEIGHT) & (pl.col("shared") >= FEWEST_SHARED))
    return sure.select("article_id", other_id="article_id_other").sort("article_id", "other_id")


def group_stories(ties: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Articles tied directly or over others, of columns `STORY_ARTICLES`; an article without ties has no story.

    `ties`: `TIES` of any kind; `articles`: article_id, published_at. The id is that of the first article.
    """
    times = {
        key: (2**62 if at is None else int(at.timestamp()))
        for key, at in articles.select("article_id", "published_at").iter_rows()
    }
    rows = []
    for group in _join(ties.select("article_id", "other_id").iter_rows(), times):
        first = min(group, key=lambda key: (times[key], key))
        rows += [(key, digest("story", first)) for key in group]
    return pl.DataFrame(rows, STORY_ARTICLES, orient="row").sort("article_id")


def _join(ties: Iterable[tuple[str, str]], known: Mapping[str, int]) -> list[list[str]]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for one, other in ties:
        if one in known and other in known:
            neighbours[one].add(other)
            neighbours[other].add(one)
    seen: set[str] = set()
    groups = []
    for start in sorted(neighbours):
        group, waiting = [], [start]
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                group.append(key)
                waiting.extend(neighbours[key])
        if group:
            groups.append(group)
    return groups
