"""Which cue belongs to which quotation."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    (
        "a reply by another",
        "“We won,” said Ben Poe. “Is it?” was Ann Roe's reply.",
        [("Ben Poe", ["We won,"]), ("Ann Roe", ["Is it?"])],
    ),
    (
        "a reply with its author after it",
        "“Good,” said Ben Poe. “Bad,” was the reply from Ann Roe.",
        [("Ben Poe", ["Good,"]), ("Ann Roe", ["Bad,"])],
    ),
    ("an answer by nobody", "“Go home!” came the answer.", [(None, ["Go home!"])]),
    (
        "a noun before a colon",
        "From Ann Roe's Facebook post: “For the sake of our country, we must move on.”",
        [("Ann Roe", ["For the sake of our country, we must move on."])],
    ),
    ("what is read on a sign", "One man held a sign that read “Free Omar”.", [("sign", ["Free Omar"])]),
    ("a book that is read", "Ann Roe read “The Salt Road” twice.", []),
    ("a book that somebody laughs in", "Petra Holt laughs in her new book, “Loud Words”.", []),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_said_what(extract: Extract, text: str, rows: list[tuple[str | None, list[str]]]) -> None:
    assert said(text, extract(text)) == rows
