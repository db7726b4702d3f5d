"""Shards and results on a storage that several machines see."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from flows.errors import OnRecordError
from flows.extract.exchange import Exchange, extract_from, find_here, name_place
from flows.extract.step import extractor_digest
from flows.settings import HOME


def test_a_worker_with_other_rules_refuses(model: str, tmp_path: Path) -> None:
    exchange = Exchange(str(tmp_path))
    with pytest.raises(OnRecordError, match="A worker has other extraction rules"):
        extract_from(
            "articles-000000.parquet",
            exchange,
            model=model,
            seeds=str(HOME / "seeds"),
            languages=frozenset({"en"}),
            extractor="other",
        )


def test_what_ships_with_on_record_is_found_on_each_machine(tmp_path: Path) -> None:
    assert name_place(HOME / "seeds") == "{home}/seeds"
    assert find_here("{home}/seeds") == str(HOME / "seeds")
    assert find_here(name_place(tmp_path)) == str(tmp_path)


def test_files_go_through_an_object_store_and_back(tmp_path: Path) -> None:
    exchange = Exchange("memory://bucket/2026-11-22.1")
    file = tmp_path / "articles-000000.parquet"
    pl.DataFrame({"article_id": ["a1"]}).write_parquet(file)
    assert exchange.put(file) == file.name
    assert pl.read_parquet(exchange.fetch(file.name, tmp_path / "back" / file.name))["article_id"].to_list() == ["a1"]
    exchange.remove()
    with pytest.raises(FileNotFoundError):
        exchange.fetch(file.name, tmp_path / "gone.parquet")


def test_the_rules_of_this_checkout_are_those_of_its_workers(model: str) -> None:
    assert extractor_digest(find_here(name_place(model)), Path(find_here(name_place(HOME / "seeds")))) == (
        extractor_digest(model, HOME / "seeds")
    )
