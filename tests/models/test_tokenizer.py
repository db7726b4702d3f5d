"""The tokenizer's rules of our own."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs

from models.tokenizer import make_tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return make_tokenizer(spacy.blank("en"))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Stop!!! Now", ["Stop", "!!!", "Now"]),
        ("a non-profit group", ["a", "non-profit", "group"]),
        ("an E-mail", ["an", "E-mail"]),
        ("a well-known group", ["a", "well", "-", "known", "group"]),
        ("the remote-controlled car", ["the", "remote", "-", "controlled", "car"]),
        ("“Go,” she said.", ["“", "Go", ",", "”", "she", "said", "."]),
        ("They don't.", ["They", "do", "n't", "."]),
    ],
)
def test_tokens(tokenizer: Tokenizer, text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenizer(text)] == tokens
