"""How a warehouse file is opened: by the run that writes it, and by those who only read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from flows.errors import OnRecordError

_ALWAYS: dict[str, str | bool] = {
    # The client otherwise resolves unknown table names to local Python variables.
    "python_enable_replacements": False,
    # Extensions are not in the wheel: a query that asks for one must fail at once, not reach for the network.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def open_stage(path: Path) -> duckdb.DuckDBPyConnection:
    """The stage file, for writing; made if it is not there, in a form that DuckDB 1.5 clients can still read."""
    connection = duckdb.connect(str(path), config={**_ALWAYS, "storage_compatibility_version": "v1.5.0"})
    connection.execute("set timezone = 'UTC'")
    return connection


def open_published(path: Path) -> duckdb.DuckDBPyConnection:
    """A published file, read-only; for the run's own questions and the tests."""
    connection = _connect(path, _ALWAYS)
    connection.execute("set timezone = 'UTC'")
    return connection


def open_for_analyst(path: Path) -> duckdb.DuckDBPyConnection:
    """A published file for SQL that somebody typed: no other file, no network, no setting can be touched.

    A read-only connection alone would still write files (`copy … to`) and read them (`read_csv`). Without external
    access DuckDB still lets SQL write to the opened file itself and to its log (`copy … to 'onrecord.duckdb'`), so the
    file system is taken away too, once the file is open; a query that outgrows the memory then fails.
    """
    connection = _connect(path, {**_ALWAYS, "enable_external_access": False, "temp_directory": ""})
    connection.execute("set timezone = 'UTC'")
    connection.execute("set disabled_filesystems = 'LocalFileSystem'")
    connection.execute("set lock_configuration = true")
    return connection


def _connect(path: Path, config: Mapping[str, str | bool]) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=True, config=dict(config))
    except duckdb.IOException as error:
        raise OnRecordError(
            f"{path} cannot be opened: {str(error).splitlines()[0]}. "
            "If it is damaged, copy the newest file of versions/ over it."
        ) from None
