"""`onrecord incidents`: list, show, mute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from flows.alert.incidents import advance_incidents, fold_scopes, make_incident_id, parse_incident
from flows.cli import app
from flows.errors import UsageError
from flows.ledger import Ledger
from tests.rows import make_check

ROOT = Path(__file__).parents[2]
NIGHT = date(2026, 11, 22)
KIND, SILENT = (
    make_incident_id("quotes", "quote_kind", ""),
    make_incident_id("source_nights", "source_silent", "wire\x1b[2J"),
)


def check(table: str, rule: str, scope: str, *, passed: bool = False) -> dict[str, Any]:
    facts = {"table_name": table, "scope": scope, "why": "Why it is.", "count_failed": 3}
    return make_check(rule, is_passed=passed, sample_keys=["q1", "q2"], **facts)


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse with one open incident and one that is resolved."""
    monkeypatch.chdir(tmp_path)
    with Ledger.open(tmp_path, ROOT / "sql") as ledger:
        known: list[Any] = []
        for day, is_back in ((NIGHT - timedelta(days=1), False), (NIGHT, True)):
            at = datetime.combine(day, datetime.min.time(), UTC)
            run_id = ledger.start_run(day, at, None, software_version="0", model="m", extractor="x")
            checks = [
                check("quotes", "quote_kind", ""),
                check("source_nights", "source_silent", "wire\x1b[2J", passed=is_back),
            ]
            ledger.add("checks", checks, run_id=run_id)
            known = advance_incidents(known, fold_scopes(checks), run_id, day)
        ledger.put("incidents", [vars(one) for one in known])
    return tmp_path


def incidents(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["incidents", *arguments, "-w", "."], env={"COLUMNS": "200"})


@pytest.mark.usefixtures("warehouse")
def test_list_shows_what_is_open() -> None:
    told = incidents("list").stdout
    assert KIND in told
    assert "quotes.quote_kind" in told
    assert SILENT not in told


@pytest.mark.usefixtures("warehouse")
def test_list_all_shows_the_resolved_too_and_lets_no_name_move_the_cursor() -> None:
    told = incidents("list", "--all").stdout
    assert "resolved 2026-11-22" in told
    assert "\x1b[2J" not in told


@pytest.mark.usefixtures("warehouse")
def test_show_says_all_that_is_known() -> None:
    told = incidents("show", KIND[:6]).stdout
    for said in (
        "Why it is.",
        "from 2026-11-21 to 2026-11-22, 2 nights",
        "q1, q2",
        "3 of 100 rows fail",
        "2026-11-22.1",
    ):
        assert said in told


def test_show_says_of_what_night_its_sql_tells(warehouse: Path) -> None:
    assert "`onrecord sql` reads the file of the night before" in incidents("show", KIND).stdout
    with Ledger.open(warehouse, ROOT / "sql") as ledger:
        ledger.update_run("2026-11-22.1", status="published")
    told = incidents("show", KIND).stdout
    assert "from ops.quarantine where run_id = '2026-11-22.1' and table_name = 'quotes'" in told
    assert "of the night before" not in told


def test_mute_is_kept_and_said(warehouse: Path) -> None:
    assert incidents("mute", KIND, "--until", "2026-12-24").stdout == "quotes.quote_kind: muted until 2026-12-24.\n"
    with Ledger.read(warehouse) as ledger:
        (row,) = ledger.rows("select * from incidents where incident_id = ?", [KIND])
    assert parse_incident(row).muted_until == date(2026, 12, 24)
    assert "muted until 2026-12-24" in incidents("list").stdout


@pytest.mark.usefixtures("warehouse")
def test_a_day_that_is_past_unmutes_and_no_name_moves_the_cursor() -> None:
    told = incidents("mute", SILENT, "--until", "2020-01-01").stdout
    assert told == "source_nights.source_silent wire[2J: no longer muted.\n"


@pytest.mark.usefixtures("warehouse")
def test_list_shows_whole_ids_in_a_narrow_terminal() -> None:
    told = CliRunner().invoke(app, ["incidents", "list", "--all", "-w", "."], env={"COLUMNS": "80"}).stdout
    assert KIND in told
    assert SILENT in told


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "zzzz"], "No incident id starts with 'zzzz'"),
        (["show", ""], "2 incident ids start"),
        (["mute", "zzzz", "--until", "2026-12-24"], "No incident id starts"),
        (["mute", "zzzz", "--until", "soon"], "--until soon is not a date"),
    ],
)
def test_wrong_usage_says_what_to_do(arguments: list[str], said: str) -> None:
    told = incidents(*arguments)
    assert isinstance(told.exception, UsageError)
    assert said in str(told.exception)


def test_without_a_warehouse_it_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "There is no warehouse" in str(incidents("list").exception)
    assert not list(tmp_path.iterdir())
