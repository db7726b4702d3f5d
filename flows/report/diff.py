"""The differences between two warehouse files: rows added, gone and changed in each table of `main`, with samples.

The caller has both files; neither is written. Columns that say when and by what a row was made are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

from flows.printing import one_line

SAMPLES = 5
"""Sample rows of each kind and table: enough to see which kind of difference it is."""

LABEL_CHARS = 200

SIGNS = {"added": "+", "gone": "-", "changed": "~"}
KINDS = tuple(SIGNS)


@dataclass(frozen=True)
class Compared:
    """A compared table: the columns that identify a row, and an SQL expression that describes a row to a person.

    In the expression the row is `this`, and `{file}` its file: rows that hold only ids show the words behind them.
    `same`: columns by which a row of another key is the same, moved by a change elsewhere in its article.
    """

    key: tuple[str, ...]
    label: str
    same: tuple[str, ...] = ()


def _words(table: str, column: str, shown: str = "text") -> str:
    """The words behind an id, cut so that two fit on a line; the id where its row is missing."""
    source = f"{{file}}.main.{table} as other where other.{column} = this.{column}"
    return f"coalesce((select left(any_value(other.{shown}), 80) from {source}), this.{column})"


_SAID = "concat_ws(': ', coalesce(speaker, speaker_text, 'nobody'), text)"

TABLES: Mapping[str, Compared] = {
    "articles": Compared(("article_id",), "concat_ws(': ', source, coalesce(title, url, article_id))"),
    "article_versions": Compared(
        ("article_id", "version"), "concat_ws(' ', 'version', version, 'of', coalesce(title, article_id))"
    ),
    "quotes": Compared(("quote_id",), _SAID, ("article_id", "text", "speaker")),
    "version_quotes": Compared(("quote_id", "version"), _SAID),
    "mentions": Compared(("mention_id",), "concat_ws(' ', label, text)"),
    "entities": Compared(("entity_id",), "concat_ws(' ', label, name)"),
    "quote_mentions": Compared(
        ("quote_id", "mention_id"),
        f"concat_ws(' in ', {_words('mentions', 'mention_id')}, {_words('quotes', 'quote_id')})",
    ),
    "entity_redirects": Compared(("old_id",), f"concat_ws(' to ', old_id, {_words('entities', 'entity_id', 'name')})"),
    "quote_families": Compared(("quote_id",), _words("quotes", "quote_id")),
    "stories": Compared(("story_id",), "coalesce(title, story_id)"),
}
"""The tables of the contract with analysts. Tables that only the next run reads are left out."""

NOT_COMPARED = frozenset({"loaded_at", "run_id", "extractor"})
"""Columns that change whenever a row is made again, even if it says the same."""


@dataclass(frozen=True)
class Sample:
    """A row that differs. `kind`: added, gone or changed; `columns`: the changed columns."""

    kind: str
    key: str
    label: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableDiff:
    """The differences of one table. `columns`: column -> the number of rows in which it changed."""

    table: str
    added: int
    gone: int
    changed: int
    columns: Mapping[str, int]
    samples: tuple[Sample, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the table is the same in both files."""
        return not (self.added or self.gone or self.changed)


def diff_files(before: Path | None, after: Path, samples: int = SAMPLES) -> list[TableDiff]:
    """The differences between two warehouse files, in the order of `TABLES`. `before`: None before the first night.

    A table or column that only one file has (another schema version) counts as empty there, or is not compared.
    """
    with _attach(before, after) as connection:
        return [_diff_table(connection, table, samples) for table in TABLES]


def print_diff(console: Console, tables: Sequence[TableDiff]) -> None:
    """Print the counts of each table that differs, then its samples."""
    different = [one for one in tables if not one.is_empty]
    if not different:
        console.print("No difference: every row is the same.")
        return
    table = Table("table", box=None, padding=(0, 2))
    for kind in KINDS:
        table.add_column(kind, justify="right")
    table.add_column("changed columns")
    for one in different:
        columns = ", ".join(f"{name} {count:,}" for name, count in one.columns.items())
        table.add_row(one.table, f"{one.added:,}", f"{one.gone:,}", f"{one.changed:,}", columns)
    console.print(table)
    for one in different:
        console.print(f"\n{one.table}", style="bold")
        for sample in one.samples:
            console.print(f"  {_describe_sample(sample)}", markup=False, highlight=False, soft_wrap=True)


def _describe_sample(sample: Sample) -> str:
    columns = f" ({', '.join(sample.columns)})" if sample.columns else ""
    return f"{SIGNS[sample.kind]} {one_line(sample.label, LABEL_CHARS)}{columns}"


