from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.noun_contents import select_noun_rule
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule


def find(reading: Reading) -> list[Candidate]:
    """The clause contents of nouns and adjectives, in the order of their cues."""
    return select_noun_rule(reading, RuleId.NOUN_CLAUSE)


RULE = Rule(RuleId.NOUN_CLAUSE, "", (), find)
