"""Hostile articles: bounded work, no exception, and offsets that hold. Documents without a tree are built by hand."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from flows.extract.rows import Found

Built = Callable[[Doc], Found]
SECONDS = 10.0
"""Far above the second or two that each takes, far below the hours of quadratic work."""


def flat(words: list[str], tag: str, *, names: bool = False, length: int = 20) -> Doc:
    """A document of sentences of `length` words, each hanging on the first as its subject."""
    heads = [i - i % length for i in range(len(words))]
    return Doc(
        English().vocab,
        words=words,
        tags=[tag] * len(words),
        pos=["PROPN" if names else "PRON"] * len(words),
        deps=["ROOT" if i % length == 0 else "nsubj" for i in range(len(words))],
        heads=heads,
        ents=["B-PERSON" if names else "O" for _ in words],
    )


def name(number: int) -> str:
    """A name of its own for each number: letters only, so that it is read as one."""
    return "X" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


CASES = [
    ("5,000 pronouns and no name", lambda: flat(["She"] * 5_000, "PRP")),
    ("2,000 names and a pronoun", lambda: flat([*(name(i) for i in range(2_000)), "she"], "NNP", names=True)),
    ("one sentence of 20,000 words", lambda: flat(["he"] * 20_000, "PRP", length=20_000)),
]


@pytest.mark.parametrize("make", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_a_hostile_article_is_read_in_time(built: Built, make: Callable[[], Doc]) -> None:
    doc = make()
    text = doc.text
    started = time.process_time()
    found = built(doc)
    assert time.process_time() - started < SECONDS
    assert all(text[row["start_char"] : row["end_char"]] == row["text"] for row in found.mentions)
