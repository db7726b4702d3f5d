"""A SQL case is a folder, not code.

    tests/sql/marts/<relation>/<case>/    expect.csv: the rows of mart.<relation>
    tests/sql/ops/<relation>/<case>/      expect.csv: the rows of ops.<relation>
    tests/sql/macros/<macro>/<case>/      expect.csv: the rows of the query in call.sql
    tests/sql/queries/<query>/<case>/     expect.csv: the rows of sql/queries/<query>.sql, in its order

Beside `expect.csv` lie the inputs: `articles.csv` fills `main.articles`, `ops.runs.csv` fills `ops.runs`. A column
that a file does not give is NULL, or, where the table refuses NULL, the empty value of its type. In a cell, nothing at
all is NULL and `""` is the empty text; lists are written `[a, b]`. `expect.csv` names the columns that a case is about.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from flows.load.database import open_stage
from flows.load.schema import prepare
from flows.load.search import index_texts

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
WAREHOUSE = pytest.StashKey[duckdb.DuckDBPyConnection]()
SCHEMAS = {"marts": "mart", "ops": "ops"}
EMPTY = {
    "VARCHAR": "''",
    "VARCHAR[]": "[]",
    "BOOLEAN": "false",
    "INTEGER": "0",
    "BIGINT": "0",
    "DOUBLE": "0",
    "DATE": "'2026-11-22'",
    "TIMESTAMP WITH TIME ZONE": "'2026-11-22 02:00:00+00'",
    "STRUCT(start_char INTEGER, end_char INTEGER)[]": "[]",
}


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Make a test of every folder that holds an `expect.csv`."""
    return CaseFile.from_parent(parent, path=file_path) if file_path.name == "expect.csv" else None


class CaseFile(pytest.File):
    """An `expect.csv`."""

    def collect(self) -> Iterator[pytest.Item]:
        yield Case.from_parent(self, name=self.path.parent.name)


class Case(pytest.Item):
    """One case: inputs in, a query, rows out."""

    def runtest(self) -> None:
        case = self.path.parent
        try:
            with warehouse(self.config) as connection:
                want, have = run_case(connection, case)
        except duckdb.Error as error:
            pytest.fail(f"{case.relative_to(ROOT)}\n{error}", pytrace=False)
        if have != want:
            diff = difflib.unified_diff(want, have, "expect.csv", "got", lineterm="", n=100)
            pytest.fail("\n".join([str(case.relative_to(ROOT)), *diff]), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, "/".join(self.path.parent.relative_to(HERE).parts)


@contextmanager
def warehouse(config: pytest.Config) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse in memory, made once; whatever a case does to it is rolled back."""
    if WAREHOUSE not in config.stash:
        config.stash[WAREHOUSE] = open_stage(Path(":memory:"))
        config.add_cleanup(config.stash[WAREHOUSE].close)
        prepare(config.stash[WAREHOUSE], ROOT / "sql", ROOT / "seeds")
        # A view that took a day from a time in the reader's zone would give another day here.
        config.stash[WAREHOUSE].execute("set timezone = 'Pacific/Kiritimati'")
    connection = config.stash[WAREHOUSE].begin()
    try:
        yield connection
    finally:
        connection.rollback()


def run_case(connection: duckdb.DuckDBPyConnection, case: Path) -> tuple[list[str], list[str]]:
    """The rows that a case wants and those that its query gives, as CSV lines with a header."""
    for file in sorted(case.glob("*.csv")):
        if file.name != "expect.csv":
            fill(connection, file)
    connection.execute("create temp table arriving as select article_id from main.articles")
    index_texts(connection, ROOT / "sql")
    expected = connection.sql(f"from {csv_table(case / 'expect.csv')}")
    columns = ", ".join(f'"{name}"' for name in expected.columns)
    given = connection.sql(f"select {columns} from ({query_of(case)})")
    # Cast to the query's own types, so that a case need not spell a time or a fraction as DuckDB prints it.
    casts = ", ".join(f'"{name}"::{kind}' for name, kind in zip(given.columns, given.types, strict=True))
    is_ordered = case.relative_to(HERE).parts[0] == "queries"
    return as_csv(expected.select(casts), given.columns, is_ordered), as_csv(given, given.columns, is_ordered)


def query_of(case: Path) -> str:
    """What a case asks the warehouse."""
    kind, stem, *_ = case.relative_to(HERE).parts
    if kind in SCHEMAS:
        return f"from {SCHEMAS[kind]}.{stem}"
    file = case / "call.sql" if kind == "macros" else ROOT / "sql" / kind / f"{stem}.sql"
    return file.read_text("utf-8").rstrip().removesuffix(";") + "\n"


def fill(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Put the rows of an input file into the table that it is named after."""
    *schema, table = ["main", *file.stem.split(".")][-2:]
    given = connection.sql(f"from {csv_table(file)}").columns
    columns = connection.execute(
        "select column_name, data_type, is_nullable from duckdb_columns() where schema_name = ? and table_name = ?",
        [*schema, table],
    ).fetchall()
    if unknown := set(given) - {name for name, _, _ in columns}:
        pytest.fail(f"{file.relative_to(ROOT)}: the table has no column {sorted(unknown)}", pytrace=False)
    values = [
        f'"{name}"::{kind}' if name in given else "null" if nullable else f"{EMPTY[kind]}::{kind}"
        for name, kind, nullable in columns
    ]
    connection.execute(f"insert into {schema[0]}.{table} select {', '.join(values)} from {csv_table(file)}")


def csv_table(file: Path) -> str:
    """A table expression for a file, every cell as text; a cell of nothing is NULL, one of `""` is the empty text."""
    options = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"'"
    return f"read_csv('{file}', {options}, nullstr = '', allow_quoted_nulls = false)"


def as_csv(rows: duckdb.DuckDBPyRelation, header: list[str], is_ordered: bool) -> list[str]:
    """Rows as CSV lines, the header first, sorted unless their order is part of the answer."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows.fetchall())
    lines = text.getvalue().splitlines()
    return [",".join(header), *(lines if is_ordered else sorted(lines))]
