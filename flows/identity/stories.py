"""Stories: articles of a few days that copy each other, print the same statement or are alike in words and names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from flows.identity.windows import WINDOW_DAYS, spread_articles
from flows.records import UTC, digest

LEAD = 1200
"""Code points of a text whose words count: the news is there, the background behind it."""
WEIGHTS = {"word": 1.0, "title": 2.0, "name": 2.0}
"""Weight of a word of the lead, of the headline, and of a name."""
KEY_TERMS = 60
"""Terms of an article that are compared, the rarest first."""
LEAST_SIMILARITY = 0.115
"""Similarity that two articles need, and on average those around them too. Measured on stories that share names."""
DECAY = 0.1
"""By how much a day between two articles lowers their similarity: by a tenth, in four days by a third."""
FEWEST_SHARED = 6
"""Terms that two articles must share: a president and what he is called are no story yet."""
DECIMALS = 9
"""Decimals of a similarity: the order in which numbers are added, which differs between runs, changes later ones."""
NEAREST = 5
"""Articles around an article that are asked whether they belong to the other's."""
MOST_ARTICLES = 40
"""Articles of a window beyond which a term is no longer rare there (a president, a capital)."""
BACKGROUND = 40
"""Articles, behind the `MOST_ARTICLES` nearest to an article, that are of its topic and of no story of its own."""
CONTRAST = 2.0
"""How many times the similarity of the background two articles must be more alike: many reports of one campaign are."""

TERMS = pl.Schema({"article_id": pl.String(), "term": pl.UInt64(), "weight": pl.Float64(), "published_at": UTC})
"""One row per article and term, which is a word of its headline or lead, or a name."""
TIES = pl.Schema({"article_id": pl.String(), "other_id": pl.String()})
STORY_ARTICLES = pl.Schema({"article_id": pl.String(), "story_id": pl.String()})
_WORDS = r"[^\W\d_]{4,}"
_ENDS = ("article", "other")


