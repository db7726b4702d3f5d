"""Adjectives of countries against the names of peoples."""

from __future__ import annotations

import pytest

from flows.identity.adjectives import find_country, is_language
from tests.identity.warehouses import names


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("a Canadian minister", "Canadian", "Canada"),
        ("the South Korean President", "South Korean", "South Korea"),
        ("British and American airlines", "American", "United States"),
        ("a Russian-backed force", "Russian", "Russia"),
        ("Canadians left", "Canadians", ""),
        ("a Canadian who left", "Canadian", ""),
        ("the French said so", "French", ""),
        ("the Irish in Boston", "Irish", ""),
        ("he is American.", "American", ""),
        ("an Iranian-American pastor", "Iranian", ""),
        ("Afro-Cuban music", "Cuban", ""),
        ("Muslim voters", "Muslim", ""),
        ("European officials", "European", ""),
    ],
)
def test_adjectives_stand_for_their_country(text: str, word: str, country: str) -> None:
    start = text.index(word)
    assert find_country(text, start, start + len(word), names()) == country


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("she spoke Spanish.", "Spanish", True),
        ("he read it in French, then left", "French", True),
        ("a Spanish-language paper", "Spanish", True),
        ("Russian-speaking towns", "Russian", True),
        ("the Spanish left", "Spanish", False),
        ("in Spanish politics", "Spanish", False),
        ("in Muslim,", "Muslim", False),
    ],
)
def test_a_language_is_no_people(text: str, word: str, expected: bool) -> None:
    start = text.index(word)
    assert is_language(text, start, start + len(word), names()) is expected
