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
    (
        "what somebody was asked before she spoke",
        "Ann Roe told the council when asked about the delay: “It is over.”",
        [(None, ["the delay"]), ("Ann Roe", ["It is over."])],
    ),
    (
        "a quotation with its attribution that another reports",
        "“I never met her,” Ben Poe wrote in an email, according to the Courier.",
        [("Courier", ["“I never met her,” Ben Poe wrote in an email"]), ("Ben Poe", ["I never met her,"])],
    ),
    (
        "the same with a verb",
        "“I never met her,” Ben Poe told his aides in the spring, the Courier reported.",
        [("Courier", ["“I never met her,” Ben Poe told his aides in the spring"]), ("Ben Poe", ["I never met her,"])],
    ),
    (
        "what only looks like an aside",
        "But as Ann Roe denounced the missile tests, many in the audience appeared to support her.",
        [("Ann Roe", ["the missile tests"]), (None, ["many in the audience", "to support her"])],
    ),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_left(extract: Extract, text: str, rows: list[tuple[str | None, list[str]]]) -> None:
    assert said(text, extract(text)) == rows
