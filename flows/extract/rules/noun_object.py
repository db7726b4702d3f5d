"""Rule `noun_object`: the object of a noun or adjective. "critical of the plan", "calls for a new bridge" """

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.noun_contents import select_noun_rule
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule


def find(reading: Reading) -> list[Candidate]:
    """The object contents of nouns and adjectives, in the order of their cues."""
    return select_noun_rule(reading, RuleId.NOUN_OBJECT)


RULE = Rule(
    RuleId.NOUN_OBJECT,
    "criticism of ...: what a noun or adjective speaks of",
    (
        Example("Ann Roe was critical of the plan.", ("the plan",), "Ann Roe"),
        Example("The mayor's calls for a new bridge went unheard.", ("a new bridge",), "mayor"),
    ),
    find,
)
