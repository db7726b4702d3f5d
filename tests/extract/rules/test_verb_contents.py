"""Verbs that continue the act of the one before."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Extract, said

CASES = [
    (
        "Roe said she believed in what the union calls a “fair deal” and said both sides should meet.",
        ("Roe", ["both sides should meet"]),
    ),
    (
        "Ann Roe said she saw what the mayor described as a “ruin” and added that it must go.",
        ("Ann Roe", ["that it must go"]),
    ),
    (
        "Ben Poe said he knew who Ann Roe blamed and insisted that she was wrong.",
        ("Ben Poe", ["that she was wrong"]),
    ),
]


@pytest.mark.parametrize(("text", "row"), CASES)
def test_the_second_verb_has_the_outer_source(extract: Extract, text: str, row: tuple[str, list[str]]) -> None:
    assert row in said(text, extract(text))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The body of Ann Roe was found by a diver on Monday.", []),
        ("Ann Roe was quoted by the Herald as saying that it rained.", [("Ann Roe", ["that it rained"])]),
        ("The plan was announced by the council.", [("council", ["The plan"])]),
        ("It was reported that the minister would resign.", [(None, ["that the minister would resign"])]),
    ],
)
def test_a_passive_that_says_nothing_has_no_row(extract: Extract, text: str, rows: list[tuple[str, list[str]]]) -> None:
    assert said(text, extract(text)) == rows
