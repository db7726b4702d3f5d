"""The same sentence in the labels of Universal Dependencies and of ClearNLP (en_core_web) gives the same quote."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from flows.extract.rows import Found

WORDS = ["Ann", "said", "the", "bridge", "was", "closed", "."]
TAGS = ["NNP", "VBD", "DT", "NN", "VBD", "VBN", "."]
POS = ["PROPN", "VERB", "DET", "NOUN", "AUX", "VERB", "PUNCT"]
HEADS = [1, 1, 3, 5, 5, 1, 1]
LABELS = {
    "universal": ["nsubj", "ROOT", "det", "nsubj:pass", "aux:pass", "ccomp", "punct"],
    "clearnlp": ["nsubj", "ROOT", "det", "nsubjpass", "auxpass", "ccomp", "punct"],
}


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS.keys())
def test_both_label_sets(built: Callable[[Doc], Found], labels: list[str]) -> None:
    doc = Doc(
        English().vocab,
        words=WORDS,
        spaces=[True] * 5 + [False] * 2,
        tags=TAGS,
        pos=POS,
        heads=HEADS,
        deps=labels,
        ents=["B-PERSON", *["O"] * 6],
    )
    [row] = built(doc).quotes
    assert (row["text"], row["cue"], row["speaker"], row["kind"]) == (
        "the bridge was closed",
        "said",
        "Ann",
        "indirect",
    )
