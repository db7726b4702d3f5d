"""A warehouse file gets today's shape, from nothing or from an earlier one."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from flows.errors import OnRecordError
from flows.load import schema
from flows.load.database import open_published, open_stage
from flows.load.schema import SCHEMA_VERSION, migrate, prepare, read_schema_version

from .conftest import SEEDS, SQL, Nights, Publish, article
from .snapshot import read_tables

SCHEMAS = "('main', 'mart', 'seeds', 'ops')"
UNCOMMENTED = {
    "tables": f"select schema_name, table_name from duckdb_tables() where schema_name in {SCHEMAS}",
    "views": f"select schema_name, view_name from duckdb_views() where schema_name in {SCHEMAS} and not internal",
    "columns": f"select schema_name, table_name, column_name from duckdb_columns() where schema_name in {SCHEMAS}"
    " and not internal",
    "macros": "select schema_name, function_name from duckdb_functions() where not internal",
}


@pytest.mark.parametrize("kind", UNCOMMENTED)
def test_everything_that_an_analyst_can_see_carries_a_comment(whole: Path, kind: str) -> None:
    with open_published(whole) as connection:
        query = UNCOMMENTED[kind]
        assert connection.execute(query).fetchall(), f"there are no {kind}"
        silent = connection.execute(f"from ({query.replace('select ', 'select comment, ', 1)}) where comment is null")
        assert silent.fetchall() == []


def test_quotes_of_old_versions_repeat_the_columns_of_quotes(whole: Path) -> None:
    columns = "select column_name, data_type, is_nullable, comment from duckdb_columns() where schema_name = 'main'"
    with open_published(whole) as connection:
        quotes, versions = (
            connection.execute(f"{columns} and table_name = ? order by column_index", [table]).fetchall()
            for table in ("quotes", "version_quotes")
        )
    assert versions[:-1] == quotes
    assert versions[-1][0] == "version"


def test_every_file_of_sql_is_there_under_its_own_name(whole: Path) -> None:
    with open_published(whole) as connection:
        seen = {
            *connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall(),
            *connection.execute("select schema_name || '.' || view_name from duckdb_views()").fetchall(),
            *connection.execute(
                "select 'macros.' || function_name from duckdb_functions() where not internal"
            ).fetchall(),
        }
    folders = {"schema/main": "main", "schema/ops": "ops", "schema/seeds": "seeds", "marts": "mart", "ops": "ops"}
    folders["macros"] = "macros"
    wanted = {f"{name}.{file.stem}" for folder, name in folders.items() for file in (SQL / folder).glob("*.sql")}
    assert wanted - {name for (name,) in seen} == set()


def test_seeds_are_loaded_whole(whole: Path) -> None:
    with open_published(whole) as connection:
        loaded = {
            file.stem: connection.sql(f"from seeds.{file.stem}").shape[0]
            for file in (SQL / "schema" / "seeds").glob("*.sql")
        }
    in_files = {}
    for name in loaded:
        with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            in_files[name] = sum(1 for _ in csv.DictReader(file))
    assert loaded == in_files
    assert all(loaded.values())


OF_THE_SHIPPED_FILE_ALONE = {"byline_words", "not_articles", "record_fields", "time_zones", "tracking_parameters"}
"""Seeds that are not read from the folder that a user may set, so that its tables could not say what is in force."""


def test_every_seed_has_its_table() -> None:
    tables = {file.stem for file in (SQL / "schema" / "seeds").glob("*.sql")}
    assert tables | OF_THE_SHIPPED_FILE_ALONE == {file.stem for file in SEEDS.glob("*.csv")}


def relations(stage: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return stage.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal order by all"
    ).fetchall()


@pytest.fixture
def sql(tmp_path: Path) -> Path:
    """A small `sql/` that a test may change."""
    files = {
        "schema/main/t.sql": "create table main.t (i integer)",
        "schema/ops/meta.sql": "create table ops.meta (key varchar, value varchar)",
        "schema/seeds/verbs.sql": "create table seeds.verbs (verb varchar, weight double, reason varchar)",
        "ops/counted.sql": "create or replace view ops.counted as select count(*) as n from ops.meta",
        "marts/doubled.sql": "create view mart.doubled as select 2 * i as i from main.t",
        "macros/twice.sql": "create macro main.twice(x) as 2 * x",
        "macros/above.sql": "create macro main.above(x) as table select i from main.t where i > x",
    }
    for name, text in files.items():
        file = tmp_path / "sql" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "sql"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "verbs.csv").write_text('verb,reason,weight\nsay,"a ""neutral"" one, plain",1.5\n', "utf-8")
    return folder


def published_with(stage: duckdb.DuckDBPyConnection, version: int) -> None:
    stage.execute("delete from ops.meta")
    stage.execute("insert into ops.meta values ('schema_version', ?)", [str(version)])


def test_an_empty_file_has_no_version() -> None:
    with open_stage(Path(":memory:")) as stage:
        assert read_schema_version(stage) is None


def count_seeds(stage: duckdb.DuckDBPyConnection) -> int:
    (count,) = stage.execute("select count(*) from seeds.verbs").fetchone() or (0,)
    return int(count)


def test_an_unchanged_shape_is_not_written_again(sql: Path, seeds: Path) -> None:
    with open_stage(Path(":memory:")) as stage:
        prepare(stage, sql, seeds)
        schema.write_facts(stage, {"schema_version": str(SCHEMA_VERSION)})
        stage.execute("delete from seeds.verbs")
        prepare(stage, sql, seeds)
        assert count_seeds(stage) == 0


@pytest.mark.parametrize("changed", ["seeds/verbs.csv", "sql/marts/doubled.sql", "sql/schema/seeds/verbs.sql"])
def test_a_changed_file_gives_a_new_shape(sql: Path, seeds: Path, changed: str) -> None:
    with open_stage(Path(":memory:")) as stage:
        prepare(stage, sql, seeds)
        schema.write_facts(stage, {"schema_version": str(SCHEMA_VERSION)})
        stage.execute("delete from seeds.verbs")
        with (sql.parent / changed).open("a", encoding="utf-8") as file:
            file.write("\n")
        prepare(stage, sql, seeds)
        assert count_seeds(stage) == 1


def test_a_file_is_prepared_again_every_night(sql: Path, seeds: Path) -> None:
    with open_stage(Path(":memory:")) as stage:
        prepare(stage, sql, seeds)
        published_with(stage, SCHEMA_VERSION)
        stage.execute("insert into t values (1)")
        before = relations(stage)
        prepare(stage, sql, seeds)
        assert relations(stage) == before
        assert stage.execute("from mart.doubled").fetchall() == [(2,)]
        assert stage.execute("select twice(i) from above(0)").fetchall() == [(2,)]
        assert stage.execute("from seeds.verbs").fetchall() == [("say", 1.5, 'a "neutral" one, plain')]


def test_what_was_deleted_from_sql_does_not_live_on(sql: Path, seeds: Path) -> None:
    with open_stage(Path(":memory:")) as stage:
        prepare(stage, sql, seeds)
        published_with(stage, SCHEMA_VERSION)
        for file in (
            "ops/counted.sql",
            "marts/doubled.sql",
            "macros/twice.sql",
            "macros/above.sql",
            "schema/seeds/verbs.sql",
        ):
            (sql / file).unlink()
        prepare(stage, sql, seeds)
        assert {row[:2] for row in relations(stage)} == {("main", "t"), ("ops", "meta")}
        assert stage.execute("from duckdb_functions() where not internal").fetchall() == []


def test_a_seed_that_lacks_a_column_is_refused(sql: Path, seeds: Path) -> None:
    (seeds / "verbs.csv").write_text("verb,weight,grounds\nsay,1,none\n", "utf-8")
    with open_stage(Path(":memory:")) as stage, pytest.raises(duckdb.Error, match="grounds"):
        prepare(stage, sql, seeds)


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0002_editions.sql").write_text(
        "alter table main.articles add column edition varchar;"
        "update main.articles set edition = 'first';"
        "comment on column main.articles.edition is 'Edition';",
        "utf-8",
    )
    (folder / "0003_late_editions.sql").write_text("update main.articles set edition = edition || ', late'", "utf-8")
    return folder


def test_an_older_file_takes_every_step_after_its_version(publish: Publish, nights: Nights, migrations: Path) -> None:
    file = publish(nights.tonight(article("a1")))
    with open_stage(file) as old:
        migrate(old, 1, 3, migrations)
        assert old.execute("select article_id, edition from articles").fetchall() == [("a1", "first, late")]
        migrate(old, 3, 3, migrations)
        migrate(old, 2, 3, migrations)
        assert old.execute("select edition from articles").fetchall() == [("first, late, late",)]


def test_a_night_migrates_an_older_file(
    publish: Publish, nights: Nights, migrations: Path, plain_sql: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = publish(nights.tonight(article("a1")))
    with open_stage(file) as old:
        old.execute("update ops.meta set value = '1' where key = 'schema_version'")
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 2)
    (migrations.parent / "schema").symlink_to(plain_sql / "schema")
    with open_stage(file) as old:
        prepare(old, migrations.parent, SEEDS)
        assert old.execute("select edition from articles").fetchall() == [("first",)]


def test_a_step_that_fails_leaves_the_file_as_it_was(publish: Publish, nights: Nights, migrations: Path) -> None:
    (migrations / "0003_late_editions.sql").write_text("alter table main.nothing add column i integer", "utf-8")
    file = publish(nights.tonight(article("a1")))
    with open_stage(file) as old:
        before = relations(old)
        old.begin()
        with pytest.raises(duckdb.CatalogException):
            migrate(old, 1, 3, migrations)
        old.rollback()
        assert relations(old) == before


def test_a_newer_file_is_refused_with_what_to_do(migrations: Path) -> None:
    with open_stage(Path(":memory:")) as stage, pytest.raises(OnRecordError, match="install the newer On Record"):
        migrate(stage, 4, 3, migrations)


def test_a_missing_step_is_refused(migrations: Path) -> None:
    with open_stage(Path(":memory:")) as stage, pytest.raises(OnRecordError, match=r"0004_.*found 0"):
        migrate(stage, 3, 4, migrations)


def test_two_steps_of_one_number_are_refused(migrations: Path) -> None:
    (migrations / "0002_other.sql").write_text("select 1", "utf-8")
    with open_stage(Path(":memory:")) as stage, pytest.raises(OnRecordError, match=r"0002_.*found 2"):
        migrate(stage, 1, 2, migrations)


def test_every_version_after_the_first_has_its_step() -> None:
    steps = [int(file.name[:4]) for file in sorted((SQL / "migrations").glob("*.sql"))]
    assert steps == list(range(2, SCHEMA_VERSION + 1))


@pytest.fixture
def old_file() -> Iterator[Callable[[int], duckdb.DuckDBPyConnection]]:
    """A file with the tables of an earlier schema version and an article in it."""
    with open_stage(Path(":memory:")) as old:

        def opened(version: int) -> duckdb.DuckDBPyConnection:
            old.execute("\n".join(["create schema ops;", *read_tables(version).values()]))
            published_with(old, version)
            old.execute(
                "insert into main.articles by name select 'a1' as article_id, 'courier.test' as source, [] as authors,"
                "'Rain fell.' as text, 2 as word_count, 'h' as text_hash, 'r' as record_hash, 1 as version,"
                "now() as first_seen_at, now() as loaded_at, '2026-11-01.1' as run_id, 'x' as extractor"
            )
            return old

        yield opened


def tables(stage: duckdb.DuckDBPyConnection) -> dict[str, object]:
    """Tables, columns, their types and comments in `main` and `ops`."""
    schemas = "schema_name in ('main', 'ops') and not internal"
    return {
        "tables": stage.execute(
            f"select table_name, comment from duckdb_tables() where {schemas} order by 1"
        ).fetchall(),
        "columns": stage.execute(
            "select schema_name, columns.table_name, column_name, data_type, is_nullable, column_default, comment "
            f"from duckdb_columns() as columns where {schemas} and (schema_name, table_name) in "
            "(select (schema_name, table_name) from duckdb_tables()) order by all"
        ).fetchall(),
        "constraints": stage.execute(
            "select table_name, constraint_text from duckdb_constraints() "
            "where schema_name in ('main', 'ops') order by all"
        ).fetchall(),
    }


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_file_of_each_version_gets_the_tables_of_today(
    version: int, old_file: Callable[[int], duckdb.DuckDBPyConnection]
) -> None:
    old = old_file(version)
    prepare(old, SQL, SEEDS)
    with open_stage(Path(":memory:")) as fresh:
        prepare(fresh, SQL, SEEDS)
        assert tables(old) == tables(fresh), (
            "a table was changed: raise SCHEMA_VERSION and add a migration, "
            f"or, before a release, write versions/{SCHEMA_VERSION:04} anew: python -m tests.load.snapshot"
        )
    assert old.execute("select article_id, text from articles").fetchall() == [("a1", "Rain fell.")]


def test_an_older_file_learns_which_quotes_entered_later(old_file: Callable[[int], duckdb.DuckDBPyConnection]) -> None:
    old = old_file(5)
    texts = ("It rained.", "It rained. “It never stops.”")
    old.execute("update articles set version = 2, text = ?", [texts[1]])
    old.executemany(
        "insert into article_versions by name "
        "select 'a1' as article_id, ? as version, ? as text, 'h' as text_hash, ?::timestamptz as seen_from",
        [(1, texts[0], "2026-11-01 02:00+00"), (2, texts[1], "2026-11-02 02:00+00")],
    )
    old.execute(
        "insert into quotes by name select 'q1' as quote_id, 'a1' as article_id, 'direct' as kind, "
        "'It never stops.' as text, 12 as start_char, 27 as end_char, "
        "[{start_char: 12, end_char: 27}] as segments, 'none' as speaker_form, 'nobody' as resolution, "
        "1.0 as confidence, 'test' as rule, false as is_unclosed"
    )
    prepare(old, SQL, SEEDS)
    query = "select quote_id, seen_from = timestamptz '2026-11-02 02:00+00' from late_quotes"
    assert old.execute(query).fetchall() == [("q1", True)]
