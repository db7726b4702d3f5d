"""Which prints may change their family when some come or go: those that share words in a row with them.

Most words in a row stand in one print only. Frames of numbers find the few that are shared, so that only these prints
are compared word by word.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from flows.identity.quote_families import FEWEST_WORDS, MOST_SHARERS, SHINGLE

MEMBERS = pl.Schema({"quote_id": pl.String(), "family_id": pl.String()})
"""One row per print and family, as they were before the night."""

_WORD = r"[\p{L}\p{N}_]+"
"""`\\w+` of Python's `re`; that of Polars also takes combining marks."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The prints that are grouped again. `shared`: those of them that may be of a family, by `quote_id`.

    `crowded`: quote_id and place of words in a row that too many prints share.
    """

    quote_ids: pl.Series
    shared: pl.Series
    crowded: pl.DataFrame


def find_reach(prints: pl.DataFrame, new: pl.Series, gone: pl.DataFrame, members: pl.DataFrame) -> Reach:
    """What the prints of `new` ids and the `gone` ones (quote_id, text) can reach among `prints`.

    `prints`: `quote_families.PRINTS`, the new ones among them; `members`: `MEMBERS` of the prints and the gone ones.
    """
    phrases = find_phrases(prints)
    came = phrases.join(new.to_frame("quote_id"), on="quote_id", how="semi").group_by("phrase").agg(came=pl.len())
    counted = phrases.group_by("phrase").agg(now=pl.len()).join(came, on="phrase", how="left")
    left = find_phrases(gone).group_by("phrase").agg(went=pl.len())
    counts = counted.join(left, on="phrase", how="left").with_columns(
        pl.col("came", "went").fill_null(0).cast(pl.Int64)
    )
    is_changed = (pl.col("came") > 0) | (pl.col("went") > 0)
    fewest = pl.min_horizontal("now", pl.col("now") - pl.col("came") + pl.col("went"))
    touched = phrases.join(counts.filter(is_changed & (fewest <= MOST_SHARERS)), on="phrase", how="semi")
    shared = phrases.join(counts.filter(pl.col("now").is_between(2, MOST_SHARERS)), on="phrase", how="semi")
    families = members.select("quote_id", phrase=pl.col("family_id").hash(1))
    links = pl.concat([shared.select("quote_id", "phrase"), families])
    start = pl.concat([new, gone["quote_id"], touched["quote_id"]]).unique()
    reached = _expand(start, links)
    crowded = phrases.join(counts.filter(pl.col("now") > MOST_SHARERS), on="phrase", how="semi")
    return Reach(
        reached,
        shared.filter(pl.col("quote_id").is_in(reached.implode()))["quote_id"].unique(),
        crowded.filter(pl.col("quote_id").is_in(reached.implode())).select("quote_id", "at"),
    )


def find_phrases(prints: pl.DataFrame) -> pl.DataFrame:
    """Every `SHINGLE` words in a row of prints (quote_id, text), as a number, with the place `at` of the first word."""
    words = prints.select("quote_id", word=pl.col("text").str.to_lowercase().str.extract_all(_WORD))
    long = words.filter(pl.col("word").list.len() >= FEWEST_WORDS).with_row_index("print")
    rows = long.explode("word").with_columns(pl.col("word").hash(), at=pl.int_range(pl.len()).over("print"))
    following = [pl.col("word").shift(-step).alias(f"word{step}") for step in range(SHINGLE)]
    is_whole = pl.col("print") == pl.col("print").shift(1 - SHINGLE)
    phrases = rows.with_columns(*following, is_whole=is_whole).filter("is_whole")
    phrase = pl.struct(f"word{step}" for step in range(SHINGLE)).hash()
    return phrases.select("quote_id", phrase.alias("phrase"), "at").unique(["quote_id", "phrase"], keep="first")


def _expand(start: pl.Series, links: pl.DataFrame) -> pl.Series:
    """The ids that are linked with those of `start`, directly or over others, and these themselves."""
    reached, size = start.to_frame("quote_id"), -1
    while reached.height != size:
        size = reached.height
        near = links.join(links.join(reached, on="quote_id", how="semi"), on="phrase", how="semi")
        reached = pl.concat([reached, near.select("quote_id")]).unique()
    return reached["quote_id"].sort()
