"""The articles with the oldest extractor are found, a bounded number at a time."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from flows.ledger import Ledger
from flows.load.publish import PUBLISHED
from flows.load.refresh import find_oldest, write_shards
from flows.records import ARTICLES

from .conftest import Nights, Publish, article, record_run


@pytest.fixture
def published(warehouse: Path, nights: Nights, publish: Publish, plain_sql: Path) -> Path:
    """Three articles: a1 and a2 by the extractor x1, a3 by x2."""
    publish(nights.tonight(article("a1"), article("a2"), extractor="x1"))
    publish(nights.tonight(article("a3"), extractor="x2"))
    return warehouse / PUBLISHED


def test_the_oldest_come_first_and_no_more_than_asked(published: Path) -> None:
    assert find_oldest(published, "x3", 2)["article_id"].to_list() == ["a1", "a2"]
    assert find_oldest(published, "x3", 9)["article_id"].to_list() == ["a1", "a2", "a3"]


def test_what_is_current_or_already_there_is_left_out(published: Path) -> None:
    assert find_oldest(published, "x1", 9)["article_id"].to_list() == ["a3"]
    assert find_oldest(published, "x3", 9, known=["a1"])["article_id"].to_list() == ["a2", "a3"]


def test_refused_articles_do_not_hold_up_the_others(
    published: Path, warehouse: Path, nights: Nights, publish: Publish, plain_sql: Path
) -> None:
    with Ledger.open(warehouse, plain_sql) as ledger:
        run_id = record_run(ledger, 3)
        ledger.update_run(run_id, extractor="x3")
        row = {"input": None, "table_name": "articles", "row_key": "a1", "article_id": "a1", "rule": "r", "reason": "r"}
        ledger.add("quarantine", [{**row, "payload": ""}], run_id=run_id)
    publish(nights.tonight(article("a4"), extractor="x4", run_id="2026-11-03.2"))
    assert find_oldest(published, "x3", 1)["article_id"].to_list() == ["a2"]


def test_nothing_is_found_before_the_first_night(tmp_path: Path) -> None:
    assert find_oldest(tmp_path / PUBLISHED, "x1", 5).is_empty()
    assert find_oldest(tmp_path / PUBLISHED, "x1", 5).schema == ARTICLES


def test_shards_are_of_the_size_and_sort_behind_a_night(published: Path, tmp_path: Path) -> None:
    files = write_shards(find_oldest(published, "x3", 9), tmp_path / "refreshed", 4)
    assert [file.name for file in files] == ["articles-r000000.parquet", "articles-r000001.parquet"]
    assert [pl.read_parquet(file).height for file in files] == [2, 1]
    assert files[0].name > "articles-999999.parquet"
