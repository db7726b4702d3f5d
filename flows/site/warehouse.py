"""The published file as the pages see it: relations of `sql/site`, read once, grouped by page.

Tables that an older file lacks stand in as empty ones, so that their pages say "none" instead of failing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from flows.errors import OnRecordError
from flows.load.database import open_published
from flows.settings import HOME

Row = dict[str, Any]
SQL = HOME / "sql" / "site"
PAGE_LIMIT = 1000
"""Entities with a page. Beyond the thousandth, people of two quotes begin, and a page says no more than the search."""

_BASE = ("morning", "site_articles", "site_entities", "site_quotes")
"""Temporary tables that the other relations read, in the order in which they need each other."""

_REQUIRED = ("articles", "article_versions", "entities", "mentions", "quotes", "quote_mentions")

_OPTIONAL = {
    "stories": "story_id varchar, title varchar, first_article_id varchar, first_published_at timestamptz, "
    "last_published_at timestamptz, count_articles bigint, count_outlets bigint",
    "quote_families": "quote_id varchar, family_id varchar, is_first boolean, similarity double",
    "late_quotes": "quote_id varchar, seen_from timestamptz",
    "version_quotes": "quote_id varchar, article_id varchar, version integer, speaker varchar, text varchar",
    "entity_redirects": "old_id varchar, entity_id varchar, reason varchar, score double, run_id varchar",
}
"""Table -> the columns that the pages read. A file without one of them has an empty table in its place."""


_PARAMETER = re.compile(r"\$(id|name)\b")


class SiteWarehouse:
    """A published file, read-only."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, published: Path, page_limit: int = PAGE_LIMIT) -> Self:
        """Open the file and compute the base relations. Raises `OnRecordError` where the file lacks a base table."""
        opened = cls(open_published(published))
        try:
            opened._prepare(page_limit)
        except duckdb.Error as error:
            opened.close()
            raise OnRecordError(
                f"{published} has not the shape that the site reads ({str(error).splitlines()[0]}): "
                "run a night with this version of On Record first."
            ) from None
        except OnRecordError:
            opened.close()
            raise
        return opened

    def _prepare(self, page_limit: int) -> None:
        present = self._columns()
        for table in _REQUIRED:
            if table not in present:
                raise OnRecordError(f"The published file has no table main.{table}: run a night first.")
        for table, columns in _OPTIONAL.items():
            if not {column.split()[0] for column in columns.split(", ")} <= present.get(table, set()):
                self._connection.execute(f"create temp table {table} ({columns})")
        self._connection.execute(f"set variable page_limit = {int(page_limit)}")
        for name in _BASE:
            self._connection.execute(read_sql("relations", name))

    def _columns(self) -> dict[str, set[str]]:
        columns: dict[str, set[str]] = defaultdict(set)
        found = self._connection.execute(
            "select table_name, column_name from duckdb_columns() where schema_name = 'main' and not internal"
        )
        for table, column in found.fetchall():
            columns[table].add(column)
        return columns

    def rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows of a query."""
        cursor = self._connection.execute(query, parameters or None)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def listed(self, name: str) -> list[Row]:
        """The rows of a list that a page shows with its SQL. A list of a missing table is empty."""
        try:
            return self.rows(read_sql("lists", name))
        except duckdb.CatalogException:
            return []

    def by_page(self, name: str) -> dict[str, list[Row]]:
        """Page id -> its rows of a relation. A relation of a missing table is empty."""
        pages: dict[str, list[Row]] = defaultdict(list)
        try:
            rows = self.rows(read_sql("relations", name))
        except duckdb.CatalogException:
            rows = []
        for row in rows:
            pages[row.pop("page_id")].append(row)
        return pages

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()


@cache
def read_sql(folder: str, name: str) -> str:
    """The text of a file of `sql/site`."""
    return (SQL / folder / f"{name}.sql").read_text("utf-8")


def shown_sql(query: str, /, **values: str) -> str:
    """The SQL of a list of one page, ready to paste: each `$name` replaced by its value as a literal."""
    text = read_sql("shown", query).partition("\n")[2].strip()
    # In one pass: a value that holds `$id` is text like any other.
    return _PARAMETER.sub(lambda match: "'" + values[match[1]].replace("'", "''") + "'", text)


def listed_sql(name: str) -> str:
    """The SQL of a list, ready to paste."""
    return read_sql("lists", name).strip()
