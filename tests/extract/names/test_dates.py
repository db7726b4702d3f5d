"""Dates in English text: what is one, where it ends, and that names stay untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from flows.extract.names import dates  # noqa: F401  (registers the component)

SEEDS = Path(__file__).parents[3] / "seeds"

CASES = [
    ("He left on May 3, 2024 and came back.", ["May 3, 2024"]),
    ("It opens Tuesday 4 June.", ["Tuesday 4 June"]),
    ("It rained on the 3rd of May 2020.", ["the 3rd of May 2020"]),
    ("On Feb. 29 he rested.", ["Feb. 29"]),
    ("On February 31 nothing happened.", []),
    ("Signed 2024-05-03, paid 3/5/24.", ["2024-05-03", "3/5/24"]),
    ("In May it may rain.", ["May"]),
    ("They march. May they rest.", []),
    ("By March 2021 it was over.", ["March 2021"]),
    ("Since 1998 and in the late 1990s.", ["1998", "the late 1990s"]),
    ("We ran 2000 metres.", []),
    ("Last Friday night, on Monday and on Sundays.", ["Last Friday night", "Monday", "Sundays"]),
    ("Yesterday evening, and again next week.", ["Yesterday evening", "next week"]),
    ("The sun set; Sun Li sat.", []),
]


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_dates", config={"seeds": str(SEEDS)})
    return nlp


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_dates(nlp, text, expected):
    assert [(e.text, e.label_) for e in nlp(text).ents] == [(date, "DATE") for date in expected]


def test_a_name_is_never_overwritten(nlp):
    doc = nlp.make_doc("Robinson Friday came on Friday.")
    doc.ents = [doc.char_span(0, 15, label="PERSON")]
    assert [(e.text, e.label_) for e in nlp.get_pipe("onrecord_dates")(doc).ents] == [
        ("Robinson Friday", "PERSON"),
        ("Friday", "DATE"),
    ]
