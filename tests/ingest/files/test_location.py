"""Where the bytes of an input lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.ingest.files.location import display_name, locate_file


@pytest.mark.parametrize(
    "name",
    ["{path}", "{path}:line 12", "{path}:row 1", "{path}:record 3", "https://example.org/a?b=(c) ({path}:1234)"],
)
def test_an_inputs_file_is_located(tmp_path: Path, name: str) -> None:
    path = tmp_path / "day (1):line 2.jsonl"
    path.write_text("{}")
    assert locate_file(name.format(path=path)) == path


@pytest.mark.parametrize(
    "name", ["https://example.org/feed", "https://example.org/feed#3", "/not/there.txt", "", "a\x00b"]
)
def test_an_input_without_a_file_has_no_location(name: str) -> None:
    assert locate_file(name) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("https://example.org/a?b=(c) (/raw/2026.1-example.org_80.warc.gz:1234)", "https://example.org/a?b=(c)"),
        ("https://example.org/feed#3", "https://example.org/feed#3"),
        ("/day.jsonl:line 12", "/day.jsonl:line 12"),
    ],
)
def test_a_page_is_displayed_by_its_address(name: str, expected: str) -> None:
    assert display_name(name) == expected
