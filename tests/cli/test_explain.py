"""How `onrecord explain` ends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.report import explain
from flows.report.explain import Explained
from flows.settings import HOME

ARTICLE = {"article_id": "a", "url": None, "title": None, "text": "Nothing was said."}


@pytest.mark.parametrize(
    ("unread", "is_failed", "code"), [(None, False, 0), ("ValueError: no", True, 1), ("its language is de", False, 0)]
)
def test_only_a_failed_extraction_fails_the_command(
    unread: str | None, is_failed: bool, code: int, model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Explained(ARTICLE, [], unread, is_failed), Explained(ARTICLE, [])]
    monkeypatch.setattr(explain, "from_path", lambda *_: (found, ["a.txt: skipped, hidden file"]))
    told = CliRunner().invoke(app, ["explain", str(tmp_path), "--model", model])
    assert told.exit_code == code
    assert told.output.count("Nothing was said.") == 2
    assert unread is None or unread in told.output
    assert "onrecord: a.txt: skipped, hidden file" in told.output


@pytest.mark.parametrize("path", ["/no/such.txt", "such.txt", "no/such"])
def test_a_path_that_is_missing_is_not_taken_for_an_id(path: str, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["explain", path, "--warehouse", str(tmp_path)])
    assert str(told.exception) == f"{path} does not exist."


def test_a_broken_seed_is_named_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(HOME / "seeds", seeds, ignore=shutil.ignore_patterns("articles"))
    (seeds / "epithets.csv").write_text("name,called,places,until,reason\nAnn Roe,,,,office\n", encoding="utf-8")
    monkeypatch.setenv("ONRECORD_SEEDS", str(seeds))
    told = CliRunner().invoke(app, ["explain", str(tmp_path)])
    assert "epithets.csv, line 2, column called: an epithet is empty" in str(told.exception)
