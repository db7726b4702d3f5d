from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.rules.verb_contents import select_form


def find(reading: Reading) -> list[Candidate]:
    """The infinitive contents of verbs, in the order of their cues."""
    return select_form(reading, RuleId.INFINITIVE)


RULE = Rule(RuleId.INFINITIVE, "", (), find)
