"""The settings file to start from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.cli.init import make_settings_text
from flows.errors import UsageError
from flows.settings import Fetching, Limits, Settings, Source, load


def test_it_is_written_once_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = load()
    assert CliRunner().invoke(app, ["init"]).exit_code == 0
    assert load() == before
    with pytest.raises(UsageError, match="--force"):
        CliRunner().invoke(app, ["init"], catch_exceptions=False)


def test_every_setting_stands_in_it_with_a_value_that_toml_can_read() -> None:
    text = make_settings_text()
    for model in (Settings, Fetching, Limits, Source):
        for name in set(model.model_fields) - {"fetching", "limits", "sources"}:
            assert re.search(rf"^#? ?#? ?{name} = ", text, re.MULTILINE), name
    tomllib.loads(re.sub(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE))
