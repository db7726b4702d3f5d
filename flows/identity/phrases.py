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

    `crowded`: quote_id and place of words in a row that too many texts share.
    """

    quote_ids: pl.Series
    shared: pl.Series
    crowded: pl.DataFrame


def find_reach(prints: pl.DataFrame, new: pl.Series, gone: pl.DataFrame, members: pl.DataFrame) -> Reach:
    """What the prints of `new` ids and the `gone` ones (quote_id, text) can reach among `prints`.

    `prints`: `quote_families.PRINTS`, the new ones among them; `members`: `MEMBERS` of the prints and the gone ones.
    """
    phrases, left = find_phrases(prints), find_phrases(gone)
    came = phrases.join(new.to_frame("quote_id"), on="quote_id", how="semi")
    counts = phrases.group_by("phrase").agg(now=pl.col("text").n_unique(), prints=pl.len())
    rare = counts.filter((pl.col("now") <= MOST_SHARERS) & (pl.col("prints") > 1))
    texts = phrases.select("quote_id", phrase="text").unique()
    equal = texts.filter(pl.len().over("phrase") > 1)
    shared = pl.concat([phrases.join(rare, on="phrase", how="semi").select("quote_id", "phrase"), equal])
    families = members.select("quote_id", phrase=pl.col("family_id").hash(1))
    touched = phrases.join(_find_changes(phrases, came, left, counts), on="phrase", how="semi")
    start = pl.concat([new, gone["quote_id"], touched["quote_id"]]).unique()
    reached = _expand(start, pl.concat([shared, families]))
    crowded = phrases.join(counts.filter(pl.col("now") > MOST_SHARERS), on="phrase", how="semi")
    return Reach(
        reached,
        shared.filter(pl.col("quote_id").is_in(reached.implode()))["quote_id"].unique(),
        crowded.filter(pl.col("quote_id").is_in(reached.implode())).select("quote_id", "at"),
    )


def _find_changes(phrases: pl.DataFrame, came: pl.DataFrame, left: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """The phrases of prints that came or left that tie prints, or did so before."""
    changed = pl.concat([came, left]).select("phrase").unique()
    stayed = phrases.join(changed, on="phrase", how="semi").join(came, on="quote_id", how="anti")
    before = pl.concat([stayed, left]).group_by("phrase").agg(before=pl.col("text").n_unique())
    found = counts.join(changed, on="phrase", how="semi").join(before, on="phrase", how="left")
    return found.filter(pl.min_horizontal("now", pl.col("before").fill_null(0)) <= MOST_SHARERS)


def find_phrases(prints: pl.DataFrame) -> pl.DataFrame:
    """Every `SHINGLE` words in a row of prints (quote_id, text), as a number, with the place `at` of the first word.

    `text` is a number too: that of all words of the print.
    """
    words = prints.select("quote_id", word=pl.col("text").str.to_lowercase().str.extract_all(_WORD))
    long = words.filter(pl.col("word").list.len() >= FEWEST_WORDS).with_row_index("print")
    long = long.with_columns(text=pl.col("word").list.join(" ").hash())
    rows = long.explode("word").with_columns(pl.col("word").hash(), at=pl.int_range(pl.len()).over("print"))
    following = [pl.col("word").shift(-step).alias(f"word{step}") for step in range(SHINGLE)]
    is_whole = pl.col("print") == pl.col("print").shift(1 - SHINGLE)
    phrases = rows.with_columns(*following, is_whole=is_whole).filter("is_whole")
    phrase = pl.struct(f"word{step}" for step in range(SHINGLE)).hash()
    return phrases.select("quote_id", "text", phrase.alias("phrase"), "at")


def _expand(start: pl.Series, links: pl.DataFrame) -> pl.Series:
    """The ids that are linked with those of `start`, directly or over others, and these themselves."""
    reached, size = start.to_frame("quote_id"), -1
    while reached.height != size:
        size = reached.height
        near = links.join(links.join(reached, on="quote_id", how="semi"), on="phrase", how="semi")
        reached = pl.concat([reached, near.select("quote_id")]).unique()
    return reached["quote_id"].sort()
