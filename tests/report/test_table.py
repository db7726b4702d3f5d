"""Rows as a table that fits the terminal, whatever the rows hold."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest
from rich.cells import cell_len

from flows.report.table import SHOWN, Table, draw_table

Ask = Callable[..., Table]
LONG = "select 1 as n, repeat('rain ', 60) as text, 'Dover' as place"


@pytest.fixture
def ask() -> Ask:
    def asked(query: str, width: int | None = 80) -> Table:
        with duckdb.connect() as connection:
            return draw_table(connection.sql(query), width)

    return asked


def test_a_table_of_rows(ask: Ask) -> None:
    table = ask("select * from (values (1, 'Dover', ['a', null]), (20, null, [])) as t(n, place, names)")
    assert table.text.splitlines() == [
        "┌────┬───────┬───────────┐",
        "│ n  │ place │ names     │",
        "├────┼───────┼───────────┤",
        "│  1 │ Dover │ [a, NULL] │",
        "│ 20 │ NULL  │ []        │",
        "└────┴───────┴───────────┘",
    ]
    assert table.left_out == ""


def test_no_rows_are_a_table_too(ask: Ask) -> None:
    assert ask("select 1 as n where false").text.splitlines() == ["┌───┐", "│ n │", "├───┤", "└───┘"]


def test_long_text_is_shortened_until_the_table_fits_and_that_is_said(ask: Ask) -> None:
    table = ask(LONG, 40)
    assert {cell_len(line) for line in table.text.splitlines()} == {40}
    assert "rain rain rain rain rai… │" in table.text
    assert "│ Dover │" in table.text
    assert "shortened" in table.left_out


def test_all_of_it_is_there_when_no_width_is_given(ask: Ask) -> None:
    table = ask(LONG, None)
    assert " ".join(["rain"] * 60) in table.text
    assert table.left_out == ""


def test_columns_that_have_no_room_are_counted(ask: Ask) -> None:
    many = ", ".join(f"'some long text here' as column_{n}" for n in range(12))
    table = ask(f"select {many}", 60)
    assert {cell_len(line) for line in table.text.splitlines()} <= set(range(61))
    assert "column_0" in table.text.splitlines()[1]
    assert "3 of 12 columns" in table.left_out


def test_narrow_terminals_still_get_the_first_column(ask: Ask) -> None:
    assert "a b c d e f g h…" in ask("select 'a b c d e f g h i j k' as x, 2 as y", 3).text


def test_wide_characters_take_two_cells(ask: Ask) -> None:
    table = ask("select '港が月曜日に開く、と市長は語った' as text", 20)
    assert {cell_len(line) for line in table.text.splitlines()} <= {19, 20}


def test_more_rows_than_anybody_reads_are_counted(ask: Ask) -> None:
    table = ask(f"select i from range({SHOWN + 5}) as t(i)")
    assert len(table.text.splitlines()) == SHOWN + 4
    assert f"the first {SHOWN:,} rows" in table.left_out


HOSTILE = r"'x' || chr(27) || '[2J' || chr(155) || '31m' || chr(8238) || 'y' || chr(10) || chr(9) || 'z'"


@pytest.mark.parametrize(
    "query",
    [f"select {HOSTILE} as x", f"select [{HOSTILE}] as x", f"pivot (select {HOSTILE} as k, 1 as v) on k using sum(v)"],
    ids=["text", "list", "name of a column"],
)
@pytest.mark.parametrize("width", [80, None])
def test_nothing_of_a_text_reaches_the_terminal_but_its_letters(ask: Ask, query: str, width: int | None) -> None:
    text = ask(query, width).text
    assert "x[2J31my z" in text
    assert not {"\x1b", "\x9b", "\u202e", "\t"} & set(text)
    assert len(text.splitlines()) == 5


def test_a_plan_keeps_its_lines(ask: Ask) -> None:
    assert len(ask("explain select 1").text.splitlines()) > 5
