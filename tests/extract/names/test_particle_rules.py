"""Names with an Arabic particle: of a person, a place or a group."""

from __future__ import annotations

import pytest

from .conftest import FindNames, Name

CASES: dict[str, tuple[str, list[Name], list[Name]]] = {
    "a group": ("Fighters of Ansar al-Velport left.", [("Ansar al-Velport", "PERSON")], [("Ansar al-Velport", "ORG")]),
    "a place": ("They left Ras al-Velport.", [("Ras al-Velport", "PERSON")], [("Ras al-Velport", "GPE")]),
    "a person whom the text knows": (
        "Muadh el-Roeh left. They met Muadh el-Roeh.",
        [("Muadh el-Roeh", "PERSON"), ("Muadh el-Roeh", "GPE")],
        [("Muadh el-Roeh", "PERSON"), ("Muadh el-Roeh", "PERSON")],
    ),
    "a given name": ("They met Ayman al-Roeh.", [("Ayman al-Roeh", "GPE")], [("Ayman al-Roeh", "PERSON")]),
    "a father's name": (
        "They met Abu Saad al-Roeh.",
        [("Abu Saad al-Roeh", "MISC")],
        [("Abu Saad al-Roeh", "PERSON")],
    ),
    "a place that the net knows": ("They left Velem al-Roeh.", [("Velem al-Roeh", "GPE")], [("Velem al-Roeh", "GPE")]),
}


@pytest.mark.parametrize(("text", "given", "expected"), CASES.values(), ids=CASES.keys())
def test_the_word_before_the_particle_tells(
    find_names: FindNames, text: str, given: list[Name], expected: list[Name]
) -> None:
    assert find_names(text, *given) == expected
