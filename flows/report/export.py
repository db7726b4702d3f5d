"""Exports the tables of a warehouse file as Parquet, a folder a day, for engines that do not read DuckDB's files.

A file is written only if its bytes differ, so a second export changes nothing; files of days that are gone are removed.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from flows.errors import UsageError
from flows.load.database import open_published
from flows.system.whole_files import write_whole

MANIFEST = "onrecord-export.json"
"""The list of the files of an export, with the rows of each table. It marks the folder as ours."""

NO_DAY = "__HIVE_DEFAULT_PARTITION__"
"""The name that Hive, Spark, DuckDB and Polars give to the partition of rows without a day."""

_OF_ARTICLE = (
    "select t.*, articles.published_on as day from {0} as t left join articles using (article_id) order by {1}"
)
_WHOLE = "select * from {0} order by {1}"


@dataclass(frozen=True)
class Exported:
    """The outcome of an export: its files, those that were written or removed, and the rows of each table."""

    files: int
    written: int
    removed: int
    rows: Mapping[str, int]


TABLES: Mapping[str, str] = {
    "articles": "select *, published_on as day from articles order by article_id",
    "article_versions": _OF_ARTICLE.format("article_versions", "article_id, version"),
    "quotes": _OF_ARTICLE.format("quotes", "quote_id"),
    "version_quotes": _OF_ARTICLE.format("version_quotes", "quote_id, version"),
    "mentions": _OF_ARTICLE.format("mentions", "mention_id"),
    "quote_mentions": """
        select t.*, articles.published_on as day
        from quote_mentions as t join quotes using (quote_id) left join articles using (article_id)
        order by quote_id, mention_id
    """,
    "entities": _WHOLE.format("entities", "entity_id"),
    "entity_redirects": _WHOLE.format("entity_redirects", "old_id"),
    "quote_families": _WHOLE.format("quote_families", "quote_id, family_id"),
    "stories": _WHOLE.format("stories", "story_id"),
}
"""Table -> its query. The column `day` becomes the folder; the day of a row is that of its article (UTC)."""


def export(file: Path, folder: Path, tables: tuple[str, ...] = ()) -> Exported:
    """Export the `tables` of a warehouse file (empty: all) to `folder`, which is made if it is missing.

    Raises:
        UsageError: the folder holds something else, a table is unknown, or a file cannot be written.
    """
    if unknown := sorted(set(tables) - set(TABLES)):
        raise UsageError(f"No table {', '.join(unknown)} is exported: there are {', '.join(TABLES)}.")
    earlier = _read_manifest(folder)
    files: dict[str, int] = {}
    rows: dict[str, int] = {}
    written = 0
    try:
        with open_published(file) as connection:
            for table in tables or TABLES:
                for name, frame in _partition(connection, table):
                    files[name] = frame.height
                    rows[table] = rows.get(table, 0) + frame.height
                    written += _write(folder / name, _to_parquet(frame))
        removed = sum(_remove(folder, name) for name in earlier if name not in files)
        manifest = {"tables": rows, "files": files}
        _write(folder / MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode())
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror or error}.") from None
    return Exported(len(files), written, removed, rows)


def _read_manifest(folder: Path) -> list[str]:
    """The files of the earlier export in `folder`. Raises `UsageError` if something else is there."""
    try:
        manifest: dict[str, dict[str, int]] = json.loads((folder / MANIFEST).read_text("utf-8"))
        return list(manifest["files"])
    except FileNotFoundError:
        if folder.is_dir() and not any(folder.iterdir()):
            return []
        if not folder.exists():
            return []
        raise UsageError(f"{folder} holds something else: name a new or empty folder for the export.") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"{folder / MANIFEST} is not readable: remove the folder, or name another one.") from None


def _partition(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """The files of a table: path inside the export, and rows. A table without rows has one file with its columns."""
    frame: pl.DataFrame = connection.sql(TABLES[table]).pl()
    if "day" not in frame.columns:
        yield f"{table}/{table}.parquet", frame
        return
    days = frame.partition_by("day", as_dict=True, maintain_order=True) or {(None,): frame}
    for (day,), rows in sorted(days.items(), key=lambda one: str(one[0][0])):
        yield f"{table}/day={day or NO_DAY}/{table}.parquet", rows.drop("day")


def _to_parquet(frame: pl.DataFrame) -> bytes:
    """The rows as Parquet, the same bytes for the same rows. Every engine reads Snappy; Excel reads no Zstandard."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="snappy")
    return buffer.getvalue()


def _write(file: Path, content: bytes) -> bool:
    """Write a file whole or not at all, if its bytes differ. Returns whether they did."""
    if file.is_file() and file.stat().st_size == len(content) and file.read_bytes() == content:
        return False
    write_whole(file, content)
    return True


def _remove(folder: Path, name: str) -> bool:
    """Remove a file of an earlier export, and its folder if it is empty. Other files of that folder stay."""
    file = folder / name
    if not file.resolve().is_relative_to(folder.resolve()) or not file.is_file():
        return False
    file.unlink()
    if not any(file.parent.iterdir()):
        file.parent.rmdir()
    return True
