"""Removes articles from a warehouse file, which is written anew without them: deleted rows leave their bytes.

A kept version loses the rows and keeps the rest as it was that night. The published file is derived again without them,
so that it is the file of the articles that are left.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from flows.enums import Severity
from flows.errors import OnRecordError
from flows.ledger import Ledger
from flows.load.checks import run_checks
from flows.load.copies import find_near_copies
from flows.load.database import open_published, open_stage
from flows.load.decisions import read_known_decisions
from flows.load.digests import sync_with_digest
from flows.load.earlier_nights import find_published_run
from flows.load.entities import resolve_night
from flows.load.ledger_copy import copy_table
from flows.load.merge import drop_working_tables
from flows.load.publish import PUBLISHED, READ_ONLY, STAGE
from flows.load.schema import SCHEMA_VERSION, prepare, read_schema_version
from flows.load.search import index_texts
from flows.load.stories import count_stories, find_families, find_stories

OLDEST_SCHEMA = 2
"""Files of an earlier schema lack tables that the statements name; they are removed."""

SEARCHED_SCHEMA = 6
"""From here on a file has the tables of its searches, late quotes and the bases of its stories."""

_FIND = """
    select distinct article_id, url, canonical_url
    from main.articles
    where article_id in (select unnest($articles)) or source in (select unnest($sources))
        or url in (select unnest($addresses)) or canonical_url in (select unnest($addresses))
"""
_MATES = """
    create temp table arriving as
    select article_id, published_at from main.articles
    where article_id not in (from forgotten_articles) and article_id in (
        select quotes.article_id from main.quotes join main.quote_families using (quote_id)
        where family_id in (
            select family_id from main.quote_families join main.quotes using (quote_id)
            where quotes.article_id in (from forgotten_articles)
        )
    )
"""
_REMOVED = """
    create temp table replaced as
    select article_id, published_at, story_id, copy_of
    from main.articles
    where article_id in (from forgotten_articles) or copy_of in (from forgotten_articles)
        or article_id in (select copy_of from main.articles where article_id in (from forgotten_articles));
    create temp table unprinted as
    select quote_id, text from main.quotes where article_id in (from forgotten_articles);
"""


Names = Callable[[str], bool]
"""Tells whether a text names a forgotten address."""


@dataclass(frozen=True)
class Forgotten:
    """What is forgotten: ids of articles, addresses (as written, and as they identify an article), names of sources."""

    articles: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


def find_rows(file: Path, asked: Forgotten) -> Forgotten:
    """What a warehouse file holds of the forgotten, with the ids and addresses of its articles."""
    parameters = {name: sorted(getattr(asked, name)) for name in ("articles", "addresses", "sources")}
    with open_published(file) as connection:
        rows = connection.execute(_FIND, parameters).fetchall()
    addresses = {address for _, *both in rows for address in both if address}
    return Forgotten(frozenset(row[0] for row in rows), frozenset(addresses), asked.sources if rows else frozenset())


def rewrite_version(file: Path, what: Forgotten, names: Names, ledger: Ledger, sql: Path) -> None:
    """Replace a kept version with one that never held the forgotten."""
    with _rewrite(file, what, names, ledger) as connection:
        _run(connection, sql / "forget" / "main")
        if (read_schema_version(connection) or 0) >= SEARCHED_SCHEMA:
            _run(connection, sql / "forget" / "schema_6")
        count_stories(connection, sql)
        _run(connection, sql / "forget" / "ops")


def rewrite_published(file: Path, what: Forgotten, names: Names, ledger: Ledger, sql: Path, seeds: Path) -> None:
    """Replace the published file with one derived again without the forgotten.

    Raises `OnRecordError` if that breaks a critical rule; the published file is untouched then.
    """
    with _rewrite(file, what, names, ledger) as connection:
        _derive_again(connection, file.parent, sql, seeds)
        _run(connection, sql / "forget" / "ops")
        connection.execute("update ops.meta set value = ? where key = 'schema_version'", [str(SCHEMA_VERSION)])
        copy_table(connection, ledger, "forgotten")
        _require_rules(connection, sql)


@contextmanager
def _rewrite(file: Path, what: Forgotten, names: Names, ledger: Ledger) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of a file, for changes in one transaction. What it holds at the end replaces the file.

    The ledger gets the digest of the new file: it would look like one that somebody changed.
    """
    working, clean = (file.with_name(f"{STAGE}forget-{part}.duckdb") for part in ("rows", "file"))
    shutil.copyfile(file, working)
    with open_stage(working) as connection:
        _register(connection, what)
        connection.create_function("names_forgotten", names, [duckdb.sqltypes.VARCHAR], duckdb.sqltypes.BOOLEAN)
        connection.begin()
        yield connection
        connection.commit()
        _copy_whole(connection, clean)
    times = file.stat()
    clean.chmod(READ_ONLY)
    if run_id := find_published_run(clean):
        ledger.update_run(run_id, file_digest=sync_with_digest(clean))
    os.utime(clean, ns=(times.st_atime_ns, times.st_mtime_ns))  # versions are ordered by it
    clean.replace(file)
    working.unlink()


