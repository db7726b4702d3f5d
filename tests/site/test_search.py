"""The bundles of the search index: a night touches the newest ones alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.site.search import find_program, split_bundles
from tests.site.conftest import build, write_warehouse


def sizes(count: int) -> dict[str, int]:
    return {name: len(batch) for name, batch in split_bundles([f"{n:05}" for n in range(count)])}


def test_no_article_has_no_bundle() -> None:
    assert sizes(0) == {}


def test_the_newest_articles_have_small_bundles() -> None:
    assert sizes(4700) == {"articles-0001": 2000, "articles-0002": 2000, "newest-1": 500, "newest-2": 200}


def test_small_bundles_that_are_full_become_one() -> None:
    assert sizes(1999)["newest-4"] == 499
    assert sizes(2000) == {"articles-0001": 2000}


def test_every_article_stands_in_one_bundle() -> None:
    ids = [f"{n:05}" for n in range(2600)]
    assert [article for _, batch in split_bundles(ids) for article in batch] == ids


@pytest.mark.skipif(find_program() is None, reason="Pagefind has no program for this machine")
def test_a_relative_folder_has_a_search_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    built = build(write_warehouse(Path("warehouse")))
    assert built.search == ""
    assert (tmp_path / "warehouse/site/search/newest-1/pagefind-entry.json").is_file()
