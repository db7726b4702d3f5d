"""Rule `noun_clause`: the clause that a noun or adjective takes. "her claim that the bridge is safe" """

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.noun_contents import select_noun_rule
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule


def find(reading: Reading) -> list[Candidate]:
    """The clause contents of nouns and adjectives, in the order of their cues."""
    return select_noun_rule(reading, RuleId.NOUN_CLAUSE)


RULE = Rule(
    RuleId.NOUN_CLAUSE,
    "the claim that ...: the clause that a noun or adjective takes",
    (
        Example(
            "Ann Roe's claim that the bridge is safe was wrong.",
            ("that the bridge is safe",),
            "Ann Roe",
            "The owner of the noun is the speaker.",
        ),
        Example(
            "The claim that the bridge is safe was wrong.",
            ("that the bridge is safe",),
            None,
            "A clause counts without an owner too.",
        ),
        Example(
            "Ann Roe is confident that it will hold.",
            ("that it will hold",),
            "Ann Roe",
            "The subject of an adjective is the speaker.",
        ),
    ),
    find,
)
