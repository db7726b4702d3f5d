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
    (
        "the time of an entry in a live report",
        "14:40 “Nobody is missing,” Ann Roe told Tide FM.",
        [("Ann Roe", ["Nobody is missing,"])],
    ),
    (
        "a question to somebody",
        "“Is it over?” The mayor asked Ben Poe.",
        [("mayor", ["Is it over?"])],
    ),
    (
        "a finished sentence before its attribution",
        "“It is over.” Ann Roe told reporters.",
        [("Ann Roe", ["It is over."])],
    ),
]

NARRATIVES = [
    ("“I have read every letter.” The council announced the plan in May.", "the plan in May"),
    ("“Who knew?” The ministry confirmed the date on Monday.", "the date"),
    ("“What a day!” The mayor announced a holiday.", "a holiday"),
    ("“It is over.” Ben Poe denied the charge.", "the charge"),
    ("“We waited for an hour.” She said the road was closed.", "the road was closed"),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_said_what_stands_before(extract: Extract, text: str, rows: list[tuple[str, list[str]]]) -> None:
    assert said(text, extract(text)) == rows


def test_a_manner_after_a_full_stop_is_an_act(extract: Extract) -> None:
    text = "Colm Reddy opened a folder. “I have read it.” Ann Venn laughed."
    assert said(text, extract(text)) == [("Colm Reddy", ["I have read it."])]


@pytest.mark.parametrize(("text", "content"), NARRATIVES)
def test_a_narrative_takes_no_quotation(extract: Extract, text: str, content: str) -> None:
    assert [words for _, words in said(text, extract(text))] == [[content]]