def make_terms(articles: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """The terms of articles (article_id, title, text, published_at), of columns `TERMS`.

    `named`: a row per article and name in it (article_id, name).
    """
    names = named.select("article_id", pl.concat_str(pl.lit("name "), "name").alias("term"), kind=pl.lit("name"))
    words = [
        articles.select("article_id", term=text.str.to_lowercase().str.extract_all(_WORDS), kind=pl.lit(kind))
        .explode("term")
        .drop_nulls()
        for kind, text in (("title", pl.col("title")), ("word", pl.col("text").str.slice(0, LEAD)))
    ]
    weighed = pl.concat([names, *words]).with_columns(weight=pl.col("kind").replace_strict(WEIGHTS))
    heaviest = weighed.group_by("article_id", pl.col("term").hash()).agg(pl.col("weight").max())
    return (
        heaviest.join(articles.select("article_id", "published_at"), on="article_id").select(TERMS.names()).cast(TERMS)
    )


def tie_articles(terms: pl.DataFrame, windows: Sequence[int] | None = None) -> pl.DataFrame:
    """The pairs of dated articles that tell one story, of columns `TIES`, in all windows or in those that are given.

    `terms`: `TERMS` of all articles of these windows.

    Two articles are tied if their terms are alike, more than those of other reports of their topic, and those around
    each are alike too, on average: so a round-up, which is like an article of each of several stories, joins none of
    them. Windows are judged apart, which makes the ties of a window a function of its articles.
    """
    ids = terms.select(pl.col("article_id").unique().sort()).with_row_index("article")
    spread = spread_articles(terms.join(ids, on="article_id")).select("window", "article", "day", "term", "weight")
    wanted = spread if windows is None else spread.filter(pl.col("window").is_in(windows))
    found = [_tie_window(window) for window in wanted.sort("window").partition_by("window")]
    tied = pl.concat([pl.DataFrame(schema={"a": pl.UInt32(), "b": pl.UInt32()}), *found]).unique()
    one, other = (ids.rename({"article": key, "article_id": name}) for key, name in zip("ab", TIES, strict=True))
    return tied.join(one, on="a").join(other, on="b").select(TIES.names()).sort(TIES.names())


def _tie_window(window: pl.DataFrame) -> pl.DataFrame:
    """The tied articles (a, b) of a window (article, day, term, weight)."""
    days = window.select("article", "day").unique()
    similar = _compare(_weigh(window))
    for key in "ab":
        similar = similar.join(days.rename({"article": key, "day": f"day_{key}"}), on=key)
    apart = (pl.col("day_a") - pl.col("day_b")).abs()
    decayed = (pl.col("similarity") * (-DECAY * apart).exp()).round(DECIMALS)
    near = similar.filter(apart <= WINDOW_DAYS).with_columns(similarity=decayed).drop("day_a", "day_b")
    return _require_support(_contrast(near), days).select("a", "b")


def _weigh(window: pl.DataFrame) -> pl.DataFrame:
    """The key terms of each article (article, term, weight), of those the ones that others have too."""
    size = window["article"].n_unique()
    counted = window.with_columns(n=pl.len().over("term")).filter(pl.col("n") <= MOST_ARTICLES)
    rare = counted.with_columns(weight=pl.col("weight") * ((size + 1) / pl.col("n")).log())
    order = rare.sort("article", "weight", "term", descending=[False, True, False])
    key = order.group_by("article", maintain_order=True).head(KEY_TERMS)
    length = (pl.col("weight") ** 2).sum().sqrt().over("article")
    scaled = key.with_columns(weight=pl.col("weight") / length)
    return scaled.filter(pl.col("n") > 1).select("article", "term", "weight")


def _compare(weighed: pl.DataFrame) -> pl.DataFrame:
    """The similarity of each two articles that share terms: a, b, shared, similarity; a before b."""
    pairs = weighed.join(weighed, on="term", suffix="_b").filter(pl.col("article") < pl.col("article_b"))
    return pairs.group_by(pl.col("article").alias("a"), pl.col("article_b").alias("b")).agg(
        pl.len().alias("shared"), similarity=(pl.col("weight") * pl.col("weight_b")).sum().round(DECIMALS)
    )


def _contrast(near: pl.DataFrame) -> pl.DataFrame:
    """The pairs, each less alike by the background of its two articles; articles without a pair to tie keep theirs."""
    alike = near.filter(pl.col("similarity") >= LEAST_SIMILARITY)
    rivals = pl.concat([near.select(pl.col(key).alias("article"), "similarity") for key in "ab"]).join(
        pl.concat([alike.select(pl.col(key).alias("article")) for key in "ab"]).unique(), on="article", how="semi"
    )
    behind = pl.col("similarity").sort(descending=True).slice(MOST_ARTICLES, BACKGROUND)
    backgrounds = rivals.group_by("article").agg(background=behind.sum() / BACKGROUND)
    for key in "ab":
        near = near.join(backgrounds.rename({"article": key, "background": f"behind_{key}"}), on=key, how="left")
    usual = (pl.col("behind_a").fill_null(0.0) + pl.col("behind_b").fill_null(0.0)) / 2
    contrasted = (pl.col("similarity") - CONTRAST * usual).clip(0.0).round(DECIMALS)
    return near.with_columns(similarity=contrasted).drop("behind_a", "behind_b")


def _require_support(similar: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """The similar pairs whose surroundings are similar on average: each article with those nearest to it.

    `days`: the day of each article.
    """
    near = similar.filter((pl.col("similarity") >= LEAST_SIMILARITY) & (pl.col("shared") >= FEWEST_SHARED))
    around = _look_around(near)
    pairs = (
        near.select("a", "b")
        .join(around.rename({"article": "a", "other": "x"}), on="a")
        .join(around.rename({"article": "b", "other": "y"}), on="b")
        .filter((pl.col("x") != pl.col("b")) & (pl.col("y") != pl.col("a")) & (pl.col("x") != pl.col("y")))
        .join(days.rename({"article": "x", "day": "day_x"}), on="x")
        .join(days.rename({"article": "y", "day": "day_y"}), on="y")
        .filter((pl.col("day_x") - pl.col("day_y")).abs() <= WINDOW_DAYS)
        .with_columns(low=pl.min_horizontal("x", "y"), high=pl.max_horizontal("x", "y"))
        .join(similar.rename({"a": "low", "b": "high"}), on=["low", "high"], how="left")
    )
    means = pairs.group_by("a", "b").agg(pl.col("similarity").fill_null(0.0).mean().round(DECIMALS))
    return means.filter(pl.col("similarity") >= LEAST_SIMILARITY)


def _look_around(near: pl.DataFrame) -> pl.DataFrame:
    """Each article with itself and those nearest to it: article, other."""
    ways = [near.rename({"a": one, "b": other}) for one, other in (_ENDS, _ENDS[::-1])]
    both = pl.concat([way.select(*_ENDS, "similarity") for way in ways])
    nearest = both.sort("similarity", "other", descending=[True, False]).group_by("article").head(NEAREST)
    own = both.select("article", other="article").unique()
    return pl.concat([nearest.select(_ENDS), own])


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
