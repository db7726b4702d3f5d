"""The schema of a warehouse file: its tables, views, macros and seeds, and the migration of older files.

`sql/schema` defines a new file. `sql/migrations/NNNN_name.sql` migrates a file of schema version NNNN - 1 to NNNN.
Views, macros and seed tables hold no data of their own; they are created again every night.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from flows.errors import OnRecordError

SCHEMA_VERSION = 6
"""Every change of a table in `main` or `ops` increases it by one and adds a migration."""


def prepare(stage: duckdb.DuckDBPyConnection, sql: Path, seeds: Path) -> None:
    """Give the stage file, empty or of an earlier version, the current schema, seeds, views and macros."""
    stage.execute("create schema if not exists ops")
    version = read_schema_version(stage)
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


def read_schema_version(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The schema version that a file records; None for an empty file."""
    if not connection.execute(
        "select 1 from duckdb_tables() where schema_name = 'ops' and table_name = 'meta'"
    ).fetchone():
        return None
    row = connection.execute("select value from ops.meta where key = 'schema_version'").fetchone()
    return int(row[0]) if row else None


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
