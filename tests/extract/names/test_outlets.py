"""Outlets by the last word of their names."""

from __future__ import annotations

import pytest

from flows.enums import Label
from flows.extract.names.identity import Name
from flows.extract.names.outlets import complete_outlets

FAMILIES = {"ledger": frozenset({"newspaper"}), "house": frozenset({"legislature"})}
CASES = [
    ("the one that ends so", ["Omaha Ledger", "Ledger"], ["Omaha Ledger", "Omaha Ledger"]),
    ("before it is named whole", ["Ledger", "Omaha Ledger"], ["Omaha Ledger", "Omaha Ledger"]),
    ("one of two that end so", ["Omaha Ledger", "Marn Ledger", "Ledger"], ["Omaha Ledger", "Marn Ledger", "Ledger"]),
    ("no outlet", ["White House", "House"], ["White House", "House"]),
]


@pytest.mark.parametrize(("texts", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_short_name_is_whole(texts: list[str], expected: list[str]) -> None:
    names = [Name(text, Label.ORG, 20 * n, 20 * n + len(text)) for n, text in enumerate(texts)]
    assert [name.text for name in complete_outlets(names, FAMILIES)] == expected


def test_a_person_is_no_outlet() -> None:
    names = [Name("Omaha Ledger", Label.ORG, 0, 12), Name("Ledger", Label.PERSON, 20, 26)]
    assert [name.text for name in complete_outlets(names, FAMILIES)] == ["Omaha Ledger", "Ledger"]
