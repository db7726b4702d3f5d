"""Which given names share the surname of a name beside them."""

from __future__ import annotations

import re

import pytest

from flows.extract.names.couples import complete_couples
from flows.extract.names.identity import Name

GIVEN = {"Al": "male", "Ann": "female", "Ben": "male"}
TITLES = {"mr": "male", "prince": "male", "judge": ""}


def names(text: str) -> tuple[list[Name], str]:
    """The names that stand in brackets in a text, those before "_" as their title, and the text without the marks."""
    found, plain, end = [], "", 0
    for mark in re.finditer(r"\[(?:(\w+)_)?([^]]+)\]", text):
        plain += text[end : mark.start()] + (f"{mark[1]} " if mark[1] else "")
        found.append(Name(mark[2], "PERSON", len(plain), len(plain) + len(mark[2]), mark[1] or ""))
        plain, end = plain + mark[2], mark.end()
    return found, plain + text[end:]


SHARED = [
    ("a pair", "[Al] and [Ann Roe] left.", ["Al Roe", "Ann Roe"]),
    ("a family", "[Al], [Ben] and [Ann Roe] left. [Mr_Roe] wept.", ["Al Roe", "Ben Roe", "Ann Roe", "Roe"]),
    ("particles", "[Al] & [Ann van der Roe] left.", ["Al van der Roe", "Ann van der Roe"]),
    ("no suffix", "[Ann] and [Al Roe Jr.] left.", ["Ann Roe", "Al Roe Jr."]),
    ("a wife", "[Al Roe], 61, and his wife of 31 years, [Ann], left.", ["Al Roe", "Ann Roe"]),
    ("a husband", "[Ann Roe] and her late husband [Al] left.", ["Ann Roe", "Al Roe"]),
    ("a wife behind the surname", "[Al Roe] slept. [Roe]’s wife, [Ann], left.", ["Al Roe", "Roe", "Ann Roe"]),
    ("a wife behind a form of address", "[Mr_Roe] and his wife [Ann] left.", ["Roe", "Ann Roe"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in SHARED], ids=[case[0] for case in SHARED])
def test_a_surname_is_shared(text: str, expected: list[str]) -> None:
    assert [name.text for name in complete_couples(*names(text), GIVEN, TITLES)] == expected


OWN = [
    ("no given name", "[Poe] and [Ann Roe] left."),
    ("named in full elsewhere", "[Al Poe] left. [Al] and [Ann Roe] wept."),
    ("a title elsewhere", "[Prince_Ben] left. [Ben] and [Ann Roe] wept."),
    ("a list of others", "[Al Poe], [Ben] and [Ann Roe] left. [Mr_Roe] wept."),
    ("a list of singers", "[Al], [Ben] and [Ann Roe] sang."),
    ("a friend", "[Al Roe] and his friend [Ann] left."),
    ("a title that no surname follows", "[Judge_Al] and his wife [Ann] left."),
    ("another sentence", "[Al Roe] left. His wife wept. [Ann] slept."),
]


@pytest.mark.parametrize("text", [case[1] for case in OWN], ids=[case[0] for case in OWN])
def test_a_given_name_stays_alone(text: str) -> None:
    given, plain = names(text)
    assert complete_couples(given, plain, GIVEN, TITLES) == given
