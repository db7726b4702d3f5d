"""Whom a short name means by its company: the other names of its article, against those beside each bearer."""

from __future__ import annotations

import polars as pl

MOST_CORES = 12
"""Bearers of a short name that are compared. Of a common surname, whose bearers are more, the company tells nobody."""
MOST_ARTICLES = 40
"""Articles of a bearer that are read, the first in order of id: which those are does not depend on the nights."""
PRIOR = 6
"""Articles that count as neutral beside a bearer's own, so that few articles prove little."""
TEMPER = 0.9
"""Weight of the evidence: names of one article are no independent witnesses."""

COMPANY = pl.Schema({"article": pl.Int32(), "name": pl.UInt64()})
"""One row per article (number) and name in it (hash of its folded words)."""
WEIGHTS = pl.Schema({"unit": pl.Int32(), "core": pl.Int32(), "factor": pl.Float64(), "shared": pl.UInt32()})


def select_articles(shorts: pl.DataFrame, bearers: pl.DataFrame) -> pl.DataFrame:
    """The articles (pool, core, article) of the bearers that are read for `shorts`; columns as in `bearers`."""
    wanted = bearers.join(shorts.select("pool").unique(), on="pool", how="semi")
    wanted = wanted.select("pool", "core", "article").unique()
    first = pl.col("article").rank("ordinal").over("pool", "core")
    return wanted.filter(first <= MOST_ARTICLES).sort("pool", "core", "article")


def weigh_company(shorts: pl.DataFrame, read: pl.DataFrame, company: pl.DataFrame) -> pl.DataFrame:
    """For each unit and bearer of its pool that shares names with it, of columns `WEIGHTS`.

    `factor` is how much more likely the unit's company is beside this bearer than beside any; `shared` counts the names
    that stand beside both. `read`: `select_articles`; `company`: `COMPANY` of the articles of both.
    """
    sizes = read.group_by("pool", "core").agg(pl.len().alias("articles"))
    totals = sizes.group_by("pool").agg(pl.col("articles").sum().alias("all"))
    beside = read.join(company, on="article").group_by("pool", "core", "name").agg(pl.len().alias("n"))
    rates = (
        beside.group_by("pool", "name")
        .agg(pl.col("n").sum())
        .join(totals, on="pool")
        .select("pool", "name", rate=pl.col("n") / pl.col("all"))
    )
    around = shorts.select("unit", "pool", "article", "own").join(company, on="article")
    known = around.filter(pl.col("name") != pl.col("own")).join(rates, on=["pool", "name"])
    names = known.group_by("unit", "pool").agg(pl.len().alias("names"))
    found = known.join(beside, on=["pool", "name"]).join(sizes, on=["pool", "core"])
    own = ((pl.col("n") / pl.col("rate") + PRIOR) / PRIOR).log().sum()
    summed = found.group_by("unit", "pool", "core").agg(own.alias("own"), pl.len().alias("shared"))
    # Every name counts against a bearer in proportion to the articles that could have had it.
    against = pl.col("names") * (PRIOR / (pl.col("articles") + PRIOR)).log()
    return (
        names.join(sizes, on="pool")
        .join(summed, on=["unit", "pool", "core"], how="left")
        .select(
            "unit",
            "core",
            factor=(TEMPER * (pl.col("own").fill_null(0.0) + against)).exp(),
            shared=pl.col("shared").fill_null(0),
        )
        .cast(WEIGHTS)
    )