def is_known_schema(file: Path) -> bool:
    """Whether a file has the tables that are cleared."""
    with open_published(file) as connection:
        return (read_schema_version(connection) or 0) >= OLDEST_SCHEMA


def _register(connection: duckdb.DuckDBPyConnection, what: Forgotten) -> None:
    for table, column, values in list_frames(what):
        frame = pl.DataFrame({column: values}, schema={column: pl.String()})
        connection.register("given", frame)
        connection.execute(f"create temp table {table} as from given")
        connection.unregister("given")


def list_frames(what: Forgotten) -> list[tuple[str, str, list[str]]]:
    """The tables that the statements of `sql/forget` read: name, column, values."""
    return [
        ("forgotten_articles", "article_id", sorted(what.articles)),
        ("forgotten_sources", "source", sorted(what.sources)),
    ]


def _derive_again(connection: duckdb.DuckDBPyConnection, warehouse: Path, sql: Path, seeds: Path) -> None:
    prepare(connection, sql, seeds)
    connection.execute("set variable run_id = (select value from ops.meta where key = 'run_id')")
    connection.execute(_MATES)
    mates = connection.sql("from arriving").pl()
    connection.execute("delete from arriving")
    connection.execute(_REMOVED)
    _run(connection, sql / "forget" / "main", upto=2)
    resolve_night(connection, sql, seeds, read_known_decisions(warehouse), recount=True)
    find_near_copies(connection)
    _run(connection, sql / "derive")
    connection.register("mates", mates)
    connection.execute("insert into arriving from mates")
    connection.unregister("mates")
    find_families(connection, sql)
    find_stories(connection, sql)
    _run(connection, sql / "forget" / "schema_6")
    index_texts(connection, sql)
    drop_working_tables(connection)


def _run(connection: duckdb.DuckDBPyConnection, folder: Path, upto: int | None = None) -> None:
    files: Sequence[Path] = sorted(folder.glob("*.sql"))
    for file in files[:upto]:
        connection.execute(file.read_text("utf-8"))


def _require_rules(connection: duckdb.DuckDBPyConnection, sql: Path) -> None:
    checks = run_checks(connection, sql / "checks")
    failed = checks.filter(~pl.col("is_passed") & (pl.col("severity") == Severity.CRITICAL.value))
    if failed.height:
        names = ", ".join(failed["rule_id"])
        raise OnRecordError(
            f"{PUBLISHED} without the article breaks critical rules: {names}. It is untouched; this is a fault of On "
            "Record, please report it."
        )


def _copy_whole(connection: duckdb.DuckDBPyConnection, clean: Path) -> None:
    """Copy everything that the file holds now, and nothing that it held before, into a new file."""
    place = str(clean).replace("'", "''")
    connection.execute(f"attach '{place}' as clean (storage_version 'v1.5.0')")
    (name,) = connection.execute("select current_database()").fetchone() or ("",)
    connection.execute(f'copy from database "{name}" to clean')
    connection.execute("detach clean")
