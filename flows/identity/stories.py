"""Stories: articles of a few days that copy each other, print the same statement or name the same rare entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from flows.records import UTC, digest

WINDOW_DAYS = 4
"""Days between two articles of one story that are tied directly; a story as a whole may last longer."""
LEAST_WEIGHT = 1.25
"""Weight of rare entities that two articles must share. An entity of one or two articles weighs 1, of eight 1/3."""
FEWEST_SHARED = 2
"""Rare entities that two articles must share: one name may be in the news for two things."""
LEAST_OVERLAP = 0.5
"""Share of the weight of all rare entities of one of the articles that must be shared."""
MOST_ARTICLES = 24
"""Articles in a window beyond which an entity is no longer rare there (a president, a capital)."""

ENTITY_ARTICLES = pl.Schema({"article_id": pl.String(), "entity_id": pl.String(), "published_at": UTC})
TIES = pl.Schema({"article_id": pl.String(), "other_id": pl.String()})
PLACED = pl.Schema({"article_id": pl.String(), "published_at": UTC, "story_id": pl.String()})
"""One row per article with its story."""
STORY_ARTICLES = pl.Schema({"article_id": pl.String(), "story_id": pl.String()})


def tie_by_entities(named: pl.DataFrame) -> pl.DataFrame:
    """The pairs of dated articles that share rare entities, of columns `TIES`. `named`: `ENTITY_ARTICLES`, distinct."""
    spread = _spread(named).with_columns(n=pl.len().over("entity_id", "window"))
    rare = spread.filter(pl.col("n") <= MOST_ARTICLES).with_columns(
        weight=1 / pl.max_horizontal(pl.col("n"), pl.lit(2)).log(2)
    )
    totals = rare.group_by("article_id", "window").agg(pl.col("weight").sum().alias("total"))
    shared = rare.filter(pl.col("n") > 1).join(totals, on=["article_id", "window"])
    pairs = shared.join(shared, on=["entity_id", "window"], suffix="_other").filter(
        (pl.col("article_id") < pl.col("article_id_other"))
        & ((pl.col("day") - pl.col("day_other")).abs() <= WINDOW_DAYS)
    )
    tied = pairs.group_by("article_id", "article_id_other", "window").agg(
        pl.col("weight").sum(), pl.len().alias("shared"), least=pl.min_horizontal("total", "total_other").first()
    )
    sure = tied.filter(
        (pl.col("weight") >= LEAST_WEIGHT)
        & (pl.col("shared") >= FEWEST_SHARED)
        & (pl.col("weight") >= LEAST_OVERLAP * pl.col("least"))
    )
    return sure.select("article_id", other_id="article_id_other").unique().sort("article_id", "other_id")


@dataclass(frozen=True, slots=True)
class Reach:
    """The articles that get their story anew, and those that count for how rare an entity is (columns: article_id)."""

    regrouped: pl.DataFrame
    counted: pl.DataFrame


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
    return Reach(regrouped.select("article_id"), _in_windows(articles, regrouped).select("article_id"))


def _in_windows(articles: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """The articles that share a window with one of the others; undated ones share none."""
    windows = _spread(others).select("window").unique()
    return articles.join(_spread(articles).join(windows, on="window", how="semi"), on="article_id", how="semi")


def _spread(articles: pl.DataFrame) -> pl.DataFrame:
    """Dated articles with their `day`, once for each of the two windows that they belong to."""
    dated = articles.filter(pl.col("published_at").is_not_null()).with_columns(day=pl.col("published_at").dt.epoch("d"))
    window = pl.col("day") // WINDOW_DAYS
    return pl.concat([dated.with_columns(window=window + step) for step in (0, 1)])


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
