from __future__ import annotations

import pytest

from tests.identity.test_kinds import read_units


def read(text: str, name: str, given: str) -> tuple[str, str]:
    ((found, label),) = read_units(text, (name, given)).select("name", "label").rows()
    return found, label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She ran for the California state Senate.", ("California Senate", "ORG")),
        ("In Calif. state Senate races she won.", ("California Senate", "ORG")),
        ("She ran for the state Senate.", ("state Senate", "MISC")),
        ("The United States Senate met.", ("Senate", "ORG")),
    ],
)
def test_a_states_senate_is_not_the_nations(text: str, expected: tuple[str, str]) -> None:
    assert read(text, "Senate", "ORG") == expected


@pytest.mark.parametrize(("name", "plural"), [("Okoro", "Okoros"), ("Finch", "Finches")])
def test_a_family_is_not_its_member(name: str, plural: str) -> None:
    assert read(f"The pastor of the {name} family left.", name, "PERSON") == (plural, "NORP")
