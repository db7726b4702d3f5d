"""How `onrecord explain` ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.report import explain
from flows.report.explain import Explained

ARTICLE = {"article_id": "a", "url": None, "title": None, "text": "Nothing was said."}


@pytest.mark.parametrize(("unread", "code"), [(None, 0), ("ValueError: no", 1)])
def test_an_article_that_was_not_extracted_fails_the_command(
    unread: str | None, code: int, model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explain, "from_path", lambda *_: [Explained(ARTICLE, [], unread), Explained(ARTICLE, [])])
    told = CliRunner().invoke(app, ["explain", str(tmp_path), "--model", model])
    assert told.exit_code == code
    assert told.output.count("Nothing was said.") == 2
    assert ("ValueError: no" in told.output) == bool(unread)
