"""Contents that ran into the attribution of a quotation are cut short."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    (
        "a question by nobody",
        "Asked whether she would stand again, Governor Dolores Quintana said: “Ask me in June.”",
        [(None, ["whether she would stand again"]), ("Dolores Quintana", ["Ask me in June."])],
    ),
    (
        "what somebody says that another said",
        "Ann Roe said that Ben Poe had told her, “Go home.”",
        [("Ann Roe", ["that Ben Poe had told her, “Go home.”"])],
    ),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_left(extract: Extract, text: str, rows: list[tuple[str | None, list[str]]]) -> None:
    assert said(text, extract(text)) == rows
