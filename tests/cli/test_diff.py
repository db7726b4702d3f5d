"""`onrecord diff`: two kept nights, in words or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.cli.diff import DiffFormat, diff
from flows.errors import UsageError
from flows.load.database import open_stage
from flows.load.publish import PUBLISHED


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    (tmp_path / "versions").mkdir()
    for name, names in (
        ("versions/2026-11-20.1.duckdb", "('e1', 'PERSON', 'Ida Wren'), ('e2', 'PERSON', 'Leo Marsh')"),
        (PUBLISHED, "('e1', 'ORG', 'Ida Wren'), ('e3', 'GPE', 'Lund')"),
    ):
        with open_stage(tmp_path / name) as stage:
            stage.execute(f"create table entities as from (values {names}) as t(entity_id, label, name)")
            stage.execute("create schema ops; create table ops.meta as select 'run_id' as key, '2026-11-21.1' as value")
    return tmp_path


def test_rows_added_gone_and_changed_are_shown(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    diff("2026-11-20", "2026-11-21", warehouse=warehouse)
    shown = capsys.readouterr().out
    assert "+ GPE Lund" in shown
    assert "- PERSON Leo Marsh" in shown
    assert "~ ORG Ida Wren (label)" in shown


def test_json_has_the_same_facts(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    diff("2026-11-20.1", "2026-11-21.1", form=DiffFormat.JSON, warehouse=warehouse)
    entities = next(one for one in json.loads(capsys.readouterr().out) if one["table"] == "entities")
    assert (entities["added"], entities["gone"], entities["changed"], entities["columns"]) == (1, 1, 1, {"label": 1})


def test_a_night_that_is_not_kept_is_an_error(warehouse: Path) -> None:
    with pytest.raises(UsageError, match="Kept nights: 2026-11-20, 2026-11-21"):
        diff("2026-11-19", "2026-11-21", warehouse=warehouse)
