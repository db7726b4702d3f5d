"""Our tokens have what spaCy's have."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from flows.extract.text.tokens import read_tokens

SAME = (
    *("i", "idx", "text", "lower_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_"),
    *("is_punct", "is_space", "is_title", "is_digit", "is_alpha", "is_quote", "is_sent_start"),
)
LAST, TAIL = ("PUNCT", "PUNCT", "SPACE", "INTJ"), ("punct", "punct", "dep", "ROOT")
DOC = Doc(
    spacy.blank("en").vocab,
    words=["“", "She", "asked", "Ann", "Roe", ",", "twice", "in", "42", ",", "who", "left", ".", "”", "\n", "Yes"],
    spaces=[False, True, True, True, False, True, True, True, False, True, True, False, False, False, False, False],
    pos=[
        "PUNCT",
        "PRON",
        "VERB",
        "PROPN",
        "PROPN",
        "PUNCT",
        "ADV",
        "ADP",
        "NUM",
        "PUNCT",
        "PRON",
        "VERB",
        "PUNCT",
        "PUNCT",
        "SPACE",
        "INTJ",
    ],
    tags=["``", "PRP", "VBD", "NNP", "NNP", ",", "RB", "IN", "CD", ",", "WP", "VBD", ".", "''", "_SP", "UH"],
    heads=[2, 2, 2, 2, 3, 2, 2, 8, 2, 11, 11, 3, 2, 2, 13, 15],  # "who left" crosses "in 42"
    deps=[
        "punct",
        "nsubj",
        "ROOT",
        "obj",
        "flat",
        "punct",
        "advmod",
        "case",
        "obl",
        "punct",
        "nsubj",
        "acl:relcl",
        "punct",
        "punct",
        "dep",
        "ROOT",
    ],
    ents=["O", "O", "O", "B-PERSON", "I-PERSON", "O", "O", "O", "B-DATE", *["O"] * 7],
)


@pytest.mark.parametrize("name", SAME)
def test_attributes_are_those_of_spacy(name: str) -> None:
    assert [getattr(token, name) for token in read_tokens(DOC)] == [getattr(token, name) for token in DOC]


@pytest.mark.parametrize("name", ["lefts", "rights", "children"])
def test_dependents_are_those_of_spacy(name: str) -> None:
    found = [[child.i for child in getattr(token, name)] for token in read_tokens(DOC)]
    assert found == [[child.i for child in getattr(token, name)] for token in DOC]


@pytest.mark.parametrize("name", ["head", "left_edge", "right_edge"])
def test_the_tree_is_that_of_spacy(name: str) -> None:
    assert [getattr(token, name).i for token in read_tokens(DOC)] == [getattr(token, name).i for token in DOC]


def test_subtrees_are_those_of_spacy() -> None:
    found = [{word.i for word in token.subtree} for token in read_tokens(DOC)]
    assert found == [{word.i for word in token.subtree} for token in DOC]


def test_ancestors_are_those_of_spacy() -> None:
    tokens = read_tokens(DOC)
    found = [[token.is_ancestor(other) for other in tokens] for token in tokens]
    assert found == [[token.is_ancestor(other) for other in DOC] for token in DOC]


def test_no_token_stands_before_the_first() -> None:
    with pytest.raises(IndexError):
        read_tokens(DOC)[0].nbor(-1)


def test_an_empty_document_has_no_tokens() -> None:
    assert read_tokens(Doc(DOC.vocab)) == []
