"""Known articles that a run extracts again, apart from the night's own: they are not inputs, and no news.

Their rows are judged like all others. Rules on a whole table judge the night alone: old articles would look like news.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from flows.enums import CheckKind, Severity
from flows.extract import Extracted
from flows.load.publish import PUBLISHED
from flows.load.refresh import find_oldest, write_shards
from flows.records import CHECKS
from flows.runs.run import Run

_RULE = ("table_name", "rule_id", "scope")


def choose_refreshed(run: Run, shards: Sequence[Path], count: int) -> tuple[Path, ...]:
    """Shards of at most `count` known articles with the oldest extractor, without those of the night's own `shards`."""
    tonight = [name for shard in shards for name in pl.read_parquet(shard, columns=["article_id"])["article_id"]]
    oldest = find_oldest(run.warehouse / PUBLISHED, run.extractor, count, tonight)
    return write_shards(oldest, run.folder / "refreshed", run.settings.shard_words)


def split_extracted(
    extracted: Sequence[Extracted], shards: Sequence[Path]
) -> tuple[Sequence[Extracted], Sequence[Extracted]]:
    """The results of the night's own `shards`, and those of the refreshed ones behind them."""
    return extracted[: len(shards)], extracted[len(shards) :]


def merge_checks(night: pl.DataFrame, refreshed: pl.DataFrame) -> pl.DataFrame:
    """The checks of a run (`records.CHECKS`) from those of its night and of its refreshed articles.

    A rule on rows has one check over both. A rule on a table counts for refreshed articles only if it is critical.
    """
    is_row = pl.col("kind") == CheckKind.ROW.value
    is_fatal = ~pl.col("is_passed") & (pl.col("severity") == Severity.CRITICAL.value)
    both = pl.concat([night, refreshed.filter(is_row | is_fatal)]).sort("is_passed", maintain_order=True)
    summed = (pl.col("is_passed").all(), pl.col("count_failed").sum(), pl.col("count_rows").sum())
    named = {*_RULE, "is_passed", "count_failed", "count_rows"}
    first = [pl.col(name).first() for name in CHECKS.names() if name not in named]
    return both.group_by(_RULE, maintain_order=True).agg(*summed, *first).select(CHECKS.names())
