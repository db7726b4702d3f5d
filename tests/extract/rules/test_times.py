"""Times and occasions between a cue and its content."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    ("Ann Roe vowed in an interview to rebuild the bridge.", "to rebuild the bridge"),
    ("Ann Roe promised at a rally in Rome on Monday to rebuild the bridge.", "to rebuild the bridge"),
    ("Ann Roe promised in a letter to voters to cut taxes.", "to cut taxes"),
    ("Ann Roe said in a statement she would not stand.", "she would not stand"),
    ("Ann Roe said in a letter to the council the dam was safe.", "the dam was safe"),
    ("Ben Poe said last week the dam was safe.", "the dam was safe"),
    ("Ben Poe said earlier this month the dam was safe.", "the dam was safe"),
    ("Ben Poe said Tuesday night his team had won.", "his team had won"),
    ("Ben Poe said a moment ago: “We won.”", "We won."),
    ("Ben Poe said this morning on the radio: “We won.”", "We won."),
    ("Ben Poe said late Tuesday that the dam was safe.", "that the dam was safe"),
    ("Ben Poe warned last week there was no money left.", "there was no money left"),
    ("Ben Poe insisted on Tuesday that the dam was safe.", "that the dam was safe"),
    ("Ben Poe said through a spokesman the dam was safe.", "the dam was safe"),
    ("Ben Poe said by phone he would come.", "he would come"),
    ("Ben Poe said at the time he would come.", "he would come"),
    ("Ben Poe told reporters in court he would come.", "he would come"),
    ("Ben Poe said last week's vote was a mistake.", "last week's vote was a mistake"),
    ("Ben Poe said this week marked a change.", "this week marked a change"),
    ("Ben Poe said next year the dam will be rebuilt.", "next year the dam will be rebuilt"),
]


@pytest.mark.parametrize(("text", "content"), CASES)
def test_a_time_of_saying_is_no_content(extract: Extract, text: str, content: str) -> None:
    assert [words for _, words in said(text, extract(text))] == [[content]]
