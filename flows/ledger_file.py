"""The file of the ledger: its tables are made and extended, and damage is named with the way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from flows.errors import OnRecordError

FILE = "ledger.sqlite"


class Connection(sqlite3.Connection):
    """A connection that says what to do when a statement meets a damaged page of the file."""

    def execute(self, *args: Any) -> sqlite3.Cursor:
        """Execute a statement."""
        with name_damage():
            return super().execute(*args)

    def executemany(self, *args: Any) -> sqlite3.Cursor:
        """Execute a statement for many rows."""
        with name_damage():
            return super().executemany(*args)


def create_table(connection: sqlite3.Connection, table: str, statement: str) -> None:
    """Create a table, or add the columns that it lacks."""
    connection.execute(statement)
    existing = _columns(connection, table)
    with closing(sqlite3.connect(":memory:")) as blank:
        blank.execute(statement)
        wanted = _columns(blank, table)
    for name in wanted.keys() - existing.keys():
        # An earlier On Record made the table. Its rows have no value here, so the column allows NULL.
        connection.execute(f"alter table {table} add column {name} {wanted[name]}")
    if "run_id" in wanted:
        # `status` and each publication read these tables by run, and they grow for years.
        connection.execute(f"create index if not exists {table}_of_run on {table} (run_id)")


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    return {name: kind for _, name, kind, *_ in connection.execute(f"pragma table_info({table})")}


@contextmanager
def close_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Close the connection if this block fails."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


@contextmanager
def name_damage() -> Iterator[None]:
    """Say what to do about a damaged file. Other errors, such as a full disk, are subclasses of SQLite's class."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        raise OnRecordError(
            f"The warehouse's {FILE} is damaged ({error}): move it away. "
            "The next run restores the history from the published file."
        ) from None


def read_statement(script: str) -> str:
    """The `create table` statement of a schema file, for SQLite: in the main schema, and only if it is missing."""
    statement = script[script.index("create table") : script.index(";") + 1]
    return statement.replace("create table ops.", "create table if not exists main.", 1)
