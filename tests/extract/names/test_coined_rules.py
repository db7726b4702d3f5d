"""Firms that the net takes for people, told by what only a firm has."""

from __future__ import annotations

import pytest

from .conftest import FindNames, Name

MERID = ("Merid", "PERSON")
CASES: dict[str, tuple[str, list[Name], list[Name]]] = {
    "its founder": (
        "Merid fell . Now Merid's first founder left .",
        [MERID, MERID],
        [("Merid", "ORG"), ("Merid", "ORG")],
    ),
    "its crews": ("Now Merid crews met .", [MERID], [("Merid", "ORG")]),
    "shares in it": ("She holds shares in Merid .", [MERID], [("Merid", "ORG")]),
    "a clause": ("They sued Merid , which fell .", [MERID], [("Merid", "ORG")]),
    "what it is": ("They asked Merid , the old regulator , why .", [MERID], [("Merid", "ORG")]),
    "what it is, before it": ("They asked regulator Merid why .", [MERID], [("Merid", "ORG")]),
    "its trade": (
        "They asked Merid Aggregates . Merid fell .",
        [("Merid Aggregates", "PERSON"), MERID],
        [("Merid Aggregates", "ORG"), ("Merid", "ORG")],
    ),
    "its trade, which the net left out": ("They asked Merid Solar .", [MERID], [("Merid Solar", "ORG")]),
    "who is called like a trade": ("They met Ann Power .", [("Ann Power", "PERSON")], [("Ann Power", "PERSON")]),
    "its officer": ("Now Merid's chief executive left .", [MERID], [("Merid", "ORG")]),
    "a politician's strategist": ("Now Merid's chief strategist left .", [MERID], [MERID]),
    "who founded a firm": ("They asked Merid , the company founder , why .", [MERID], [MERID]),
    "a name that ends the text": ("They asked Merid ,", [MERID], [MERID]),
    "two words, and the first alone": (
        "Velde Roest fell . The board of Velde met Velde Roest investors .",
        [("Velde Roest", "PERSON"), ("Velde", "PERSON"), ("Velde Roest", "PERSON")],
        [("Velde Roest", "ORG"), ("Velde", "ORG"), ("Velde Roest", "ORG")],
    ),
    "a person with a full name": (
        "Ann Merid sold out . Later Merid's board met .",
        [("Ann Merid", "PERSON"), MERID],
        [("Ann Merid", "PERSON"), MERID],
    ),
    "a person with a title": ("Now Mr Merid spoke . Merid's board met .", [MERID, MERID], [MERID, MERID]),
    "a given name": ("Now Ann's board met .", [("Ann", "PERSON")], [("Ann", "PERSON")]),
    "what a person has": ("Now Merid's mother left .", [MERID], [MERID]),
}


@pytest.mark.parametrize(("text", "given", "expected"), CASES.values(), ids=CASES)
def test_coined_names(find_names: FindNames, text: str, given: list[Name], expected: list[Name]) -> None:
    assert find_names(text, *given) == expected