@contextmanager
def _attach(before: Path | None, after: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:", config={"python_enable_replacements": False}) as connection:
        connection.execute("set timezone = 'UTC'")
        for name, file in (("before", before), ("after", after)):
            place = f"'{str(file).replace(chr(39), chr(39) * 2)}'" if file else "':memory:'"
            connection.execute(f'attach {place} as "{name}"' + (" (read_only)" if file else ""))
        yield connection


def _diff_table(connection: duckdb.DuckDBPyConnection, table: str, samples: int) -> TableDiff:
    old, new = (_list_columns(connection, name, table) for name in ("before", "after"))
    _name_rows(connection, table, old, new)
    one_sided = [("gone", "before", "after")] * bool(old) + [("added", "after", "before")] * bool(new)
    counts = {"gone": 0, "added": 0}
    found: list[Sample] = []
    for kind, here, there in one_sided:
        counts[kind], rows = _find_missing(connection, table, here, there if old and new else None, samples)
        found += [Sample(kind, *row) for row in rows]
    compared = [name for name in new if name in old and name not in (*TABLES[table].key, *NOT_COMPARED)]
    columns: dict[str, int] = {}
    changed = 0
    if old and new and compared:
        changed, columns = _count_changed(connection, table, compared)
        found += _sample_changed(connection, table, compared, samples) if changed else []
    return TableDiff(table, counts["added"], counts["gone"], changed, columns, tuple(found))


def _list_columns(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> list[str]:
    query = """
        select column_name from duckdb_columns()
        where database_name = ? and schema_name = 'main' and table_name = ? order by column_index
    """
    return [name for (name,) in connection.execute(query, [database, table]).fetchall()]


def _name_rows(connection: duckdb.DuckDBPyConnection, table: str, old: list[str], new: list[str]) -> None:
    """Make the views `before_TABLE` and `after_TABLE`; rows that moved have the key of the newer file in both."""
    for name, columns in (("before", old), ("after", new)):
        if columns:
            connection.execute(f'create temp view {name}_{table} as from "{name}".main.{table}')
    same = TABLES[table].same
    if same and {*same, "start_char"} <= set(old) & set(new):
        (key,) = TABLES[table].key
        gone, added = (
            f"(select *, row_number() over (partition by {', '.join(same)} order by start_char, {key}) as nth "
            f'from "{here}".main.{table} anti join "{there}".main.{table} using ({key}))'
            for here, there in (("before", "after"), ("after", "before"))
        )
        equal = " and ".join(f"gone.{column} is not distinct from added.{column}" for column in (*same, "nth"))
        moved = f"select gone.{key}, added.{key} as new_key from {gone} as gone join {added} as added on {equal}"
        connection.execute(f"""
            create or replace temp view before_{table} as
            select this.* replace (coalesce(new_key, this.{key}) as {key})
            from "before".main.{table} as this left join ({moved}) as moved using ({key})
        """)


def _find_missing(
    connection: duckdb.DuckDBPyConnection, table: str, here: str, there: str | None, samples: int
) -> tuple[int, list[tuple[str, str]]]:
    """The number of rows that only the file `here` has, and samples of them (key and label)."""
    one = TABLES[table]
    source = f"{here}_{table} as this"
    if there:
        source += f" anti join {there}_{table} as other using ({', '.join(one.key)})"
    count = _fetch_one(connection, f"select count(*) from {source}")[0]
    query = f"select {_key(one)}, {_label(one, here)} from {source} order by 1 limit {samples}"
    return count, connection.execute(query).fetchall() if count and samples else []


def _count_changed(
    connection: duckdb.DuckDBPyConnection, table: str, compared: list[str]
) -> tuple[int, dict[str, int]]:
    counts = ", ".join(f"count(*) filter (where {_differs(name)})" for name in compared)
    whole, *each = _fetch_one(connection, f"select count(*), {counts} from {_joined(table)} where {_any(compared)}")
    return whole, {name: count for name, count in zip(compared, each, strict=True) if count}


def _sample_changed(
    connection: duckdb.DuckDBPyConnection, table: str, compared: list[str], samples: int
) -> list[Sample]:
    one = TABLES[table]
    names = ", ".join(f"case when {_differs(name)} then '{name}' end" for name in compared)
    changed = f"""
        select new.*, list_filter([{names}], lambda name: name is not null) as changed_columns
        from {_joined(table)} where {_any(compared)}
    """
    query = f"select {_key(one)}, {_label(one, 'after')}, changed_columns from ({changed}) as this order by 1 limit ?"
    rows = connection.execute(query, [samples]).fetchall()
    return [Sample("changed", key, label, tuple(columns)) for key, label, columns in rows]


def _joined(table: str) -> str:
    key = ", ".join(TABLES[table].key)
    return f"before_{table} as old join after_{table} as new using ({key})"


def _differs(column: str) -> str:
    return f'old."{column}" is distinct from new."{column}"'


def _any(columns: list[str]) -> str:
    return " or ".join(map(_differs, columns))


def _key(one: Compared) -> str:
    return f"concat_ws(' ', {', '.join(one.key)})"


def _label(one: Compared, file: str) -> str:
    return f"left({one.label.format(file=file)}, {LABEL_CHARS})"


def _fetch_one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    return connection.execute(query).fetchone() or ()
