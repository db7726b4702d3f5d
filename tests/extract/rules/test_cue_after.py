"""Cues after a quotation."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    (
        "three dots lead on like a comma",
        "“I ...” said Ann Roe. “I don't know.”",
        [("Ann Roe", ["I ...", "I don't know."])],
    ),
    (
        "a cue that introduces the next quotation",
        "Ann Roe said: “I ran! He hid.” Pal Ben Poe laughed: “Only you.”",
        [("Ann Roe", ["I ran! He hid."]), ("Pal Ben Poe", ["Only you."])],
    ),
    (
        "a quotation that goes on with a clause of its own",
        "“If it rains,” Ann Roe said, “I believe that the bridge will fall.”",
        [("Ann Roe", ["If it rains,", "I believe that the bridge will fall."])],
    ),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_said_what_stands_before(extract: Extract, text: str, rows: list[tuple[str, list[str]]]) -> None:
    assert said(text, extract(text)) == rows
