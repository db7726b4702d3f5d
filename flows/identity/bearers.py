"""Whom a short name means in an article: its bearer there, else the one that dominates in the articles of those days."""

from __future__ import annotations

import polars as pl

SHARE_TO_DOMINATE = 0.75
"""Share of the articles with a bearer of a short name which one bearer must have."""
FEWEST_ARTICLES = 2
"""Articles that must name a bearer in full before an article elsewhere may mean it by a short name."""
WINDOW_DAYS = 30
"""Days of one window; an article is compared with those of its window and of the two beside it."""
EVER = -1_000_000

PLACED = pl.Schema({"article_id": pl.String(), "chain_id": pl.String(), "core": pl.Int64(), "reason": pl.String(), "share": pl.Float64()})
SHORTS = ["article_id", "chain_id", "pool", "gender", "generation", "published_at"]
BEARERS = ["pool", "core", "gender", "generation", "article_id", "published_at", "mention_count"]
KEY = ["article_id", "chain_id"]


def place_short_names(shorts: pl.DataFrame, bearers: pl.DataFrame) -> pl.DataFrame:
    """The core that each short unit belongs to, of columns `PLACED`; units that nobody dominates are left out.

    `shorts` has the columns `SHORTS`, a row a unit; `bearers` has `BEARERS`, a row per pool and full unit.
    """
    here = _place_here(shorts, bearers)
    rest = shorts.join(here, on=KEY, how="anti")
    near = _place_by_share(rest, bearers, has_window=True)
    rest = rest.join(near, on=KEY, how="anti")
    ever = _place_by_share(rest, bearers, has_window=False)
    return pl.concat([PLACED.to_frame(), *(frame.select(PLACED.names()).cast(dict(PLACED)) for frame in (here, near, ever))])


def _fits() -> pl.Expr:
    gender, other = pl.col("gender"), pl.col("gender_bearer")
    is_gender = (gender == "") | (other == "") | (gender == other)
    return is_gender & ((pl.col("generation") == "") | (pl.col("generation") == pl.col("generation_bearer")))


def _place_here(shorts: pl.DataFrame, bearers: pl.DataFrame) -> pl.DataFrame:
    """By the bearers in the same article: the only one, or one with twice the mentions of the next."""
    found = shorts.join(bearers, on=["pool", "article_id"], suffix="_bearer").filter(_fits())
    counted = found.group_by(*KEY, "core").agg(pl.col("mention_count").sum())
    ranked = counted.sort([*KEY, "mention_count", "core"], descending=[False, False, True, False])
    top = ranked.group_by(KEY, maintain_order=True).agg(
        pl.col("core").first(), pl.col("mention_count").first().alias("top"), pl.col("mention_count").sum().alias("all")
    )
    return top.filter(pl.col("top") >= 2 * (pl.col("all") - pl.col("top"))).with_columns(
        reason=pl.lit("same_article"), share=pl.col("top") / pl.col("all")
    )


def _window(days: pl.Expr) -> pl.Expr:
    return (days.dt.epoch("d") // WINDOW_DAYS).cast(pl.Int64())


def _place_by_share(shorts: pl.DataFrame, bearers: pl.DataFrame, has_window: bool) -> pl.DataFrame:
    at = _window(pl.col("published_at")) if has_window else pl.lit(EVER, pl.Int64())
    asked = shorts.with_columns(window=at).filter(pl.col("window").is_not_null())
    spread = [-1, 0, 1] if has_window else [0]
    seen = bearers.with_columns(window=at).join(pl.DataFrame({"step": spread}), how="cross")
    seen = seen.with_columns(window=pl.col("window") + pl.col("step")).unique(["pool", "core", "article_id", "window"])
    counted = seen.group_by("pool", "window", "core", "gender", "generation").agg(pl.len().alias("articles"))
    classes = asked.select("pool", "window", "gender", "generation").unique()
    fitting = classes.join(counted, on=["pool", "window"], suffix="_bearer").filter(_fits())
    ranked = fitting.sort(
        ["pool", "window", "gender", "generation", "articles", "core"], descending=[False, False, False, False, True, False]
    )
    top = ranked.group_by("pool", "window", "gender", "generation", maintain_order=True).agg(
        pl.col("core").first(), pl.col("articles").first().alias("top"), pl.col("articles").sum().alias("all")
    )
    sure = top.filter((pl.col("top") >= SHARE_TO_DOMINATE * pl.col("all")) & (pl.col("top") >= FEWEST_ARTICLES))
    return asked.join(sure, on=["pool", "window", "gender", "generation"]).with_columns(
        reason=pl.lit("dominant"), share=pl.col("top") / pl.col("all")
    )
