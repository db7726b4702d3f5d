"""Every relation, macro and example query has a case, and says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.load.database import open_stage
from flows.load.schema import prepare

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
KINDS = ("marts", "ops", "macros", "queries")


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse with nothing in it."""
    with open_stage(Path(":memory:")) as connection:
        prepare(connection, ROOT / "sql", ROOT / "seeds")
        yield connection


@pytest.mark.parametrize("kind", KINDS)
def test_each_has_a_case_and_each_case_has_its_relation(kind: str) -> None:
    stated = {file.stem for file in (ROOT / "sql" / kind).glob("*.sql")}
    tested = {case.parent.parent.name for case in (HERE / kind).glob("*/*/expect.csv")}
    assert stated == tested, f"without a case: {sorted(stated - tested)}; without a file: {sorted(tested - stated)}"


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_opens_with_what_it_is_for(kind: str) -> None:
    silent = [
        file.name for file in (ROOT / "sql" / kind).glob("*.sql") if not file.read_text("utf-8").startswith("-- ")
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("marts", "select view_name from duckdb_views() where schema_name = 'mart'"),
        ("ops", "select view_name from duckdb_views() where schema_name = 'ops'"),
        ("macros", "select function_name from duckdb_functions() where function_type like '%macro' and not internal"),
    ],
)
def test_a_file_makes_what_it_is_named_after(empty: duckdb.DuckDBPyConnection, kind: str, made: str) -> None:
    stated = {file.stem for file in (ROOT / "sql" / kind).glob("*.sql")}
    assert {name for (name,) in empty.execute(made).fetchall()} == stated


@pytest.mark.parametrize("query", sorted((ROOT / "sql" / "queries").glob("*.sql")), ids=lambda file: file.stem)
def test_an_example_query_runs_on_an_empty_warehouse(empty: duckdb.DuckDBPyConnection, query: Path) -> None:
    assert empty.execute(query.read_text("utf-8")).fetchall() == []


def test_everything_an_analyst_sees_carries_a_comment(empty: duckdb.DuckDBPyConnection) -> None:
    silent = empty.execute(
        """
        select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()
        where not internal and comment is null
        union all
        select schema_name || '.' || view_name from duckdb_views() where not internal and comment is null
        union all
        select schema_name || '.' || table_name from duckdb_tables() where not internal and comment is null
        union all
        select function_name from duckdb_functions()
        where function_type like '%macro' and not internal and comment is null
        order by all
        """
    ).fetchall()
    assert silent == []
