"""The ledger, in SQLite: runs, steps, outcomes, checks, fetches, quarantine, incidents, deliveries.

SQLite in WAL mode is complete after a kill, and `status` can read it while a run writes. `sql/schema/ops` defines the
tables, in statements that DuckDB and SQLite both accept. Each publication copies them into the schema `ops`.
Times are ISO 8601 in UTC, lists are JSON.
"""

from __future__ import annotations

import json
import os
import socket
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from flows.enums import RunStatus
from flows.errors import Exit, OnRecordError
from flows.ledger_file import FILE as FILE
from flows.ledger_file import Connection, close_on_error, create_table, name_damage, read_statement

REPLACED = "unfinished_run"
"""The rule of the note in `ops.notes` of a run that took the place of an unfinished one."""

RUN_TABLES = ("steps", "outcomes", "checks", "quarantine", "fetches", "notes", "source_nights", "backfilled_nights")
"""The tables whose rows a run appends while it goes on."""

_PUBLISHED_ONLY = {"meta"}

Frame = tuple[str, str, list[str]]  # a temporary table that statements read: name, column, values


class Ledger:
    """The ledger of one warehouse. Only the run that holds the warehouse writes; everybody may read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, warehouse: Path, sql: Path) -> Ledger:
        """The ledger of `warehouse`, for writing. Missing tables and columns are created."""
        connection = sqlite3.connect(warehouse / FILE, isolation_level=None, timeout=30, factory=Connection)
        with close_on_error(connection):
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = normal")
            for file in sorted((sql / "schema" / "ops").glob("*.sql")):
                if file.stem not in _PUBLISHED_ONLY:
                    create_table(connection, file.stem, read_statement(file.read_text("utf-8")))
        return cls(connection)

    @classmethod
    def read(cls, warehouse: Path, *, leaves_no_files: bool = False) -> Ledger:
        """The ledger of `warehouse`, read-only; raises `FileNotFoundError` if it does not exist.

        `leaves_no_files`: for a short look, without SQLite's two empty files. It does not notice a run that starts.
        """
        file = warehouse / FILE
        if not file.exists():
            raise FileNotFoundError(file)
        has_log = file.with_name(f"{FILE}-wal").exists()
        mode = "mode=ro&immutable=1" if leaves_no_files and not has_log else "mode=ro"
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?{mode}", uri=True, timeout=30, factory=Connection)
        with close_on_error(connection):
            connection.execute("select count(*) from main.sqlite_master").fetchone()
        return cls(connection)

    def close(self) -> None:
        """Close the file. SQLite merges its write-ahead log into it."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sync(self) -> None:
        """Write everything through to the disk. Other commits survive a kill, but perhaps not a power failure."""
        self._connection.execute("pragma wal_checkpoint(passive)")

    def find_damage(self) -> str | None:
        """The first damage of the file that SQLite finds; None if it finds none."""
        try:
            answer = self._connection.execute("pragma quick_check(1)").fetchone()[0]
        except (OnRecordError, sqlite3.DatabaseError) as error:
            return str(error)
        return None if answer == "ok" else str(answer)

    def list_tables(self) -> list[str]:
        """The names of the tables, sorted."""
        found = self._connection.execute("select name from main.sqlite_master where type = 'table' order by name")
        return [name for (name,) in found if not name.startswith("sqlite_")]

    def rows(self, query: str, parameters: Iterable[Any] = ()) -> list[dict[str, Any]]:
        """The rows of a query as dicts."""
        cursor = self._connection.execute(query, tuple(parameters))
        names = [column[0] for column in cursor.description or ()]
        with name_damage():
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything in this block, or nothing."""
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def add(self, table: str, rows: Iterable[Mapping[str, Any]], **common: Any) -> None:
        """Append rows to `table`, each with the values in `common` (such as `run_id`) added."""
        self._insert("insert", table, [{**common, **row} for row in rows])

    def put(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write rows to `table`; each replaces the row with the same primary key."""
        self._insert("insert or replace", table, [dict(row) for row in rows])

    def run_script(self, folder: Path, frames: Iterable[Frame], names: Callable[[str], bool]) -> None:
        """Run a folder of SQL; what it removes leaves no bytes. `names` is its function `names_forgotten`."""
        self._connection.execute("pragma secure_delete = on")
        self._connection.create_function("names_forgotten", 1, lambda text: text is not None and names(str(text)))
        with self.transaction():
            for table, column, values in frames:
                self._connection.execute(f"create temp table {table} ({column} text)")
                self._connection.executemany(f"insert into {table} values (?)", [(value,) for value in values])
            for file in sorted(folder.glob("*.sql")):
                for statement in file.read_text("utf-8").replace("ops.", "main.").split(";\n"):
                    self._connection.execute(statement)
        self._connection.execute("vacuum")
        self._connection.execute("pragma wal_checkpoint(truncate)")

    def mute(self, incident_id: str, until: date) -> None:
        """Switch off the notifications of an incident until the end of that night; safe while a run writes."""
        self._connection.execute(
            "update incidents set muted_until = ? where incident_id = ?", [until.isoformat(), incident_id]
        )

    def _insert(self, verb: str, table: str, whole: list[dict[str, Any]]) -> None:
        if not whole:
            return
        names = list(whole[0])
        marks = ", ".join("?" * len(names))
        statement = f"{verb} into {table} ({', '.join(names)}) values ({marks})"
        self._connection.executemany(statement, [[_plain(row[name]) for name in names] for row in whole])

    def start_run(
        self, night: date, started_at: datetime, published_by: str | None, after: int = 0, **facts: str
    ) -> str:
        """Record the start of a run and return its id: the night and the run's number in it, above `after`.

        The caller holds the warehouse, so a run that is still recorded as running was killed. If it is the run that
        wrote the published file (`published_by`), it was killed after its publication.
        """
        with self.transaction():
            self._connection.execute(
                "update runs set status = 'published', exit_code = 0 where status = 'running' and run_id = ?",
                [published_by],
            )
            self._connection.execute(
                "update runs set status = 'crashed', error = 'the process was killed' where status = 'running'"
            )
            (last,) = self._connection.execute(
                "select coalesce(max(cast(substr(run_id, ?) as integer)), 0) from runs where night = ?",
                [len(f"{night}.") + 1, night.isoformat()],
            ).fetchone()
            run_id = f"{night}.{max(last, after) + 1}"
            run = {"run_id": run_id, "night": night, "started_at": started_at, "status": RunStatus.RUNNING, **facts}
            self.add("runs", [{**run, "pid": os.getpid(), "host": socket.gethostname()}])
        return run_id

    def find_newest_published(self) -> dict[str, Any] | None:
        """The newest published run, in the order in which runs were recorded: a clock can be set back."""
        runs = self.rows("select * from runs where status = 'published' order by rowid desc limit 1")
        return runs[0] if runs else None

    def reopen_run(self, run_id: str, *, keeps_rows: bool) -> None:
        """Record that a run which had ended goes on in this process. Its steps record their rows again.

        `keeps_rows`: the run was published, so that nothing is left to record but its end.
        """
        with self.transaction():
            for table in RUN_TABLES if not keeps_rows else ():
                self._connection.execute(f"delete from {table} where run_id = ?", [run_id])
            self._connection.execute(
                "update runs set status = ?, exit_code = null, error = null, pid = ?, host = ? where run_id = ?",
                [RunStatus.RUNNING, os.getpid(), socket.gethostname(), run_id],
            )

    def update_run(self, run_id: str, **facts: Any) -> None:
        """Set facts of a run: status, exit_code, seconds, inputs, articles_extracted, error."""
        assignments = ", ".join(f"{name} = ?" for name in facts)
        values = [_plain(value) for value in facts.values()]
        self._connection.execute(f"update runs set {assignments} where run_id = ?", [*values, run_id])

    def withdraw_runs(self, after: str, error: str) -> None:
        """Record that the published runs behind the run `after` are not in the warehouse any more."""
        self._connection.execute(
            "update runs set status = 'failed', exit_code = ?, error = ? where status = 'published' "
            "and rowid > (select rowid from runs where run_id = ?)",
            [int(Exit.FILE_CHANGED), error, after],
        )
        self.sync()


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return json.dumps(value, ensure_ascii=False)
    # File names need not be UTF-8, but the text in SQLite must be.
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value
