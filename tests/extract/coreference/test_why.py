"""The signs behind a choice."""

from __future__ import annotations

from pathlib import Path

from flows.extract.coreference.why import explain_meanings

SEEDS = Path(__file__).parents[3] / "seeds"


def test_a_choice_names_its_signs(model: str) -> None:
    [meaning] = explain_meanings("Ann Roe met Ben Poe. She said that Rome was hot.", model, SEEDS)
    assert (meaning.text, meaning.start, meaning.name) == ("She", 21, "Ann Roe")
    assert "gender_known" in dict(meaning.signs)
    weights = [abs(weight) for _, weight in meaning.signs]
    assert weights == sorted(weights, reverse=True)


def test_a_rule_needs_no_weights(model: str) -> None:
    [meaning] = explain_meanings("It rained.", model, SEEDS)
    assert (meaning.name, meaning.signs) == (None, [("empty", 0.0)])
