"""Variants of training texts: the marks and the case change, the tree does not."""

from __future__ import annotations

import random

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from models.augment import Rates, droppable_quotes, restyle_quotes, vary, without_tokens

WORDS = ["“", "Go", ",", "”", "she", "said", "."]


@pytest.fixture
def quoted() -> Doc:
    return Doc(
        Vocab(),
        words=WORDS,
        spaces=[False, False, False, True, True, False, False],
        heads=[1, 5, 1, 1, 5, 5, 5],
        deps=["punct", "ccomp", "punct", "punct", "nsubj", "ROOT", "punct"],
        sent_starts=[True, *[False] * 6],
    )


@pytest.mark.parametrize(
    ("words", "style", "expected"),
    [
        (['"', "a", '"', "b", '"', "c"], ("“", "”"), ["“", "a", "”", "b", "“", "c"]),
        (["“", "a", "”"], ('"', '"'), ['"', "a", '"']),
        (["``", "a", "''"], ("«", "»"), ["«", "a", "»"]),
        (["it", "'s"], ("“", "”"), ["it", "'s"]),
    ],
)
def test_restyled_quotes(words: list[str], style: tuple[str, str], expected: list[str]) -> None:
    assert restyle_quotes(words, style) == expected


def test_a_dropped_mark_leaves_text_and_tree_whole(quoted: Doc) -> None:
    doc = without_tokens(quoted, {3})
    assert doc.text == "“Go, she said."
    assert [(t.text, t.head.text) for t in doc] == [
        ("“", "Go"), ("Go", "said"), (",", "Go"), ("she", "said"), ("said", "said"), (".", "said"),
    ]  # fmt: skip


def test_a_mark_that_starts_a_sentence_stays(quoted: Doc) -> None:
    assert droppable_quotes(quoted) == [3]


def test_capitals_keep_the_tree(quoted: Doc) -> None:
    doc = vary(quoted, Rates(quotes=0, drop=0, lower=0, upper=1), random.Random(0))
    assert doc.text == "“GO,” SHE SAID."
    assert [t.dep_ for t in doc] == [t.dep_ for t in quoted]


def test_no_rates_no_change(quoted: Doc) -> None:
    assert vary(quoted, Rates(0, 0, 0, 0), random.Random(0)) is quoted
