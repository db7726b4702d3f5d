"""Identity inside one article: a surname is the full name, an acronym the name it abbreviates."""

from __future__ import annotations

import pytest

from flows.extract.names.identity import Identity, Name, identify_names, normalised
from flows.extract.vocabulary import Vocabulary

TITLES = {"mr": "male", "mrs": "female", "prime minister": "", "senator": ""}
GIVEN = {"Al": "male", "Ann": "female", "Ben": "male"}


def names(*given: tuple[str, str, str]) -> list[Name]:
    return [Name(text, label, 100 * at, 100 * at + len(text), title) for at, (text, label, title) in enumerate(given)]


CASES = [
    ("surname", [("Ann Roe", "PERSON", ""), ("Roe", "PERSON", "")], ["Ann Roe", "Ann Roe"]),
    ("before its full name", [("Roe", "PERSON", ""), ("Ann Roe", "PERSON", "")], ["Ann Roe", "Ann Roe"]),
    ("given name", [("Ann Roe", "PERSON", ""), ("Ann", "PERSON", "")], ["Ann Roe", "Ann Roe"]),
    ("initial", [("Ann B. Roe", "PERSON", ""), ("Ann Roe", "PERSON", "")], ["Ann B. Roe", "Ann B. Roe"]),
    ("acronym", [("Sahel Relief Fund", "ORG", ""), ("SRF", "ORG", "")], ["Sahel Relief Fund", "Sahel Relief Fund"]),
    (
        "the first of two",
        [("Ann Roe", "PERSON", ""), ("Ben Roe", "PERSON", ""), ("Roe", "PERSON", "")],
        ["Ann Roe", "Ben Roe", "Ann Roe"],
    ),
    (
        "the man of two who share a surname",
        [("Ben Roe", "PERSON", ""), ("Ann Roe", "PERSON", ""), ("Roe", "PERSON", "Mr"), ("Roe", "PERSON", "Mrs")],
        ["Ben Roe", "Ann Roe", "Ben Roe", "Ann Roe"],
    ),
    (
        "whose gender is unknown, rather than the other's",
        [("Ida Roe", "PERSON", ""), ("Ann Roe", "PERSON", ""), ("Roe", "PERSON", "Mr")],
        ["Ida Roe", "Ann Roe", "Ida Roe"],
    ),
    (
        "the first of two men, not the last named",
        [("Ben Roe", "PERSON", ""), ("Al Roe", "PERSON", ""), ("Roe", "PERSON", "Mr")],
        ["Ben Roe", "Al Roe", "Ben Roe"],
    ),
    (
        "who was last told apart by a form of address",
        [("Ann Roe", "PERSON", ""), ("Ben Roe", "PERSON", ""), ("Roe", "PERSON", "Mrs"), ("Roe", "PERSON", "")],
        ["Ann Roe", "Ben Roe", "Ann Roe", "Ann Roe"],
    ),
    (
        "a husband whose full name the article does not give",
        [("Ann Roe", "PERSON", ""), ("Roe", "PERSON", "Mr"), ("Roe", "PERSON", "Mrs")],
        ["Ann Roe", "Roe", "Ann Roe"],
    ),
    (
        "a man who shares the surname of a woman",
        [("Ann Roe", "PERSON", ""), ("Roe", "PERSON", "Mr")],
        ["Ann Roe", "Roe"],
    ),
    (
        "a man whose family name stands first and is a woman's given name",
        [("Ann Min", "PERSON", ""), ("Ann", "PERSON", "Mr")],
        ["Ann Min", "Ann Min"],
    ),
    (
        "not hers whom a form of address calls a woman",
        [("Ann Roe", "PERSON", "Mrs"), ("Roe", "PERSON", "Mr")],
        ["Ann Roe", "Roe"],
    ),
    ("surname of two words", [("Ann Ó Roe", "PERSON", ""), ("Ó Roe", "PERSON", "")], ["Ann Ó Roe", "Ann Ó Roe"]),
    (
        "two whom initials tell apart",
        [("Ben W. Roe", "PERSON", ""), ("Ben H.W. Roe", "PERSON", ""), ("Ben Roe", "PERSON", "")],
        ["Ben W. Roe", "Ben H.W. Roe", "Ben W. Roe"],
    ),
    (
        "an initial and a middle name that it does not fit",
        [("Ben W. Roe", "PERSON", ""), ("Ben Hugo Walker Roe", "PERSON", "")],
        ["Ben W. Roe", "Ben Hugo Walker Roe"],
    ),
    (
        "fewer initials, and a middle name that fits",
        [("Ben H. W. Roe", "PERSON", ""), ("Ben H. Roe", "PERSON", ""), ("Ben Hugo Roe", "PERSON", "")],
        ["Ben H. W. Roe", "Ben H. W. Roe", "Ben H. W. Roe"],
    ),
    ("strangers", [("Ann Roe", "PERSON", ""), ("Poe", "PERSON", "")], ["Ann Roe", "Poe"]),
]


@pytest.mark.parametrize(("given", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_is_who(given: list[tuple[str, str, str]], expected: list[str]) -> None:
    assert [identity.name for identity in identify_names(names(*given), TITLES, GIVEN)] == expected


@pytest.mark.parametrize(("one", "other"), [("Ben W. Roe", "Ben H. W. Roe"), ("Ben A. Roe", "Ben B. Roe, Jr.")])
def test_whom_initials_tell_apart_has_an_id_of_its_own(one: str, other: str) -> None:
    found = identify_names(names((one, "PERSON", ""), (other, "PERSON", "")), TITLES, GIVEN)
    assert len({identity.entity_id for identity in found}) == 2


def test_a_form_of_address_overrules_given_names() -> None:
    [ann, _] = identify_names(names(("Ann Roe", "PERSON", ""), ("Ben Poe", "PERSON", "")), TITLES, GIVEN)
    assert ann.gender == "female"
    [first, _] = identify_names(names(("Ann Roe", "PERSON", ""), ("Ann Roe", "PERSON", "Mr")), TITLES, GIVEN)
    assert first.gender == "male"


@pytest.mark.parametrize("title", ["", "Mr"])
def test_work_is_linear_in_mentions_of_a_surname(monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    asked: list[Identity] = []

    def gender(identity: Identity) -> str:
        asked.append(identity)
        return "female"

    monkeypatch.setattr(Identity, "gender", property(gender))
    identify_names(names(*[("Ann Roe", "PERSON", ""), ("Roe", "PERSON", title)] * 500), TITLES, GIVEN)
    assert len(asked) <= 2 * 1000


@pytest.mark.parametrize(
    ("one", "other"), [("José Núñez", "jose nunez"), ("The Post", "Post"), ("A. B. Roe Jr.", "Roe")]
)
def test_names_that_are_the_same_across_articles(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Wanjiru", "female"), ("Mwende", "female"), ("Efua", "female"), ("Tunde", "male"), ("Akira", "male")]
    + [(name, "") for name in ("Andrea", "Jean", "Kelechi", "Sasha", "Li", "Alex", "Lindsey")],
)
def test_shipped_given_names_have_one_gender(words: Vocabulary, name: str, gender: str) -> None:
    assert words.given_names.get(name, "") == gender
