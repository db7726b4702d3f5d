"""The Parquet files of an export: read by Polars and DuckDB, and the same when they are written again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.errors import UsageError
from flows.load.database import open_stage
from flows.load.publish import PUBLISHED
from flows.load.schema import prepare
from flows.report.export import MANIFEST, NO_DAY, TABLES, export

ROOT = Path(__file__).parents[2]
DAYS = {date(2026, 11, 20): 1, date(2026, 11, 21): 2, None: 1}
ROWS = """
    insert into articles by name
    select 'a' || i as article_id, 'c.test' as source, ['Ida Wren'] as authors, 'en' as language, 'Rain.' as text,
        1 as word_count, '' as text_hash, '' as record_hash, 1 as version, now() as first_seen_at, now() as loaded_at,
        day as published_on, '' as run_id, 'x' as extractor
    from (values (1, date '2026-11-20'), (2, date '2026-11-21'), (3, date '2026-11-21'), (4, null)) as t(i, day);
    insert into quotes by name
    select 'q' || substr(article_id, 2) as quote_id, article_id, 'direct' as kind, 'Rain.' as text, 0 as start_char,
        5 as end_char, [{start_char: 0, end_char: 5}] as segments, 'speech' as cue_class, 'none' as speaker_form,
        'nobody' as resolution, 1.0 as confidence, 'test' as rule, false as is_unclosed
    from articles;
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("export") / PUBLISHED
    with open_stage(file) as connection:
        prepare(connection, ROOT / "sql", ROOT / "seeds")
        connection.execute(ROWS)
    return file


def times(folder: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def test_polars_and_duckdb_read_the_days(template: Path, tmp_path: Path) -> None:
    done = export(template, tmp_path / "out")
    assert (done.rows["articles"], done.rows["quotes"], done.rows["entities"]) == (4, 4, 0)
    quotes = pl.scan_parquet(tmp_path / "out/quotes", hive_partitioning=True).collect()
    assert dict(quotes["day"].value_counts().iter_rows()) == DAYS
    assert quotes["segments"][0].to_list() == [{"start_char": 0, "end_char": 5}]
    query = f"select day::date, count(*)::integer from read_parquet('{tmp_path}/out/quotes/*/*.parquet') group by day"
    assert dict(duckdb.execute(query).fetchall()) == DAYS
    authors = f"select distinct authors from '{tmp_path}/out/articles/*/*.parquet'"
    assert duckdb.execute(authors).fetchall() == [(["Ida Wren"],)]


def test_empty_tables_keep_their_columns(template: Path, tmp_path: Path) -> None:
    export(template, tmp_path / "out")
    assert "aliases" in pl.read_parquet_schema(tmp_path / "out/entities/entities.parquet")
    assert "label" in pl.read_parquet_schema(tmp_path / f"out/mentions/day={NO_DAY}/mentions.parquet")


def test_a_second_export_changes_nothing(template: Path, tmp_path: Path) -> None:
    first = export(template, tmp_path / "out")
    before = times(tmp_path)
    second = export(template, tmp_path / "out")
    assert (first.written, second.written, second.removed) == (first.files, 0, 0)
    assert times(tmp_path) == before


def test_days_that_are_gone_are_removed(template: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(template, out)
    (out / "quotes/day=2026-11-21/mine.txt").write_text("kept")
    newer = tmp_path / PUBLISHED
    newer.write_bytes(template.read_bytes())
    with duckdb.connect(str(newer)) as connection:
        connection.execute("delete from quotes where article_id <> 'a1'; delete from articles where article_id <> 'a1'")
    done = export(newer, out)
    assert done.removed == 4
    assert {path.name for path in (out / "articles").iterdir()} == {"day=2026-11-20"}
    assert (out / "quotes/day=2026-11-21/mine.txt").exists()


def test_every_table_of_the_contract_is_exported(template: Path) -> None:
    contract = {"articles", "article_versions", "entities", "mentions", "quotes", "quote_mentions", "entity_redirects",
                "quote_families", "stories", "version_quotes"}  # fmt: skip
    assert set(TABLES) == contract


@pytest.mark.parametrize("content", ["", "{", "[]", '{"files": 3}', None])
def test_another_folder_is_refused(template: Path, tmp_path: Path, content: str | None) -> None:
    (tmp_path / (MANIFEST if content is not None else "letter.txt")).write_text(content or "")
    with pytest.raises(UsageError):
        export(template, tmp_path)


def test_a_forged_list_removes_nothing_outside(template: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("kept")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MANIFEST).write_text(json.dumps({"files": {"../letter.txt": 1}}))
    assert export(template, tmp_path / "out").removed == 0
    assert (tmp_path / "letter.txt").exists()


def test_an_unknown_table_is_named(template: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No table persons"):
        export(template, tmp_path / "out", ("persons",))
    assert not (tmp_path / "out").exists()
