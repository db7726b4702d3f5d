"""The schema of a warehouse file: its tables, views, macros and seeds, and the migration of older files.

`sql/schema` defines a new file. `sql/migrations/NNNN_name.sql` migrates a file of schema version NNNN - 1 to NNNN.
Views, macros and seed tables hold no data of their own; they are created again when `sql/` or a seed has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

import duckdb

from flows.errors import OnRecordError

SCHEMA_VERSION = 6
"""Every change of a table in `main` or `ops` increases it by one and adds a migration."""


_SHAPES = ("schema", "ops", "marts", "macros")
"""The folders of `sql/` that define what a warehouse file consists of."""


def prepare(stage: duckdb.DuckDBPyConnection, sql: Path, seeds: Path) -> None:
    """Give the stage file, empty or of an earlier version, the current schema, seeds, views and macros.

    Does nothing where the file has them: seeds that are written again make it grow.
    """
    stage.execute("create schema if not exists ops")
    version, shape = read_schema_version(stage), _digest_shape(sql, seeds)
    if version == SCHEMA_VERSION and read_fact(stage, "shape") == shape:
        return
    if version is None:
        _run_folder(stage, sql / "schema" / "main")
        _run_folder(stage, sql / "schema" / "ops")
    else:
        migrate(stage, version, SCHEMA_VERSION, sql / "migrations")
        _update_comments(stage, sql / "schema")
    _drop_derived(stage)
    _load_seeds(stage, sql / "schema" / "seeds", seeds)
    for folder in ("ops", "marts", "macros"):
        _run_folder(stage, sql / folder)
    write_facts(stage, {"shape": shape})


def read_schema_version(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The schema version that a file records; None for an empty file."""
    version = read_fact(connection, "schema_version")
    return int(version) if version else None


def read_fact(connection: duckdb.DuckDBPyConnection, key: str) -> str | None:
    """A fact of `ops.meta`; None where it is not recorded, or the file is empty."""
    if not connection.execute(
        "select 1 from duckdb_tables() where schema_name = 'ops' and table_name = 'meta'"
    ).fetchone():
        return None
    rows = connection.execute("select value from ops.meta where key = ?", [key]).fetchall()
    return str(rows[0][0]) if rows else None


def write_facts(connection: duckdb.DuckDBPyConnection, facts: Mapping[str, str]) -> None:
    """Record facts in `ops.meta`; each replaces the one with its key."""
    for key, value in facts.items():
        connection.execute("delete from ops.meta where key = ?", [key])
        connection.execute("insert into ops.meta values (?, ?)", [key, value])


def _digest_shape(sql: Path, seeds: Path) -> str:
    """The digest of all files that decide what a warehouse file consists of besides its rows."""
    whole = blake2b(digest_size=16)
    for file in _list_shape(sql, seeds):
        whole.update(f"{file.parent.name}/{file.name}".encode())
        whole.update(blake2b(file.read_bytes()).digest())
    return whole.hexdigest()


def _list_shape(sql: Path, seeds: Path) -> Iterator[Path]:
    for folder in _SHAPES:
        yield from sorted((sql / folder).glob("**/*.sql"))
    for table in sorted((sql / "schema" / "seeds").glob("*.sql")):
        yield seeds / f"{table.stem}.csv"


def migrate(stage: duckdb.DuckDBPyConnection, version: int, target: int, migrations: Path) -> None:
    """Apply the migrations after `version` up to `target`, in order, inside the caller's transaction.

    Raises `OnRecordError` if the file is newer than this software, or a migration is missing.
    """
    if version > target:
        raise OnRecordError(
            f"The warehouse has schema version {version}, this On Record knows {target}: "
            "install the newer On Record that wrote it, or name another folder with --warehouse."
        )
    for number in range(version + 1, target + 1):
        steps = sorted(migrations.glob(f"{number:04}_*.sql"))
        if len(steps) != 1:
            raise OnRecordError(f"Expected one migration {number:04}_….sql in {migrations.name}/, found {len(steps)}.")
        stage.execute(steps[0].read_text("utf-8"))


def _run_folder(stage: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for file in sorted(folder.glob("*.sql")):
        stage.execute(file.read_text("utf-8"))


def _update_comments(stage: duckdb.DuckDBPyConnection, schema: Path) -> None:
    """Give the tables of an older file the current comments; a changed comment needs no migration."""
    for file in sorted([*schema.glob("main/*.sql"), *schema.glob("ops/*.sql")]):
        for statement in stage.extract_statements(file.read_text("utf-8")):
            if statement.query.lstrip().lower().startswith("comment on"):
                stage.execute(statement)


def _drop_derived(stage: duckdb.DuckDBPyConnection) -> None:
    """Drop everything that is created again, so that a relation whose file was deleted disappears."""
    for schema in ("mart", "seeds"):
        stage.execute(f"drop schema if exists {schema} cascade")
        stage.execute(f"create schema {schema}")
    views = "select schema_name, view_name from duckdb_views() where not internal and schema_name in ('main', 'ops')"
    for schema, name in stage.execute(views).fetchall():
        stage.execute(f'drop view {schema}."{name}"')
    macros = "select function_name, function_type from duckdb_functions() where not internal and schema_name = 'main'"
    for name, kind in stage.execute(macros).fetchall():
        stage.execute(f'drop macro {"table" if kind == "table_macro" else ""} main."{name}"')


def _load_seeds(stage: duckdb.DuckDBPyConnection, schema: Path, seeds: Path) -> None:
    for file in sorted(schema.glob("*.sql")):
        stage.execute(file.read_text("utf-8"))
        stage.execute(
            f"insert into seeds.{file.stem} by name "
            "select * from read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')",
            [str(seeds / f"{file.stem}.csv")],
        )
