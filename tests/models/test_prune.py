"""What a trained pipeline never reads is left out, and it writes the same as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from models.prune import needed_strings, prune_trees, used_trees, write_strings

WORDS, LEMMAS = ["dogs", "ran", "mice", "dogs"], ["dog", "run", "mouse", "dog"]


@pytest.fixture
def nlp() -> Language:
    """A lemmatizer and a morphologizer that have seen one sentence, and a tree that no label is."""
    nlp = spacy.blank("en")
    nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 1})
    nlp.add_pipe("morphologizer")
    doc = Doc(nlp.vocab, words=WORDS, lemmas=LEMMAS, pos=["NOUN", "VERB", "NOUN", "NOUN"], morphs=["Number=Plur"] * 4)
    nlp.initialize(lambda: [Example(Doc(nlp.vocab, words=WORDS), doc)])
    nlp.get_pipe("trainable_lemmatizer").trees.add("zorbled", "qux")  # type: ignore[attr-defined]
    return nlp


def lemmatizer(nlp: Language) -> Any:
    return nlp.get_pipe("trainable_lemmatizer")


def test_parts_of_a_used_tree_are_used() -> None:
    trees = [{"orig": 1, "subst": 2}, {"orig": 3, "subst": 4}, {"prefix_tree": 2**32 - 1, "suffix_tree": 1}]
    assert used_trees(trees, [2]) == [1, 2]


def test_pruned_trees_write_the_same_lemmas(nlp: Language) -> None:
    trees = lemmatizer(nlp).trees
    pairs = list(zip(WORDS, LEMMAS, strict=True))
    before = [[trees.apply(label, word) for word, _ in pairs] for label in lemmatizer(nlp).labels]
    count = len(trees)
    prune_trees(lemmatizer(nlp))
    assert [[trees.apply(label, word) for word, _ in pairs] for label in lemmatizer(nlp).labels] == before
    assert len(trees) < count


def test_strings_of_the_corpus_are_left_out(nlp: Language, tmp_path: Path) -> None:
    prune_trees(lemmatizer(nlp))
    nlp.vocab.strings.add("zorbled")
    nlp.to_disk(tmp_path)
    write_strings(tmp_path, needed_strings(nlp))
    loaded = spacy.load(tmp_path)
    assert "zorbled" not in loaded.vocab.strings
    assert all(word in loaded.vocab.strings for word in ("Number=Plur", "Plur", "NOUN"))
    found, expected = loaded("mice ran"), nlp("mice ran")
    assert [(t.lemma_, t.pos_, str(t.morph)) for t in found] == [(t.lemma_, t.pos_, str(t.morph)) for t in expected]
