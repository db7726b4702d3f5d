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
