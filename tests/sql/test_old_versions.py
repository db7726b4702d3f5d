"""An older version beside today's: what an attached file answers, and how to be sure which one does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.load.database import open_published, open_stage
from flows.load.schema import prepare

SQL = Path(__file__).parents[2] / "sql"


@pytest.fixture
def today(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Today's file, with yesterday's attached as `old`; the only entity of each is named after it."""
    for day in ("old", "today"):
        with open_stage(tmp_path / f"{day}.duckdb") as stage:
            prepare(stage, SQL, SQL.parent / "seeds")
            stage.execute("insert into entities values ('e1', 'Person ' || ?, 'PERSON', [], now(), 1, 1)", [day])
    with open_published(tmp_path / "today.duckdb") as connection:
        connection.execute(f"attach '{tmp_path / 'old.duckdb'}' as old (read_only)")
        yield connection


def test_a_macro_of_an_attached_version_answers_from_the_current_one(today: duckdb.DuckDBPyConnection) -> None:
    assert today.execute("select name from old.main.named_entities('Person')").fetchall() == [("Person today",)]


def test_a_version_that_is_made_current_answers_from_itself(today: duckdb.DuckDBPyConnection) -> None:
    today.execute("use old")
    assert today.execute("select name from named_entities('Person')").fetchall() == [("Person old",)]
