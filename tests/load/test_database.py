"""SQL that somebody typed can read the warehouse and nothing else, and can change nothing at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import duckdb
import pytest

from flows.errors import OnRecordError
from flows.load.database import open_for_analyst, open_published, open_stage

HOSTILE = {
    "writes a file": "copy (select 1) to 'loot.csv'",
    "writes Parquet": "copy quotes to 'loot.parquet' (format parquet)",
    "writes a file by a prepared statement": "prepare p as copy (select 1) to 'loot.csv'; execute p",
    "writes a file while it explains": "explain analyze copy (select 1) to 'loot.csv'",
    "writes over the published file": "copy (select 1) to '{file}' (format csv, use_tmp_file false)",
    "writes Parquet over the published file": "copy (select 1) to '{file}' (format parquet, use_tmp_file false)",
    "leaves a write-ahead log, which stops every reader": "copy (select 1) to '{file}.wal' (format csv)",
    "leaves a recovery log": "copy (select 1) to '{file}.wal.recovery' (format csv, use_tmp_file false)",
    "leaves a checkpoint log": "copy (select 1) to '{file}.wal.checkpoint' (format csv, use_tmp_file false)",
    "reads the published file as bytes": "from read_blob('{file}')",
    "attaches the published file for writing": "attach '{file}' as again (read_write)",
    "exports": "export database 'loot'",
    "imports": "import database '.'",
    "reads a file": "from read_text('secret.csv')",
    "reads CSV": "from read_csv('secret.csv')",
    "reads a file by its bare name": "from 'secret.csv'",
    "reads by a table function of a name": "from query_table('secret.csv')",
    "copies a file in": "create temp table t (line varchar); copy t from 'secret.csv'",
    "sniffs a file": "from sniff_csv('secret.csv')",
    "lists files": "from glob('*')",
    "reads another warehouse": "attach 'other.duckdb' as other",
    "reads a database file without attaching it": "from read_duckdb('other.duckdb', table_name = 't')",
    "asks the network": "from read_csv('https://example.test/rows.csv')",
    "installs an extension": "install httpfs",
    "installs an extension by force": "force install httpfs from 'https://example.test'",
    "loads an extension": "load httpfs",
    "loads an extension from a file": "load './evil.duckdb_extension'",
    "keeps a secret on disk": "create persistent secret s (type http, extra_http_headers map {'a': 'b'})",
    "opens the file system again": "set enable_external_access = true",
    "allows a folder": "set allowed_directories = ['.']",
    "enables the local file system": "set disabled_filesystems = ''",
    "unlocks the settings": "set lock_configuration = false",
    "resets the lock": "reset lock_configuration",
    "moves temporary files": "set temp_directory = '.'",
    "takes all memory": "set memory_limit = '1TB'",
    "sets by a pragma": "pragma memory_limit = '1TB'",
    "writes a profile": "pragma profiling_output = 'loot.json'",
    "profiles": "pragma enable_profiling",
    "logs to a file": "call enable_logging(storage = 'file', storage_path = 'loot')",
    "creates a table": "create table loot (i integer)",
    "replaces a view": "create or replace view mart.said_about as select 1",
    "replaces a macro": "create or replace macro main.quotes_by(who) as table select 1",
    "inserts": "insert into seeds.titles select * from seeds.titles",
    "updates": "update articles set text = ''",
    "deletes": "delete from ops.runs",
    "drops": "drop table articles",
    "alters": "alter table articles add column loot integer",
}


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory, whole: Path) -> Iterator[Path]:
    """A folder with a published file and another file, which is the working folder."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copyfile(whole, folder / "onrecord.duckdb")
    (folder / "secret.csv").write_text("line\nhidden\n", "utf-8")
    with duckdb.connect(str(folder / "other.duckdb")) as other:
        other.execute("create table t (i integer)")
    with chdir(folder):
        yield folder


@pytest.fixture(scope="module")
def analyst(at_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_for_analyst(at_home / "onrecord.duckdb") as connection:
        yield connection


def answer(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    rows = connection.sql(sql)
    return [] if rows is None else rows.fetchall()


def everything(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): hash(path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("sql", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_analyst_cannot_touch_anything(at_home: Path, analyst: duckdb.DuckDBPyConnection, sql: str) -> None:
    before = everything(at_home)
    with pytest.raises(duckdb.Error):
        answer(analyst, sql.replace("{file}", str(at_home / "onrecord.duckdb")))
    assert everything(at_home) == before


@pytest.mark.parametrize(
    "sql",
    [
        "from quotes",
        "from quotes_by('Ana')",
        "from mart.article_counts",
        "from duckdb_columns()",
        "create temp table mine as from articles; from mine",
        "set variable who = 'Ana'; from quotes_by(getvariable('who'))",
        "use ops; from runs; use main",
    ],
)
def test_an_analyst_can_ask(analyst: duckdb.DuckDBPyConnection, sql: str) -> None:
    assert answer(analyst, sql)


def test_a_local_variable_is_no_table(analyst: duckdb.DuckDBPyConnection) -> None:
    loot = analyst.sql("select 1 as i").pl()
    assert loot.height == 1
    with pytest.raises(duckdb.CatalogException):
        analyst.sql("from loot")


def test_a_query_too_large_for_memory_writes_no_file(analyst: duckdb.DuckDBPyConnection) -> None:
    assert answer(analyst, "select current_setting('temp_directory')") == [("",)]


@pytest.mark.parametrize("opener", [open_published, open_for_analyst])
def test_times_are_shown_in_utc(whole: Path, opener: object) -> None:
    assert callable(opener)
    with opener(whole) as connection:
        (rows,) = connection.sql(
            "select current_setting('timezone'), loaded_at::varchar from articles limit 1"
        ).fetchall()
    assert rows == ("UTC", "2026-11-01 02:00:00+00")


def test_a_published_file_is_opened_for_reading_only(whole: Path) -> None:
    with open_published(whole) as connection, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        connection.execute("delete from articles")


def test_a_stage_file_can_be_read_by_older_clients(tmp_path: Path) -> None:
    with open_stage(tmp_path / "stage.duckdb") as connection:
        connection.execute("create table t (i integer)")
        ((tags,),) = connection.execute("select tags from duckdb_databases() where database_name = 'stage'").fetchall()
    assert tags["storage_version"].startswith("v1.5")


@pytest.mark.parametrize("connect", [open_published, open_for_analyst])
def test_a_damaged_file_is_named_with_the_way_out(connect: Callable[[Path], object], tmp_path: Path) -> None:
    file = tmp_path / "onrecord.duckdb"
    file.write_bytes(b"not a database" * 1_000)
    with pytest.raises(OnRecordError, match=r"onrecord\.duckdb cannot be opened.*versions/"):
        connect(file)
