"""Places that the net takes for people, told by what stands beside them."""

from __future__ import annotations

import pytest

from .conftest import FindNames, Name

ROE = ("Ann Roe", "PERSON")
CASES: dict[str, tuple[str, list[Name], list[Name]]] = {
    "a place before its senator": (
        "Then Washington senator Ann Roe left .",
        [("Washington", "PERSON"), ROE],
        [("Washington", "GPE"), ROE],
    ),
    "a place before nobody": (
        "Then Washington senator talks failed .",
        [("Washington", "PERSON")],
        [("Washington", "PERSON")],
    ),
    "a person of the text": (
        "Ben Poe came . The Poe mayor Ann Roe praised .",
        [("Ben Poe", "PERSON"), ("Poe", "PERSON"), ROE],
        [("Ben Poe", "PERSON"), ("Poe", "PERSON"), ROE],
    ),
}


@pytest.mark.parametrize(("text", "given", "expected"), CASES.values(), ids=CASES)
def test_places_beside_offices(find_names: FindNames, text: str, given: list[Name], expected: list[Name]) -> None:
    assert find_names(text, *given) == expected
