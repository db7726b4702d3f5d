"""What spaCy forgets when a trained lemmatizer is trained on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.util import registry


def restore_tree_labels(lemmatizer: Any) -> None:
    """Fill the map from edit tree to label again: it is not saved, and without it all words would share a label."""
    lemmatizer.tree2label.update({tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])})


@registry.callbacks("onrecord.resume_lemmatizer.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def create_resume_lemmatizer() -> Callable[[Language], Language]:
    """A callback for `[initialize.after_init]`, where the lemmatizer comes from an earlier training."""

    def restore(nlp: Language) -> Language:
        restore_tree_labels(nlp.get_pipe("trainable_lemmatizer"))
        return nlp

    return restore
