"""The day of a verb of saying, wherever a parser puts it."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from flows.extract.text.days import DayMender

WORDS = ["the", "mayor", "said", "Tuesday"]
CASES = [
    ("a second subject", WORDS, [1, 2, 2, 2], ["det", "nsubj", "ROOT", "nsubj"], 3, (2, "obl:unmarked")),
    ("an addressee", ["she", "said", "Monday"], [1, 1, 1], ["nsubj", "ROOT", "iobj"], 2, (1, "obl:unmarked")),
    ("a part of the name", ["said", "Roe", "Tuesday"], [0, 0, 1], ["ROOT", "nsubj", "flat"], 2, (0, "obl:unmarked")),
    ("the only subject", ["Tuesday", "came"], [1, 1], ["nsubj", "ROOT"], 0, (1, "nsubj")),
    ("an object", ["they", "moved", "Tuesday"], [1, 1, 1], ["nsubj", "ROOT", "obj"], 2, (1, "obj")),
    (
        "behind a preposition in the phrase of the source",
        ["said", "aides", "to", "Roe", "on", "Tuesday"],
        [0, 0, 3, 1, 5, 3],
        ["ROOT", "nsubj", "case", "nmod", "case", "nmod"],
        5,
        (0, "obl:unmarked"),
    ),
]


@pytest.mark.parametrize(
    ("words", "heads", "relations", "day", "mended"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_day_belongs_to_its_verb(
    words: list[str], heads: list[int], relations: list[str], day: int, mended: tuple[int, str]
) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser").add_label("obl:unmarked")  # type: ignore[attr-defined]
    doc = Doc(nlp.vocab, words=words, heads=heads, deps=relations)
    doc.ents = [Span(doc, day, day + 1, label="DATE")]
    token = DayMender(nlp, "days")(doc)[day]
    assert (token.head.i, token.dep_) == mended


def test_a_scheme_without_a_relation_for_days_is_left_alone() -> None:
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, words=WORDS, heads=[1, 2, 2, 2], deps=["det", "nsubj", "ROOT", "nsubj"])
    doc.ents = [Span(doc, 3, 4, label="DATE")]
    assert DayMender(nlp, "days")(doc)[3].dep_ == "nsubj"
