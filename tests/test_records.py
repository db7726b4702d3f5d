"""The rows that the steps hand over are the rows of the tables, and ids never change."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows import records

SQL = Path(__file__).parents[1] / "sql" / "schema"

LOADED = {"version", "story_id", "copy_of", "copy_share", "first_seen_at", "loaded_at", "run_id", "extractor"}
"""Columns of `main.articles` that the loading fills."""

TYPES: dict[pl.DataType, str] = {
    pl.String(): "VARCHAR",
    pl.Int32(): "INTEGER",
    pl.Int64(): "BIGINT",
    pl.Float64(): "DOUBLE",
    pl.Boolean(): "BOOLEAN",
    pl.Date(): "DATE",
    records.UTC: "TIMESTAMP WITH TIME ZONE",
    pl.List(pl.String()): "VARCHAR[]",
    pl.List(records.SPAN): "STRUCT(start_char INTEGER, end_char INTEGER)[]",
}


def columns(table: str) -> dict[str, str]:
    """Columns and types of a table as its file in `sql/schema` states them."""
    schema = table.split(".")[0]
    with duckdb.connect() as connection:
        connection.execute(f"create schema if not exists {schema}")
        connection.execute((SQL / f"{table.replace('.', '/')}.sql").read_text("utf-8"))
        found = connection.execute(f"describe {table}").fetchall()
    return {column: kind for column, kind, *_ in found}


@pytest.mark.parametrize(
    ("table", "schema", "added"),
    [
        ("main.articles", records.ARTICLES, LOADED),
        ("main.mentions", records.MENTIONS, {"chain_id"}),
        ("main.quotes", records.QUOTES, {"speaker_chain_id"}),
        ("ops.outcomes", records.OUTCOMES, {"run_id"}),
        ("ops.quarantine", records.QUARANTINE, {"run_id"}),
        ("ops.fetches", records.FETCHES, {"run_id"}),
        ("ops.checks", records.CHECKS, {"run_id"}),
    ],
)
def test_a_frame_is_its_table(table: str, schema: pl.Schema, added: set[str]) -> None:
    theirs = columns(table)
    assert added <= theirs.keys()
    wanted = [(column, kind) for column, kind in theirs.items() if column not in added]
    # In SQLite, and so in ops, a list is JSON text.
    is_main = table.startswith("main.")
    frame = [
        (column, TYPES[kind] if is_main or not isinstance(kind, pl.List) else "VARCHAR")
        for column, kind in schema.items()
    ]
    assert frame == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (records.digest("a", "b"), "f84c4d669fe0d410"),
        (records.article_id("https://courier.test/1", None, "s", "l"), "19d66d8bc88d69fb"),
        (records.article_id(None, None, "courier.test", "rain.txt"), "7f13449bb5997618"),
        (records.entity_id("PERSON", "ana marin"), "96193b677268dcfe"),
        (records.mention_id("a1", 3, 9, "name"), "23ea25e936f257bf"),
        (records.quote_id("a1", [(1, 6), (10, 20)], "direct"), "e4981589c8cc4f7c"),
        (records.text_hash("“Rain,” said Ana."), "32a85029ee6734b8"),
    ],
)
def test_ids_are_the_same_on_every_machine_and_for_ever(given: str, wanted: str) -> None:
    assert given == wanted


def test_parts_of_an_id_are_kept_apart() -> None:
    assert records.digest("ab", "c") != records.digest("a", "bc") != records.digest("abc")


def test_text_that_is_not_unicode_has_an_id() -> None:
    assert len(records.digest("\ud800")) == 16


def test_an_article_is_known_by_its_canonical_address_first() -> None:
    by_canonical = records.article_id("https://a.test/1", "https://a.test/1?utm=x", "a.test", "1")
    assert by_canonical == records.article_id("https://a.test/1", None, "other", "2")
    assert by_canonical == records.article_id(None, "https://a.test/1", "other", "3")
    by_name = records.article_id(None, None, "a.test", "1.txt")
    assert by_name == records.article_id("", "", "a.test", "1.txt")
    assert by_name != records.article_id(None, None, "b.test", "1.txt")
    assert by_name != records.article_id(None, None, "a.test", "2.txt")


def test_the_kind_of_a_mention_or_quote_is_part_of_its_id() -> None:
    assert records.mention_id("a", 0, 3, "name") != records.mention_id("a", 0, 3, "nominal")
    assert records.quote_id("a", [(0, 3), (5, 9)], "direct") != records.quote_id("a", [(0, 3), (5, 9)], "mixed")
    assert records.quote_id("a", [(0, 3), (5, 9)], "direct") != records.quote_id("a", [(0, 9)], "direct")
