"""Adjectives of countries against the names of peoples."""

from __future__ import annotations

import pytest

from flows.identity.adjectives import find_country
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
