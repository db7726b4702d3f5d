"""A reporting verb is known in any of its forms."""

from __future__ import annotations

import pytest

from flows.extract.inflection import inflections, verbs_of


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("urge", {"urge", "urges", "urged", "urging"}),
        ("reply", {"reply", "replies", "replied", "replying"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
    ],
)
def test_regular_forms(verb: str, forms: set[str]) -> None:
    assert forms <= inflections(verb)


def test_irregular_forms_are_added() -> None:
    assert {"say", "said", "saying", "says"} <= inflections("say", ["said"])


@pytest.mark.parametrize(
    ("noun", "verb"),
    [("driver", "drive"), ("teacher", "teach"), ("runner", "run"), ("director", "direct"), ("coach", "coach")],
)
def test_the_verb_of_a_doer(noun: str, verb: str) -> None:
    assert verb in verbs_of(noun)
