"""An error in a JSON rule file names its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import OnRecordError
from flows.validate.rule_files import RuleFile, locate

TEXT = """{
  "name": "quotes, \\"{",
  "rules": [
    {"id": "a", "kwargs": {}},
    {"id": "b", "kwargs": {"n": [1, 2]}}
  ]
}
"""


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((), (1, 1)),
        (("name",), (2, 11)),
        (("rules", 0), (4, 5)),
        (("rules", 1, "id"), (5, 12)),
        (("rules", 1, "kwargs", "n", 1), (5, 37)),
        (("rules", 1, "missing"), (5, 5)),
        (("rules", 7, "id"), (3, 12)),
        (("name", "inside", "text"), (2, 11)),
    ],
)
def test_values_are_located(keys: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert locate(TEXT, keys) == place


def test_an_error_names_file_line_and_column(tmp_path: Path) -> None:
    file = RuleFile(tmp_path / "quotes.json", TEXT)
    error = file.error(("rules", 0, "id"), "is taken.")
    assert str(error) == f"{tmp_path}/quotes.json, line 4, column 12 (rules.0.id): is taken."


@pytest.mark.parametrize(
    ("content", "message"),
    [(b'{"a": \n  nothing}', "line 2, column 3: not valid JSON"), (b'"\xff"', "byte 1 is not valid UTF-8")],
)
def test_a_malformed_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "quotes.json"
    path.write_bytes(content)
    with pytest.raises(OnRecordError, match=message):
        RuleFile.read(path).parse()
