"""A site is the same for the same file, changes only where its warehouse does, and takes a warehouse as it is."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import duckdb
import pytest

from flows.errors import OnRecordError
from flows.load.publish import PUBLISHED
from flows.site.build import build_site
from flows.site.store import MANIFEST
from tests.site.conftest import (
    ARTICLES,
    HOSTILE,
    SECOND_NIGHT,
    Article,
    Said,
    build,
    contents,
    entity_id,
    write_warehouse,
)

TABLES = ("quote_mentions", "quotes", "mentions", "entities", "article_versions", "articles")


def test_the_same_file_gives_the_same_bytes(warehouse: Path, tmp_path: Path) -> None:
    shutil.copytree(warehouse, tmp_path / "w", ignore=shutil.ignore_patterns("site"))
    build(tmp_path / "w")
    assert contents(tmp_path / "w" / "site") == contents(warehouse / "site")


def test_a_second_build_writes_nothing(warehouse: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(warehouse, tmp_path / "w"))
    assert build(folder).count_written == 0


def test_a_night_renders_only_what_changed(tmp_path: Path) -> None:
    quiet = [Article(f"bb{n:02}", f"Rain fell on day {n}.", source=f"Paper {n}") for n in range(10)]
    said = Said("Rain again, and nobody is surprised,", "Ann Ash", "Ann Ash")
    late = Article("cc01", "“Rain again, and nobody is surprised,” said Ann Ash.", said=[said], seen=SECOND_NIGHT)
    folder = write_warehouse(tmp_path / "w", quiet)
    build(folder)
    before = contents(folder / "site")
    (folder / PUBLISHED).unlink()
    write_warehouse(folder, [*quiet, late])
    build(folder)
    after = contents(folder / "site")
    changed = {path for path in after if before.get(path) != after[path]}
    assert "articles/cc01.html" in changed
    assert not {path for path in changed if path.startswith(("articles/bb", "outlets/")) and path in before}


def test_pages_of_forgotten_articles_go(tmp_path: Path) -> None:
    folder = write_warehouse(tmp_path / "w")
    build(folder)
    (folder / PUBLISHED).unlink()
    write_warehouse(folder, ARTICLES[:1])
    assert build(folder).count_removed > 0
    assert [path.name for path in (folder / "site" / "articles").iterdir()] == ["aa01.html"]


def test_a_killed_build_is_followed_by_a_whole_one(warehouse: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(warehouse, tmp_path / "w"))
    (folder / "site" / MANIFEST).unlink()
    assert build(folder).count_written > len(ARTICLES)
    assert contents(folder / "site") == contents(warehouse / "site")


def test_a_changed_name_reaches_old_articles(tmp_path: Path) -> None:
    folder = write_warehouse(tmp_path / "w", ARTICLES[:1])
    build(folder)
    (folder / PUBLISHED).unlink()
    write_warehouse(folder, ARTICLES[:1], extra="update main.quotes set speaker = 'Nuala Byrne-Ash'")
    build(folder)
    assert "Nuala Byrne-Ash" in (folder / "site" / "articles" / "aa01.html").read_text("utf-8")


@pytest.mark.parametrize(
    "extra",
    [
        "update main.articles set published_at = null, published_on = null",
        "delete from main.quotes; delete from main.quote_mentions",
        "delete from main.mentions; delete from main.entities; delete from main.quote_mentions",
        ";".join(f"delete from main.{table}" for table in TABLES),
        "delete from ops.runs",
        "drop table seeds.quote_confidence",
        "drop view ops.source_health",
        "drop view mart.quote_sources; drop table main.stemmed_texts",
    ],
    ids=["no dates", "no quotes", "no names", "nothing at all", "no runs", "no seeds", "no health", "an older shape"],
)
def test_a_poor_warehouse_still_has_a_site(tmp_path: Path, extra: str) -> None:
    folder = write_warehouse(tmp_path / "w", extra=extra)
    build(folder)
    assert (folder / "site" / "index.html").read_text("utf-8").endswith("</html>")


def test_one_article_is_enough(tmp_path: Path) -> None:
    folder = write_warehouse(tmp_path / "w", ARTICLES[:1])
    build(folder)
    page = (folder / "site" / "index.html").read_text("utf-8")
    assert "Nuala Byrne was quoted most, twice." in page
    assert "This is the first night" in page


def test_a_warehouse_without_a_file_has_the_quality_page(tmp_path: Path) -> None:
    folder = write_warehouse(tmp_path / "w")
    (folder / PUBLISHED).unlink()
    build(folder)
    pages = [path.name for path in (folder / "site").glob("*.html")]
    assert pages == ["quality.html"]


def test_older_nights_may_be_missing_or_broken(tmp_path: Path) -> None:
    folder = write_warehouse(tmp_path / "w")
    (folder / "versions").mkdir()
    (folder / "versions" / "2026-11-20.1.duckdb").write_bytes(b"not a database")
    build(folder)
    assert "+50.0" in (folder / "site" / "index.html").read_text("utf-8")


def test_an_older_file_says_what_to_do(tmp_path: Path) -> None:
    folder = write_warehouse(tmp_path / "w", extra="drop table main.quotes cascade")
    with pytest.raises(OnRecordError, match="run a night"):
        build_site(folder, None)


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    (tmp_path / PUBLISHED).write_bytes(b"not a database")
    with pytest.raises(OnRecordError, match="cannot be opened"):
        build_site(tmp_path, None)


@pytest.mark.slow
def test_many_entities_do_not_slow_the_site(tmp_path: Path) -> None:
    folder = write_warehouse(tmp_path / "w")
    with duckdb.connect(str(folder / PUBLISHED)) as connection:
        connection.execute(
            "insert into entities select printf('%016x', i), 'Name' || i, 'PERSON', [], now(), 1, 1 "
            "from range(300_000) as t(i)"
        )
    began = time.process_time()
    built = build(folder)
    assert built.count_files < 1_000
    assert time.process_time() - began < 30


def test_only_the_most_quoted_have_pages(tmp_path: Path) -> None:
    folder = write_warehouse(tmp_path / "w")
    build(folder, page_limit=1)
    assert [path.stem for path in (folder / "site" / "names").iterdir()] == [entity_id("Nuala Byrne")]


def test_hostile_words_are_escaped_in_every_file(site: Path) -> None:
    for path, content in contents(site).items():
        assert HOSTILE.encode() not in content, path
        assert "\u202e".encode() not in content, path


def test_no_file_leaves_the_folder(warehouse: Path) -> None:
    assert {path.name for path in warehouse.iterdir()} >= {PUBLISHED, "site"}
    assert not list(warehouse.rglob("etc*"))
    assert all(path.stem.isalnum() for path in (warehouse / "site" / "outlets").iterdir())


def test_whole_texts_are_shown_only_on_request(warehouse: Path, tmp_path: Path) -> None:
    short = (warehouse / "site" / "articles" / "aa01.html").read_text("utf-8")
    folder = Path(shutil.copytree(warehouse, tmp_path / "w"))
    build(folder, is_whole=True)
    whole = (folder / "site" / "articles" / "aa01.html").read_text("utf-8")
    assert "Ruane Group did not answer." not in short
    assert "Ruane Group did not answer." in whole


def test_no_page_asks_another_machine(site: Path) -> None:
    for path, content in contents(site).items():
        if path.endswith(".html"):
            text = content.decode()
            assert "default-src 'none'" in text, path
            assert "<style" not in text, path
            assert " style=" not in text, path
            assert 'src="http' not in text, path
