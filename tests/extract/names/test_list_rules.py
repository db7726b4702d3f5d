"""Listed names: firms and parties that the net takes for people, titles that are no part of a name."""

from __future__ import annotations

import pytest

from .conftest import FindNames, Name

CASES: dict[str, tuple[str, list[Name], list[Name]]] = {
    "a firm named like a person": (
        "Lockheed Martin sold jets .",
        [("Lockheed Martin", "PERSON")],
        [("Lockheed Martin", "ORG")],
    ),
    "a party in its own language": ("Sinn Féin won .", [("Sinn Féin", "PERSON")], [("Sinn Féin", "ORG")]),
    "a body with a possessive in its name": ("Moody's cut it .", [("Moody", "PERSON")], [("Moody's", "ORG")]),
    "the possessive of a person": (
        "Ann Moody left . Moody's plan failed .",
        [("Ann Moody", "PERSON"), ("Moody", "PERSON")],
        [("Ann Moody", "PERSON"), ("Moody", "PERSON")],
    ),
    "a maker": ("Suzuki sold cars .", [("Suzuki", "PERSON")], [("Suzuki", "ORG")]),
    "no maker behind a title": ("Then Mr. Suzuki spoke .", [("Suzuki", "PERSON")], [("Suzuki", "PERSON")]),
    "a disease": ("He has Crohn's .", [("Crohn", "PERSON")], [("Crohn's", "MISC")]),
    "several with one title": ("They met Messrs Roe .", [("Messrs Roe", "PERSON")], [("Roe", "PERSON")]),
    "a rank of nobility": ("They met Archduke Ben Roe .", [("Archduke Ben Roe", "PERSON")], [("Ben Roe", "PERSON")]),
    "an occupation as a title": ("Novelist Ann Roe spoke .", [("Novelist Ann Roe", "PERSON")], [("Ann Roe", "PERSON")]),
    "an office of two words alone": (
        "Deputy Defense Secretary Roe spoke .",
        [("Defense Secretary", "PERSON"), ("Roe", "PERSON")],
        [("Roe", "PERSON")],
    ),
}


@pytest.mark.parametrize(("text", "given", "expected"), CASES.values(), ids=CASES)
def test_listed_names(find_names: FindNames, text: str, given: list[Name], expected: list[Name]) -> None:
    assert find_names(text, *given) == expected
