"""Whom a short name means in an article: its bearer there, else the one that dominates in the articles of its days.

Where nobody dominates, the company of names decides: beside whom the article's other names stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from flows.identity.company import MOST_CORES, select_articles, weigh_company

SHARE_TO_DOMINATE = 0.75
"""Share of the articles with a bearer of a short name which one bearer must have."""
FEWEST_ARTICLES = 2
"""Articles that must name a bearer in full before an article elsewhere may mean it by a short name."""
FEWEST_SHARED = 2
"""Names that an article must share with those of a bearer, where only the company decides."""
MOST_OFTEN = 3
"""How much more often than a bearer's full name a short name of the same article may stand. Articles say "Mr Roe" far
more often than "Ben Roe", but then as one chain."""
WINDOW_DAYS = 30
"""Days of one window; an article is compared with those of its window and of the two beside it."""
EVER = -1_000_000
"""The window of all articles, by which undated ones are judged."""

CODES = {"": 0, "male": 1, "female": 2, "jr": 1, "sr": 2, "ii": 3, "iii": 4, "iv": 5}
"""Numbers of genders and generations; 0 where nothing tells."""
CLASS = ["pool", "gender", "generation"]
KEY = ["article", "unit"]
SHORTS = [*KEY, *CLASS, "window", "own", "mention_count"]
BEARERS = [*CLASS, "core", "article", "window", "mention_count", "surname"]
PLACED = pl.Schema({"unit": pl.Int32(), "core": pl.Int32(), "reason": pl.String(), "share": pl.Float64()})


ReadCompany = Callable[[pl.Series], pl.DataFrame]
"""What gives the names in articles (numbers), of columns `COMPANY`."""


def place_short_names(shorts: pl.DataFrame, bearers: pl.DataFrame, read_company: ReadCompany) -> pl.DataFrame:
    """The core that each short unit belongs to, of columns `PLACED`; units that nobody dominates are left out.

    `shorts` has the columns `SHORTS`, a row a unit; `bearers` has `BEARERS`, a row per pool and full unit. Articles,
    units, pools and cores are numbers. `window` counts `WINDOW_DAYS` and is null for undated articles; `own` is the
    hash of the short name, and `surname` that of a person's last word.
    """
    here = _place_here(shorts, bearers)
    counted = bearers.group_by(*CLASS, "core", "window").agg(pl.col("article").n_unique().alias("articles"))
    ever = counted.with_columns(window=pl.lit(EVER, pl.Int32()))
    rest = shorts.join(here, on="unit", how="anti")
    near = _place_by_share(rest.filter(pl.col("window").is_not_null()), _spread(counted))
    rest = rest.join(near, on="unit", how="anti").with_columns(window=pl.lit(EVER, pl.Int32()))
    dominant = _place_by_share(rest, ever)
    told = _place_by_company(rest.join(dominant, on="unit", how="anti"), bearers, ever, read_company)
    placed = (here, near, dominant, told)
    return pl.concat([PLACED.to_frame(), *(frame.select(PLACED.names()).cast(PLACED) for frame in placed)])


def count_windows(published_at: pl.Expr) -> pl.Expr:
    """The number of an article's window; null for undated ones."""
    return (published_at.dt.epoch("d") // WINDOW_DAYS).cast(pl.Int32())


def _spread(counted: pl.DataFrame) -> pl.DataFrame:
    """Each count in its own window and in the two beside it."""
    dated = counted.filter(pl.col("window").is_not_null())
    return pl.concat([dated.with_columns(window=(pl.col("window") + step).cast(pl.Int32())) for step in (-1, 0, 1)])


def _fits() -> pl.Expr:
    gender, other = pl.col("gender"), pl.col("gender_bearer")
    is_gender = (gender == 0) | (other == 0) | (gender == other)
    return is_gender & ((pl.col("generation") == 0) | (pl.col("generation") == pl.col("generation_bearer")))


def _place_here(shorts: pl.DataFrame, bearers: pl.DataFrame) -> pl.DataFrame:
    """By the bearers in the same article: the only one, or one with twice the mentions of the next.

    An article that has a man or woman by the surname apart from somebody of that very surname, and speaks of that one
    much less, means another: "Mr Roe" beside his dead son Ben Roe.
    """
    is_apart = (pl.col("gender") != 0) & pl.col("own").eq_missing(pl.col("surname"))
    is_apart &= pl.col("mention_count") > MOST_OFTEN * pl.col("mention_count_bearer")
    found = shorts.join(bearers, on=["pool", "article"], suffix="_bearer").filter(_fits() & ~is_apart)
    counted = found.group_by("unit", "core").agg(pl.col("mention_count").sum().alias("count"))
    top = _take_top(counted, ["unit"])
    return top.filter(pl.col("top") >= 2 * (pl.col("all") - pl.col("top"))).with_columns(reason=pl.lit("same_article"))


def _take_top(counted: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """For each key the core with the greatest count, its count `top`, the sum `all`, and its share of that."""
    ranked = counted.sort("count", "core", descending=[True, False])
    top = ranked.group_by(keys, maintain_order=True).agg(
        pl.col("core").first(), pl.col("count").first().alias("top"), pl.col("count").sum().alias("all")
    )
    return top.with_columns(share=pl.col("top") / pl.col("all"))


def _place_by_share(shorts: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """By the articles of each bearer in the unit's window."""
    top = _take_top(_count_fitting(shorts, counted), [*CLASS, "window"])
    sure = top.filter((pl.col("share") >= SHARE_TO_DOMINATE) & (pl.col("top") >= FEWEST_ARTICLES))
    return shorts.join(sure, on=[*CLASS, "window"]).with_columns(reason=pl.lit("dominant"))


def _count_fitting(shorts: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    classes = shorts.select(*CLASS, "window").unique()
    fitting = classes.join(counted, on=["pool", "window"], suffix="_bearer").filter(_fits())
    return fitting.group_by(*CLASS, "window", "core").agg(pl.col("articles").sum().alias("count"))


def _place_by_company(
    shorts: pl.DataFrame, bearers: pl.DataFrame, counted: pl.DataFrame, read_company: ReadCompany
) -> pl.DataFrame:
    """By the articles of a few bearers, each weighed by the company that these and the unit's article share."""
    few = bearers.group_by("pool").agg(pl.col("core").n_unique().alias("cores"))
    several = few.filter(pl.col("cores").is_between(2, MOST_CORES)).select("pool")
    shorts, bearers = (frame.join(several, on="pool", how="semi") for frame in (shorts, bearers))
    read = select_articles(shorts, bearers)
    company = read_company(pl.concat([shorts["article"], read["article"]]).unique())
    weighed = (
        shorts.select("unit", *CLASS, "window")
        .join(_count_fitting(shorts, counted).rename({"count": "articles"}), on=[*CLASS, "window"])
        .join(weigh_company(shorts, read, company), on=["unit", "core"])
        .with_columns(count=pl.col("articles") * pl.col("factor"))
    )
    top = _take_top(weighed, ["unit"]).join(weighed.select("unit", "core", "articles", "shared"), on=["unit", "core"])
    is_sure = (pl.col("share") >= SHARE_TO_DOMINATE) & (pl.col("articles") >= FEWEST_ARTICLES)
    return top.filter(is_sure & (pl.col("shared") >= FEWEST_SHARED)).with_columns(reason=pl.lit("company"))
