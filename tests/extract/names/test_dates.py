"""Dates in English text: what is one, where it ends, and that names stay untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

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
    ("On 31 February 2024 nothing happened.", []),
    ("From May 3–5, 2024 it ran.", ["May 3–5, 2024"]),
    ("From May 3-5 it ran.", ["May 3-5"]),
    ("On 3 and 4 May it ran.", ["3 and 4 May"]),
    ("On May 3, 4 and 5 it ran.", ["May 3, 4 and 5"]),
    ("It ran from 1998-2004, again 2010–2012.", ["1998-2004", "2010–2012"]),
    ("It ran between 1998 and 2004.", ["1998 and 2004"]),
    ("It ran from May to July.", ["May to July"]),
    ("Stamped 2024-05-03T10:00:00Z here.", ["2024-05-03T10:00:00Z"]),
    ("Stamped 2024-13-03T10:00:00Z here.", []),
    ("ON MAY 3, 2024 AND MONDAY IT RAN.", ["MAY 3, 2024", "MONDAY"]),
    ("On May  3,  2024 it ran.", ["May  3,  2024"]),
    ("Two weeks ago and a year ago it ran.", ["Two weeks ago", "a year ago"]),
    ("It ran last summer and on New Year’s Eve.", ["last summer", "New Year’s Eve"]),
    ("On Christmas Day it ran.", ["Christmas Day"]),
    ("On Tue, May 3 it ran.", ["Tue, May 3"]),
    ("In March 20 people marched.", ["March"]),
    ("They saw March 20 people pass.", []),
    ("On March 20 people marched.", ["March 20"]),
    ("Get version 1.2.24 at a ratio of 3/4/20 now.", []),
    ("A crowd of 2000 people.", []),
    ("In 2000 people voted.", ["2000"]),
    ("Room 1 May Street is shut.", []),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_dates", config={"seeds": str(SEEDS)})
    return nlp


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_dates(nlp: Language, text: str, expected: list[str]) -> None:
    assert [(e.text, e.label_) for e in nlp(text).ents] == [(date, "DATE") for date in expected]


def test_round_number_before_plural_is_a_count(nlp: Language) -> None:
    words = ["a", "town", "of", "2000", "homes", "by", "1998", "floods"]
    doc = Doc(nlp.vocab, words=words, tags=["NNS" if word.endswith("s") else "X" for word in words])
    assert [e.text for e in nlp.get_pipe("onrecord_dates")(doc).ents] == ["1998"]


def test_a_name_is_never_overwritten(nlp: Language) -> None:
    doc = nlp.make_doc("Robinson Friday came on Friday.")
    doc.ents = [Span(doc, 0, 2, label="PERSON")]
    assert [(e.text, e.label_) for e in nlp.get_pipe("onrecord_dates")(doc).ents] == [
        ("Robinson Friday", "PERSON"),
        ("Friday", "DATE"),
    ]
