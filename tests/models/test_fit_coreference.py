"""The fit of the weights: on questions made up, and on a tiny annotated text."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.extract import pipeline, vocabulary
from flows.extract.coreference.weights import Anaphor, read_weights
from models.coreference_corpora import Annotated
from models.coreference_reasons import describe_sign
from models.fit_coreference import Judged, accuracy, fit, questions, weigh

SEEDS = Path(__file__).parents[2] / "seeds"
NEAR_IS_RIGHT = Judged(Anaphor.PERSON, (("distance_0",), ("distance_far",), ("nobody",)), frozenset({0}), 1.0)


def test_a_sign_of_right_answers_gains_weight() -> None:
    weights = fit([NEAR_IS_RIGHT] * 20, penalty=1.0)
    assert weights["distance_0"] > 0 > weights["distance_far"]
    assert accuracy([NEAR_IS_RIGHT], weights) == (1, 1)


def test_each_row_says_its_reason() -> None:
    rows = weigh([NEAR_IS_RIGHT] * 20)
    assert all(row["reason"] for row in rows)
    assert {row["feature"] for row in rows} == {"distance_0", "distance_far", "nobody"}


def test_the_annotation_answers_questions(model: str) -> None:
    text = "Ann Roe met Mary Poe. She left."
    annotated = Annotated("gum", "x", text, (((0, 7), (22, 25)), ((12, 20),)))
    [doc] = pipeline.load(model, SEEDS).pipe([text])
    [judged] = questions(doc, annotated, vocabulary.load(SEEDS))
    [right] = judged.right
    assert judged.kind is Anaphor.PERSON
    assert "subject_before_to_subject" in judged.answers[right]


def test_shipped_signs_are_described() -> None:
    features = {feature for weights in read_weights(SEEDS).values() for feature in weights}
    assert all(describe_sign(feature) for feature in features)


def test_an_unknown_sign_is_refused() -> None:
    with pytest.raises(KeyError):
        describe_sign("no such sign")
