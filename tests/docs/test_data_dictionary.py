"""The page that is committed says what the schema says."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.report import dictionary

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_data_dictionary_is_what_the_database_says(capsys: pytest.CaptureFixture[str]) -> None:
    dictionary.main()
    assert capsys.readouterr().out == PAGE.read_text("utf-8"), "the schema has moved on: run `make docs`"
