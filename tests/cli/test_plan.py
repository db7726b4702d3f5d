"""`onrecord plan` answers without a warehouse and without Prefect, for people and for programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.seeds import SeedError
from tests.conftest import ROOT


def test_a_plan_is_json_for_programs(model: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained in Lodz on Tuesday, said Ada Roe.", "utf-8")
    warehouse = tmp_path / "warehouse"
    arguments = ["plan", str(tmp_path / "a.txt"), "-w", str(warehouse), "--model", model]
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0, done.output
    plan = json.loads(done.stdout)
    assert (plan["inputs"], plan["outcomes"]) == (1, {"loaded": 1})
    assert [(one["input"], one["why"]) for one in plan["extract"]] == [(str(tmp_path / "a.txt"), "new")]
    assert "1 article " in CliRunner().invoke(app, arguments).stdout
    assert not warehouse.exists()


def test_a_plan_that_no_run_would_follow_is_refused(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (seeds / "titles.csv").write_text("title,gender\nMr,male,more\n", encoding="utf-8")
    monkeypatch.setenv("ONRECORD_SEEDS", str(seeds))
    (tmp_path / "a.txt").write_text("It rained in Lodz on Tuesday, said Ada Roe.", "utf-8")
    with pytest.raises(SeedError, match=r"titles\.csv, line 2"):
        CliRunner().invoke(
            app,
            ["plan", str(tmp_path / "a.txt"), "-w", str(tmp_path / "w"), "--model", model],
            catch_exceptions=False,
        )
