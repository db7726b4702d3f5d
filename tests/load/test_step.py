"""A night into the warehouse: all of it or none."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.errors import OnRecordError
from flows.ledger import Ledger
from flows.load.database import open_published
from flows.load.publish import PUBLISHED
from flows.load.schema import SCHEMA_VERSION
from flows.load.step import check_stage, load_stage, publish_stage

from .conftest import SEEDS, SQL, Nights, Publish, article, mention, quote, record_run


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with open_published(file) as connection:
        return connection.execute(query).fetchall()


def test_night_after_night(publish: Publish, nights: Nights, warehouse: Path) -> None:
    publish(nights.tonight(article("a1")))
    file = publish(nights.tonight(article("a2", "Snow fell.")))
    assert file == warehouse / PUBLISHED
    assert rows(file, "select article_id, run_id from articles order by all") == [
        ("a1", "2026-11-01.1"),
        ("a2", "2026-11-02.1"),
    ]
    assert rows(file, "select run_id, status, exit_code, seconds from ops.runs order by all") == [
        ("2026-11-01.1", "published", 0, 60.0),
        ("2026-11-02.1", "published", 0, 60.0),
    ]
    assert rows(file, "from ops.meta where key <> 'shape' order by all") == [
        ("run_id", "2026-11-02.1"),
        ("schema_version", str(SCHEMA_VERSION)),
    ]
    assert sorted(path.name for path in warehouse.glob("*.duckdb*")) == [PUBLISHED]
    version = warehouse / "versions" / "2026-11-01.1.duckdb"
    assert rows(version, "select article_id from articles") == [("a1",)]


def test_the_same_night_twice_leaves_the_content_as_it_was(publish: Publish, nights: Nights) -> None:
    content = ["articles", "article_versions", "entities", "mentions", "quotes", "quote_mentions"]
    file = publish(nights.tonight(article("a1"), mentions=[mention("a1", 0, 4, "Rain")], quotes=[quote("a1", (0, 4))]))
    before = [rows(file, f"from {table} order by all") for table in content]
    assert all(before)
    publish(nights.tonight())
    assert [rows(file, f"from {table} order by all") for table in content] == before


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("insert into main.nothing values (1)", duckdb.CatalogException),
        ("delete from main.articles where article_id = 'a2'", OnRecordError),
        ("delete from main.mentions where article_id = 'a2'", OnRecordError),
        ("delete from main.quotes where article_id = 'a2'", OnRecordError),
    ],
)
def test_a_night_that_cannot_be_loaded_whole_leaves_nothing_of_itself(
    publish: Publish,
    nights: Nights,
    warehouse: Path,
    plain_sql: Path,
    tmp_path: Path,
    statement: str,
    error: type[Exception],
) -> None:
    file = publish(nights.tonight(article("a1")))
    before = file.read_bytes()
    broken = tmp_path / "sql"
    broken.mkdir()
    for part in ("schema", "macros", "identity", "load", "derive", "search"):
        (broken / part).mkdir()
        for inner in (plain_sql / part).iterdir():
            (broken / part / inner.name).symlink_to(inner)
    (broken / "derive" / "9_broken.sql").write_text(statement, "utf-8")
    tonight = nights.tonight(article("a2"), mentions=[mention("a2", 0, 4, "Rain")], quotes=[quote("a2", (0, 4))])
    with pytest.raises(error):
        load_stage(warehouse, tonight, sql=broken, seeds=SEEDS)
    assert file.read_bytes() == before
    # What it left behind holds nothing of the night, and the next one starts afresh.
    (stage,) = warehouse.glob(".stage-*.duckdb")
    assert rows(stage, "select article_id from articles") == [("a1",)]
    publish(nights.tonight(article("a3", "Snow.")))
    assert rows(file, "select article_id from articles order by all") == [("a1",), ("a3",)]


def test_the_checks_judge_the_stage(warehouse: Path, nights: Nights, plain_sql: Path) -> None:
    tonight = nights.tonight(article("a1", "Rain fell."), mentions=[mention("a1", 0, 4, "Snow")])
    stage = load_stage(warehouse, tonight, sql=plain_sql, seeds=SEEDS)
    failed = check_stage(stage, sql=SQL).filter(~pl.col("is_passed"))
    assert failed["rule_id"].to_list() == ["mention_text_is_slice"]


def test_a_run_is_called_published_in_the_file_before_the_ledger_says_so(
    warehouse: Path, nights: Nights, plain_sql: Path
) -> None:
    with Ledger.open(warehouse, plain_sql) as ledger:
        tonight = nights.tonight(article("a1"), run_id=record_run(ledger, 1))
        stage = load_stage(warehouse, tonight, sql=plain_sql, seeds=SEEDS)
        file = publish_stage(warehouse, stage, ledger, run_id=tonight.run_id, seconds=2.5, keep=1)
        assert rows(file, "select status, seconds from ops.runs") == [("published", 2.5)]
        assert ledger.rows("select status, seconds from runs") == [{"status": "running", "seconds": None}]
