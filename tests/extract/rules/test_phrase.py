"""Where the source of a phrase ends, and the words go on."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    ("Fares will rise in May, according to the head of the union, Ann Roe, 54.", ["Fares will rise in May"]),
    ("Fares will rise in May, according to Ann Roe, who leads the union.", ["Fares will rise in May"]),
    ("Sales fell, according to the Fenwick Group, a research firm based in Rome.", ["Sales fell"]),
    ("The dam, according to the police chief, Ann Roe, is full.", ["The dam", "is full"]),
    ("The dam was, according to the police, full.", ["The dam was", "full"]),
    ("But, according to the poll, 46 percent are undecided.", ["But", "46 percent are undecided"]),
    ("Fares will rise, according to the union, but not before June.", ["Fares will rise", "but not before June"]),
]


@pytest.mark.parametrize(("text", "pieces"), CASES)
def test_the_source_ends_before_the_words(extract: Extract, text: str, pieces: list[str]) -> None:
    assert [words for _, words in said(text, extract(text))] == [pieces]
