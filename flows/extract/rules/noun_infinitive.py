"""Rule `noun_infinitive`: the infinitive that a noun or adjective takes. "the promise to rebuild it" """

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.noun_contents import select_noun_rule
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule


def find(reading: Reading) -> list[Candidate]:
    """The infinitive contents of nouns and adjectives, in the order of their cues."""
    return select_noun_rule(reading, RuleId.NOUN_INFINITIVE)


RULE = Rule(
    RuleId.NOUN_INFINITIVE,
    "the promise to ...: the infinitive that a noun or adjective takes",
    (
        Example("Ann Roe's promise to rebuild it came late.", ("to rebuild it",), "Ann Roe"),
        Example(
            "Ann Roe broke the promise to rebuild it.",
            ("to rebuild it",),
            "Ann Roe",
            "Without an owner, the subject of the verb around the noun speaks.",
        ),
    ),
    find,
)
