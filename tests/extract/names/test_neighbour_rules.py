"""Names that the word before them decides: a person behind a role, a storm."""

from __future__ import annotations

import pytest

from .conftest import FindNames, Name

CASES: dict[str, tuple[str, list[Name], list[Name]]] = {
    "a full name behind a role": (
        "The analyst Kate Venn left.",
        [("Kate Venn", "ORG")],
        [("Kate Venn", "PERSON")],
    ),
    "a firm behind a role": (
        "The sponsor Kate Venn Holdings left.",
        [("Kate Venn Holdings", "ORG")],
        [("Kate Venn Holdings", "ORG")],
    ),
    "a firm that opens with no given name": (
        "The rival Velport Steel left.",
        [("Velport Steel", "ORG")],
        [("Velport Steel", "ORG")],
    ),
    "a storm and its name alone": (
        "Typhoon Rita came. Then Rita weakened.",
        [("Rita", "PERSON"), ("Rita", "PERSON")],
        [("Typhoon Rita", "EVENT"), ("Rita", "EVENT")],
    ),
    "a tropical storm": (
        "Now Tropical Storm Ben grew.",
        [("Tropical Storm Ben", "MISC")],
        [("Tropical Storm Ben", "EVENT")],
    ),
    "who has the name of a storm": (
        "Typhoon Roe came. Ann Roe fled. Roe returned.",
        [("Ann Roe", "PERSON"), ("Roe", "PERSON")],
        [("Typhoon Roe", "EVENT"), ("Ann Roe", "PERSON"), ("Roe", "PERSON")],
    ),
    "a body that watches storms": ("The Hurricane Center warned.", [], []),
}


@pytest.mark.parametrize(("text", "given", "expected"), CASES.values(), ids=CASES)
def test_the_word_before_tells(find_names: FindNames, text: str, given: list[Name], expected: list[Name]) -> None:
    assert find_names(text, *given) == expected
