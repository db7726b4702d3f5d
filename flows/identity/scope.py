"""Which names are resolved again when articles come or go: the night's, and all that share a block with them."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from flows.identity.bodies import parse_body
from flows.identity.decisions import Decision
from flows.identity.persons import parse_person
from flows.identity.vocabulary import Names

BLOCKS = pl.Schema({"base": pl.String(), "block": pl.String()})
"""One row per name and block: names that share no block, not even over others, are never one entity."""


def make_blocks(named: pl.DataFrame, names: Names) -> pl.DataFrame:
    """The blocks of each name, of columns `BLOCKS`. `named`: one row per base, is_person and name of the units."""
    rows: set[tuple[str, str]] = set()
    for base, is_person, name in named.select("base", "is_person", "name").iter_rows():
        rows.update((base, block) for block in find_blocks(base, is_person, name, names))
    return pl.DataFrame(sorted(rows), BLOCKS, orient="row")


def find_blocks(base: str, is_person: bool, name: str, names: Names) -> list[str]:
    """The blocks of one name: the family of a person, the words of a body's own; a single word may be either."""
    words = tuple(base.split())
    blocks = [base]
    if is_person or len(words) == 1:
        blocks.append(f"family {parse_person(name, names).family}")
    body = parse_body(words, names)
    return [*blocks, f"stem {' '.join(body.stem)}"]


def find_scope(
    touched: Iterable[str],
    blocks: pl.DataFrame,
    definitions: pl.DataFrame,
    ids: pl.DataFrame,
    decisions: Iterable[Decision] = (),
) -> pl.Series:
    """The names whose entity may change when those of `touched` do, in order.

    `blocks`: `BLOCKS` of the whole warehouse; `definitions`: its short and long names; `ids`: base and entity_id by
    recipe of the names that decisions speak of.
    """
    decided = pl.DataFrame(
        [(d.one, d.other) for d in decisions], {"one": pl.String(), "other": pl.String()}, orient="row"
    )
    by_one = decided.join(ids, left_on="one", right_on="entity_id").rename({"base": "short"})
    pairs = by_one.join(ids, left_on="other", right_on="entity_id").select("short", pl.col("base").alias("long"))
    linked = pl.concat([definitions.select("short", "long"), pairs]).unique()
    linking = linked.select(
        pl.col("short").alias("base"), pl.concat_str(pl.lit("pair "), "short", pl.lit("|"), "long").alias("block")
    )
    linking_long = linked.select(
        pl.col("long").alias("base"), pl.concat_str(pl.lit("pair "), "short", pl.lit("|"), "long").alias("block")
    )
    graph = pl.concat([blocks.select("base", "block"), linking, linking_long]).unique()
    scope = pl.DataFrame({"base": sorted(set(touched))}, {"base": pl.String()})
    size = -1
    while scope.height != size:
        size = scope.height
        reached = graph.join(graph.join(scope, on="base", how="semi").select("block").unique(), on="block", how="semi")
        scope = pl.concat([scope, reached.select("base")]).unique()
    return scope["base"].sort()
