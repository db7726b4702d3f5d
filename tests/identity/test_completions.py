from __future__ import annotations

import pytest

from tests.identity.test_kinds import read

PERSON = "PERSON"


def name_of(text: str, name: str, *others: str, label: str = PERSON) -> str:
    return read(text, (name, label), *((other, PERSON) for other in others))[name][0]


@pytest.mark.parametrize(
    ("text", "name", "others", "expected"),
    [
        ("They cheered Bill there. Bill Roe left.", "Bill", ["Bill Roe"], "Bill Roe"),
        ("They cheered Bill there. William Roe left.", "Bill", ["William Roe"], "William Roe"),
        ("They cheered Bill there. Bill Roe and Bill Poe left.", "Bill", ["Bill Roe", "Bill Poe"], "Bill"),
        ("Ann Roe left with his son Michael. Michael Poe spoke.", "Michael", ["Ann Roe", "Michael Poe"], "Michael"),
        ("Ann Roe left with her son Michael. Michael Roe spoke.", "Michael", ["Ann Roe", "Michael Roe"], "Michael Roe"),
        ("Bill and Ann Roe gave. William Poe left.", "Bill", ["Ann Roe", "William Poe"], "Bill Roe"),
        ("Written by Ethan and Joel Roe there.", "Ethan", ["Joel Roe"], "Ethan Roe"),
        ("Stars like Ana, Monica and Lauren Roe sang.", "Monica", ["Lauren Roe"], "Monica"),
        ("-David Okoro explains why.", "Okoro", [], "David Okoro"),
        ("As Okoro explains, all left.", "Okoro", [], "Okoro"),
        ("Bishop Okoro explains why.", "Okoro", [], "Okoro"),
    ],
)
def test_a_single_name_is_completed(text: str, name: str, others: list[str], expected: str) -> None:
    assert name_of(text, name, *others) == expected


def test_a_given_name_labelled_as_a_place_is_the_bearer() -> None:
    text = "They thanked their daughter Chelsea. Chelsea Roe left with Ann Roe."
    assert read(text, ("Chelsea", "GPE"), ("Chelsea Roe", PERSON), ("Ann Roe", PERSON))["Chelsea"] == (
        "Chelsea Roe",
        PERSON,
    )


def test_a_firm_is_no_given_name() -> None:
    text = "The Chelsea works closed. Chelsea Roe left."
    assert read(text, ("Chelsea", "ORG"), ("Chelsea Roe", PERSON))["Chelsea"] == ("Chelsea", "ORG")


def test_a_listed_place_is_no_given_name() -> None:
    text = "They went to Virginia there. Virginia Roe left."
    assert read(text, ("Virginia", "GPE"), ("Virginia Roe", PERSON))["Virginia"][1] == "GPE"


@pytest.mark.parametrize("name", ["Jon RoemerPhotograph", "aboutJon Roemer"])
def test_words_that_ran_into_a_name_are_cut(name: str) -> None:
    assert name_of(f"By {name}.", name) == "Jon Roemer"
