"""Names of bodies that the net cut, and labels that disagree within a text."""

from __future__ import annotations

import pytest

from .conftest import FindNames, Name

CASES: dict[str, tuple[str, list[Name], list[Name]]] = {
    "a body behind its and": (
        "The Velport Customs and Border Protection met.",
        [("Velport Customs", "GPE")],
        [("Velport Customs and Border Protection", "ORG")],
    ),
    "a committee and what it looks into": (
        "He led the Senate Select Committee on Kidal.",
        [("Senate Select Committee", "ORG"), ("Kidal", "GPE")],
        [("Senate Select Committee on Kidal", "ORG")],
    ),
    "a body with a list": (
        "The Velport Committee on Science, Space and Technology met.",
        [("Velport Committee on Science", "ORG")],
        [("Velport Committee on Science, Space and Technology", "ORG")],
    ),
    "a body before its and": (
        "He left the Transatlantic Trade and Investment Partnership there.",
        [("Investment Partnership", "ORG")],
        [("Transatlantic Trade and Investment Partnership", "ORG")],
    ),
    "a body whose end is taken for a person": (
        "The Velport Bureau of Roads and Bridges met.",
        [("Velport Bureau of Roads", "ORG"), ("Bridges", "PERSON")],
        [("Velport Bureau of Roads and Bridges", "ORG")],
    ),
    "two people": (
        "Then Karl Roe & Ann Poe met.",
        [("Karl Roe", "PERSON"), ("Ann Poe", "PERSON")],
        [("Karl Roe", "PERSON"), ("Ann Poe", "PERSON")],
    ),
    "a sentence behind a hyphen": ("Hello Ann-Thanks for it.", [("Ann", "PERSON")], [("Ann", "PERSON")]),
    "a job behind a hyphen": ("Then Ann Roe-Analyst left.", [("Ann Roe", "PERSON")], [("Ann Roe", "PERSON")]),
    "two bodies": (
        "The Velport College and Opinion Savvy met.",
        [("Velport College", "ORG")],
        [("Velport College", "ORG")],
    ),
    "an office behind a body": (
        "He left Homeland Security and Defense Secretary Ann Roe there.",
        [("Homeland Security", "ORG"), ("Ann Roe", "PERSON")],
        [("Homeland Security", "ORG"), ("Ann Roe", "PERSON")],
    ),
    "a person behind a firm": (
        "Then Velport LLC Ann Roe spoke.",
        [("Velport LLC Ann Roe", "ORG")],
        [("Velport LLC", "ORG"), ("Ann Roe", "PERSON")],
    ),
    "a piece of a name": (
        "Aer Velus rose. Then Aer Velus fell.",
        [("Aer Velus", "ORG"), ("Velus", "ORG")],
        [("Aer Velus", "ORG"), ("Aer Velus", "ORG")],
    ),
    "partners behind a comma": (
        "He left Ruane, Velunt & Goldfarb there.",
        [("Velunt", "ORG")],
        [("Velunt & Goldfarb", "ORG")],
    ),
    "founders of a body": (
        "He left the William and Flora Velunt Foundation there.",
        [("Flora Velunt Foundation", "ORG")],
        [("William and Flora Velunt Foundation", "ORG")],
    ),
    "a given name that the net calls a place": (
        "Ben Roe left. They asked Ben there.",
        [("Ben Roe", "PERSON"), ("Ben", "GPE")],
        [("Ben Roe", "PERSON"), ("Ben", "PERSON")],
    ),
    "a hyphen": ("Then Velett-Packard fell.", [("Velett", "ORG")], [("Velett-Packard", "ORG")]),
    "one label for a name": (
        "Aer Velus rose. Aer Velus fell. Aer Velus led.",
        [("Aer Velus", "ORG"), ("Aer Velus", "ORG"), ("Velus", "PERSON")],
        [("Aer Velus", "ORG"), ("Aer Velus", "ORG"), ("Aer Velus", "ORG")],
    ),
    "another body inside a longer one stays": (
        "New VM rose. New VM fell. New VM led. Then VM won.",
        [("New VM", "ORG"), ("New VM", "ORG"), ("VM", "ORG"), ("VM", "ORG")],
        [("New VM", "ORG"), ("New VM", "ORG"), ("VM", "ORG"), ("VM", "ORG")],
    ),
}


@pytest.mark.parametrize(("text", "given", "expected"), CASES.values(), ids=CASES)
def test_bodies_are_completed(find_names: FindNames, text: str, given: list[Name], expected: list[Name]) -> None:
    assert find_names(text, *given) == expected
