"""Opens warehouse files: for the run that writes one, and for readers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from flows.errors import OnRecordError

_ALWAYS: dict[str, str | bool] = {
    # The client otherwise resolves unknown table names to local Python variables.
    "python_enable_replacements": False,
    # Extensions are not in the wheel. A query that needs one must fail at once, without a request to the network.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def open_stage(path: Path) -> duckdb.DuckDBPyConnection:
    """The stage file, for writing. A new file has the format of DuckDB 1.5, so that older clients can read it."""
    connection = duckdb.connect(str(path), config={**_ALWAYS, "storage_compatibility_version": "v1.5.0"})
    connection.execute("set timezone = 'UTC'")
    return connection


def open_published(path: Path) -> duckdb.DuckDBPyConnection:
    """A published file, read-only, for our own queries."""
    connection = _connect(path, _ALWAYS)
    connection.execute("set timezone = 'UTC'")
    return connection


def open_for_analyst(path: Path) -> duckdb.DuckDBPyConnection:
    """A published file for an analyst's SQL, without access to other files, the network or settings.

    A read-only connection alone still writes files (`copy … to`) and reads them (`read_csv`). Without external access
    DuckDB still lets SQL write to the opened file itself and to its log (`copy … to 'onrecord.duckdb'`), so the file
    system is disabled as well once the file is open. A query that needs more than the memory then fails.
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
