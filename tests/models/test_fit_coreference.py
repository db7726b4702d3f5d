"""The fit of the weights: on questions made up, and on a tiny annotated text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.extract import pipeline, vocabulary
from flows.extract.coreference.weights import Anaphor, Scorer, read_scorers
from models.answer_table import Judged
from models.coreference_corpora import Annotated
from models.coreference_reasons import describe_sign
from models.coreference_units import fit_units
from models.fit_coreference import accuracy, fit, questions, weigh, weigh_together

SEEDS = Path(__file__).parents[2] / "seeds"
NEAR_IS_RIGHT = Judged(Anaphor.PERSON, (("distance_0",), ("distance_far",), ("nobody",)), frozenset({0}), 1.0)


def test_a_sign_of_right_answers_gains_weight() -> None:
    weights = fit([NEAR_IS_RIGHT] * 20, penalty=1.0)
    assert weights["distance_0"] > 0 > weights["distance_far"]
    assert accuracy([NEAR_IS_RIGHT], Scorer(weights, {})) == (1, 1)


def test_units_learn_what_signs_tell_only_together() -> None:
    both, first, second = ("is_main", "same_paragraph"), ("is_main",), ("same_paragraph",)
    neither: tuple[str, ...] = ()
    pairs = [(first, both), (second, both), (first, neither), (second, neither)]
    judged = [Judged(Anaphor.ROLE, pair, frozenset({1}), 1.0) for pair in pairs * 50]
    weights = fit(judged, penalty=1.0)
    assert accuracy(judged, Scorer(weights, {})) < (200, 200)
    assert accuracy(judged, Scorer(weights, fit_units(judged, weights))) == (200, 200)


def test_each_row_says_its_reason() -> None:
    rows = weigh([NEAR_IS_RIGHT] * 20)
    assert all(row["reason"] for row in rows)
    assert {row["feature"] for row in rows} == {"distance_0", "distance_far", "nobody"}


def test_each_kind_that_is_asked_for_has_a_layer_with_a_row_for_each_sign() -> None:
    judged = [replace(NEAR_IS_RIGHT, kind=kind) for kind in (Anaphor.PERSON, Anaphor.ROLE)] * 20
    rows = weigh_together(judged, weigh(judged))
    assert all(row["reason"] for row in rows)
    assert len(rows) == 2 * len({"distance_0", "distance_far", "nobody", "bias", "output"})


def test_the_annotation_answers_questions(model: str) -> None:
    text = "Ann Roe met Mary Poe. She left."
    annotated = Annotated("gum", "x", text, (((0, 7), (22, 25)), ((12, 20),)))
    [doc] = pipeline.load(model, SEEDS).pipe([text])
    [judged] = questions(doc, annotated, vocabulary.load(SEEDS))
    [right] = judged.right
    assert judged.kind is Anaphor.PERSON
    assert "subject_before_to_subject" in judged.answers[right]


def test_shipped_signs_are_described() -> None:
    features = {feature for scorer in read_scorers(SEEDS).values() for feature in scorer.weights}
    assert all(describe_sign(feature) for feature in features)


def test_an_unknown_sign_is_refused() -> None:
    with pytest.raises(KeyError):
        describe_sign("no such sign")
