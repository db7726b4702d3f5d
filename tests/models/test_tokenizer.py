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
        ("a 20-year-old man", ["a", "20", "-", "year", "-", "old", "man"]),
        ("a 50-page text", ["a", "50", "-", "page", "text"]),
        ("an F-102 in 1914–18", ["an", "F", "-", "102", "in", "1914", "–", "18"]),
        ("in mid-2003", ["in", "mid-2003"]),
        ("a cross-border deal", ["a", "cross-border", "deal"]),
        ("your account(s)", ["your", "account", "(", "s", ")"]),
        ("-more teens", ["-", "more", "teens"]),
        ("at 7:30PM or 4:30p.m. for $10k", ["at", "7:30", "PM", "or", "4:30", "p.m.", "for", "$", "10", "k"]),
        ("(713-853-3989), 345-9945.", ["(", "713-853-3989", ")", ",", "345-9945", "."]),
        ("the 1960's and 80’s", ["the", "1960's", "and", "80’s"]),
        ("Lt. Gov. Roe came on Wed. and Sat.", ["Lt.", "Gov.", "Roe", "came", "on", "Wed.", "and", "Sat."]),
        ("a body (the OFA): one", ["a", "body", "(", "the", "OFA", ")", ":", "one"]),
        ("this and/or that", ["this", "and", "/", "or", "that"]),
        ("I wanna go", ["I", "wan", "na", "go"]),
        ("Can you.? In the U.S.?", ["Can", "you", ".?", "In", "the", "U.S.", "?"]),
        ("“Go,” she said.", ["“", "Go", ",", "”", "she", "said", "."]),
        ("They don't.", ["They", "do", "n't", "."]),
    ],
)
def test_tokens(tokenizer: Tokenizer, text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenizer(text)] == tokens


def test_the_rules_are_saved_with_the_pipeline(tokenizer: Tokenizer) -> None:
    read = Tokenizer(spacy.blank("en").vocab).from_bytes(tokenizer.to_bytes())
    text = "a 20-year-old called 345-9945. It was Wed. (at 7:30PM): why.?"
    assert [t.text for t in read(text)] == [t.text for t in tokenizer(text)]
