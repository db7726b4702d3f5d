"""`onrecord sql`: one statement, of any kept night, in any form, and nothing lost in silence."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import polars as pl
import pytest

from flows.cli import main
from flows.cli.sql import Format, sql
from flows.errors import UsageError
from flows.load.database import open_stage
from flows.load.publish import PUBLISHED


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A warehouse of one table, with two older nights, of which one was run twice."""
    (tmp_path / "versions").mkdir()
    for name, night in (
        (PUBLISHED, "newest"),
        ("versions/2026-11-20.1.duckdb", "first"),
        ("versions/2026-11-20.10.duckdb", "again"),
        ("versions/2026-11-21.1.duckdb", "second"),
    ):
        with open_stage(tmp_path / name) as stage:
            stage.execute(
                "create table quotes as select $night as night, '=1+1' as text, [1, 2] as list", {"night": night}
            )
            stage.execute("create schema mart; create view mart.spoken as from quotes")
            stage.execute("comment on view mart.spoken is 'What was said'")
    return tmp_path


def test_a_night_is_the_last_file_it_published(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql("select night from quotes", form=Format.CSV, night="2026-11-20", warehouse=warehouse)
    assert capsys.readouterr().out == "night\nagain\n"


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("from quots", 'Did you mean "main.quotes"'),
        ("from spokn", 'Did you mean "mart.spoken"'),
        ("from nosuch", "show tables"),
    ],
)
def test_only_what_the_warehouse_has_is_suggested(warehouse: Path, query: str, hint: str) -> None:
    with pytest.raises(UsageError, match="does not exist") as raised:
        sql(query, warehouse=warehouse)
    assert hint in str(raised.value)
    assert "pg_" not in str(raised.value)


@pytest.mark.parametrize(("query", "end"), [("-- nothing", 2), ("-- one\nselect 1 as x", 0)])
def test_a_query_may_begin_with_a_comment(
    warehouse: Path, query: str, end: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["onrecord", "sql", query, "-w", str(warehouse)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == end
    assert ("The query is empty." in capsys.readouterr().err) == bool(end)


@pytest.mark.parametrize(("query", "why"), [("", "empty"), ("-- nothing\n;", "empty"), ("select 1; select 2", "2 st")])
def test_one_statement_is_asked_for(warehouse: Path, query: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        sql(query, warehouse=warehouse)


def test_show_tables_lists_marts(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql("SHOW TABLES;", form=Format.CSV, warehouse=warehouse)
    assert "mart,spoken,view,What was said" in capsys.readouterr().out


def test_markdown_keeps_a_cell_in_its_cell(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql("select 'a|b' || chr(10) || '<c>' as x, null as y", form=Format.MD, warehouse=warehouse)
    assert capsys.readouterr().out == "| x | y |\n| --- | --- |\n| a\\|b &lt;c> |  |\n"


def test_a_workbook_holds_text_as_text(warehouse: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    sql("select text, list, now() as at, 1.5 as n from quotes", output=file, warehouse=warehouse)
    with zipfile.ZipFile(file) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert b"=1+1" in book.read("xl/sharedStrings.xml")


def test_csv_files_tell_excel_their_encoding(warehouse: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    sql("select 'Šimić' as name", output=file, warehouse=warehouse)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(file.read_text("utf-8-sig").splitlines())) == [["name"], ["Šimić"]]
    assert pl.read_csv(file).columns == ["name"]


def test_texts_that_excel_cuts_are_counted(warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql("select repeat('x', 32768) as a, 'y' as b", output=tmp_path / "long.xlsx", warehouse=warehouse)
    assert "1 texts were cut at Excel's limit of 32,767 characters" in capsys.readouterr().err


def test_more_rows_than_a_sheet_has_are_refused(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"use \.csv or \.parquet"):
        sql("select 1 as a from range(1048576)", output=tmp_path / "many.xlsx", warehouse=warehouse)
    assert not (tmp_path / "many.xlsx").exists()
