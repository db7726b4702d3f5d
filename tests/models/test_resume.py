"""A lemmatizer that is trained on after it was saved."""

from __future__ import annotations

from types import SimpleNamespace

from models.resume import restore_tree_labels


def test_labels_are_found_by_their_tree_again() -> None:
    lemmatizer = SimpleNamespace(cfg={"labels": [7, 3]}, tree2label={})
    restore_tree_labels(lemmatizer)
    assert lemmatizer.tree2label == {7: 0, 3: 1}
