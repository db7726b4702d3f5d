"""Each unit's place: its core, or for a short name the bearer that its article means. Numbers alone: units are many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import polars as pl

from flows.identity.bearers import BEARERS, CODES, SHORTS, count_windows, place_short_names
from flows.identity.clusters import Clusters
from flows.identity.company import COMPANY

NODES = pl.Schema(
    {
        "node": pl.Int32(),
        "base": pl.String(),
        "is_person": pl.Boolean(),
        "core": pl.Int32(),
        "pool": pl.Int32(),
        "own_gender": pl.Int8(),
        "generation": pl.Int8(),
    }
)

ReadNames = Callable[[pl.Series], pl.DataFrame]
"""What gives the names (article_id, base) in articles, whether or not these are among the units."""


def place_units(
    units: pl.DataFrame,
    sides: pl.DataFrame,
    clusters: Clusters,
    pools: Mapping[int, set[int]],
    read_names: ReadNames | None,
) -> pl.DataFrame:
    """The `unit` (row number) of each unit with its `entity` (the number of a core), `node`, and `reason` and `share`.

    Units are many: only numbers are joined, and only units that are short names or may bear one.
    """
    nodes = pl.DataFrame(
        [_node_row(index, clusters, pools) for index in range(len(clusters.nodes))], NODES, orient="row"
    )
    known = _number_units(units, sides, nodes)
    facts = nodes.select("node", "own_gender", "generation", own=pl.col("base").hash())
    members = pl.DataFrame(
        [(index, core) for index, cores in pools.items() for core in sorted(cores)],
        {"pool": pl.Int32(), "core": pl.Int32()},
        orient="row",
    )
    full = known.filter(pl.col("pool").is_null()).drop("pool", "gender")
    bearers = full.join(members, on="core").join(facts.rename({"own_gender": "gender"}), on="node").select(BEARERS)
    shorts = known.filter(pl.col("pool").is_not_null()).join(facts, on="node").select(SHORTS)
    read_company = partial(_read_company, _number_articles(units), units, read_names)
    placed = place_short_names(shorts, bearers, read_company).rename({"core": "bearer"})
    found = known.select("unit", "node", "core").join(placed, on="unit", how="left", maintain_order="left")
    return found.select("unit", "node", "reason", "share", entity=pl.coalesce("bearer", "core"))


def _number_articles(units: pl.DataFrame) -> pl.DataFrame:
    """The number of each article (article_id, article), in the order of ids."""
    return units.select(pl.col("article_id").unique().sort()).with_row_index("article").cast({"article": pl.Int32()})


def _read_company(
    articles: pl.DataFrame, units: pl.DataFrame, read_names: ReadNames | None, wanted: pl.Series
) -> pl.DataFrame:
    """The names in the articles with the numbers `wanted`, of columns `COMPANY`."""
    ids = articles.filter(pl.col("article").is_in(wanted.implode()))
    named = read_names(ids["article_id"]) if read_names else units.filter(pl.col("mention_count") > 0)
    return (
        named.select("article_id", "base")
        .unique()
        .join(ids, on="article_id")
        .select("article", name=pl.col("base").hash())
        .cast(COMPANY)
    )


def _number_units(units: pl.DataFrame, sides: pl.DataFrame, nodes: pl.DataFrame) -> pl.DataFrame:
    """The units as numbers: unit (row), article, window, node, core, pool, mention_count; gender and surname."""
    table = sides.select("base", "is_person", side=pl.coalesce("voted", "is_person")).join(
        nodes.select("base", "node", "core", "pool", side="is_person"), on=["base", "side"]
    )
    surname = pl.when("is_person").then(pl.col("base").str.split(" ").list.last().hash())
    rows = units.with_row_index("unit").join(_number_articles(units), on="article_id", maintain_order="left")
    numbered = rows.select(
        pl.col("unit").cast(pl.Int32()),
        "base",
        "is_person",
        pl.col("gender").replace_strict(CODES, return_dtype=pl.Int8()),
        "mention_count",
        "article",
        window=count_windows(pl.col("published_at")),
        surname=surname,
    )
    return numbered.join(table.drop("side"), on=["base", "is_person"], maintain_order="left").drop("base", "is_person")


def _node_row(index: int, clusters: Clusters, pools: Mapping[int, set[int]]) -> tuple[object, ...]:
    node = clusters.nodes[index]
    generation = CODES[node.person.generation if node.person else ""]
    pool = index if index in pools else None
    core = clusters.find(index)
    return index, node.base, node.is_person, core, pool, CODES[_gender_of(index, clusters)], generation


def _gender_of(index: int, clusters: Clusters) -> str:
    return clusters.nodes[clusters.find(index)].gender or clusters.nodes[index].gender
