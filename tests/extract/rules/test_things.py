"""A thing is no source, unless it has a finite verb that tells something."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    ("no thing aims", "Ann Roe left Rome. The effort attacking the plan cost a lot.", []),
    ("no thing that does something", "Ann Roe left Rome. The walls that support the plan are new.", []),
    ("figures show", "The figures show that the dam is full.", [("figures", ["that the dam is full"])]),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_which_things_are_sources(extract: Extract, text: str, rows: list[tuple[str | None, list[str]]]) -> None:
    assert said(text, extract(text)) == rows
