"""The notebook runs on a warehouse of five articles, and its tables hold what was counted by hand."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from flows.load.database import open_stage
from flows.load.publish import PUBLISHED
from flows.load.schema import prepare

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The variables of the notebook after it ran."""
    pytest.importorskip("marimo", reason="the notebook needs the extra `notebook`")
    with open_stage(tmp_path / PUBLISHED) as stage:
        prepare(stage, ROOT / "sql", ROOT / "seeds")
        stage.execute((ROOT / "tests/docs/questions/warehouse.sql").read_text("utf-8"))
    monkeypatch.setenv("ONRECORD_WAREHOUSE", str(tmp_path))
    app = runpy.run_path(str(ROOT / "examples/who_said_what.py"))["app"]
    _, defined = app.run()
    return dict(defined)


def test_the_notebook_answers_its_questions(tables: dict[str, Any]) -> None:
    assert tables["most_quoted"].rows() == [
        ("Orla Ní Chonghaile", 3, 3),
        ("Danube Shipping", 2, 2),
        ("Government of Turkey", 1, 1),
    ]
    assert tables["travelled"].row(0)[:4] == (
        "The bridge by the cathedral is unsafe.", "Orla Ní Chonghaile", "Estuary Post", 3,
    )  # fmt: skip
    assert tables["genders"].rows() == [("Estuary Post", "female", 1), ("Harbour News", "female", 2)]


def test_every_chart_can_be_drawn(tables: dict[str, Any]) -> None:
    for name in ("most_quoted_chart", "travelled_chart", "genders_chart"):
        assert tables[name].to_dict()["encoding"]
