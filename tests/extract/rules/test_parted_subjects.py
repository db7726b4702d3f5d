"""Contents without "that" whose subject commas part from its verb."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    ("Police said John Poe, 42, had died in hospital.", "John Poe, 42, had died in hospital"),
    ("Doctors said Mary Roe, a nurse from Fenwick, was well.", "Mary Roe, a nurse from Fenwick, was well"),
    ("Officials said Ann Roe, 35, and her son, 4, were found.", "Ann Roe, 35, and her son, 4, were found"),
    ("Ann Roe said the road, which runs to Fenwick, was closed.", "the road, which runs to Fenwick, was closed"),
    ("Police believe Ben Poe, 42, fled to Rome.", "Ben Poe, 42, fled to Rome"),
    ("The union warned the plant, its largest, could close.", "the plant, its largest, could close"),
    ("Ann Roe told the court her brother, Ben, 19, had left.", "her brother, Ben, 19, had left"),
]

OTHERS = [
    "Facebook found the posting, reported it, and removed it.",
    "People who praised Ann Roe, her son, and Ben were late.",
    "After the mayor praised Ben Poe, a friend, the town cheered.",
]


@pytest.mark.parametrize(("text", "content"), CASES)
def test_commas_part_subject_and_verb(extract: Extract, text: str, content: str) -> None:
    assert [words for _, words in said(text, extract(text))] == [[content]]


@pytest.mark.parametrize("text", OTHERS)
def test_a_list_is_no_parted_subject(extract: Extract, text: str) -> None:
    assert all(row["rule"] == "object" for row in extract(text).quotes)


@pytest.mark.parametrize("text", ["Ann Roe said 12.", "The club confirmed 12,000.", "Clinton: 2,316."])
def test_a_bare_number_is_no_content(extract: Extract, text: str) -> None:
    assert extract(text).quotes == []
