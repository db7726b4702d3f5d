"""`onrecord plan` answers without a warehouse and without Prefect, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from flows.cli import app


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
