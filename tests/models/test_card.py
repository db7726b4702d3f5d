"""Reading the card back, and the shipped weights against it: this fails when either changes without the other."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from models import evaluate
from models.card import CARD, WEIGHTS, digest, stated_digest, stated_figures

TOLERANCE = 1.0  # points: another processor rounds otherwise, and may tip one name in seventy


def test_figures_are_read_from_table_rows() -> None:
    card = "| test set | measure | net | rules |\n|---|---|---:|---:|\n| newswire | ORG F1 | 61.0 | **72.5** |\n"
    assert stated_figures(card) == {("newswire", "ORG F1"): [61.0, 72.5]}


def test_a_card_without_a_digest_is_refused() -> None:
    with pytest.raises(ValueError, match="states no digest"):
        stated_digest("nothing")


def test_a_digest_sees_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    first = digest(tmp_path)
    (tmp_path / "a").write_bytes(b"2")
    second = digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, second, digest(tmp_path)}) == 3


def test_the_weights_are_those_of_the_card() -> None:
    assert digest(WEIGHTS) == stated_digest(CARD.read_text(encoding="utf-8")), (
        "models/en_onrecord_sm and models/README.md disagree: measure again with "
        "`python -m models.evaluate models/en_onrecord_sm` and put the figures and the digest into the card"
    )


def test_the_weights_score_on_newswire_what_the_card_says() -> None:
    stated = stated_figures(CARD.read_text(encoding="utf-8"))
    measured = [list(evaluate.newswire_names(evaluate.load(str(WEIGHTS), with_rules))) for with_rules in (False, True)]
    for alone, with_rules in zip(*measured, strict=True):
        card = stated[alone.test_set, alone.measure]
        assert [alone.value, with_rules.value] == pytest.approx(card[:2], abs=TOLERANCE), alone.measure


def test_the_weights_load_without_our_code_and_are_small() -> None:
    nlp = spacy.load(WEIGHTS)
    assert {"tagger", "morphologizer", "parser", "trainable_lemmatizer", "ner"} <= set(nlp.pipe_names)
    assert {"PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "MISC"} == set(nlp.pipe_labels["ner"])
    assert sum(p.stat().st_size for p in WEIGHTS.rglob("*") if p.is_file()) < 40e6


def test_the_weights_find_who_says_what_as_often_as_the_card_says() -> None:
    (figure,) = evaluate.attribution_figures(evaluate.load(str(WEIGHTS), with_rules=False))
    stated = stated_figures(CARD.read_text(encoding="utf-8"))[figure.test_set, figure.measure]
    assert figure.value == pytest.approx(stated[0], abs=TOLERANCE)
