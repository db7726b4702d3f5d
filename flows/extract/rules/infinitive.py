"""Rule `infinitive`: the infinitive that a verb takes. "Ann Roe promised to close the road." """

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.rules.verb_contents import select_form


def find(reading: Reading) -> list[Candidate]:
    """The infinitive contents of verbs, in the order of their cues."""
    return select_form(reading, RuleId.INFINITIVE)


RULE = Rule(
    RuleId.INFINITIVE,
    "X promised to ...: the infinitive that a verb takes",
    (
        Example(
            "Ann Roe promised to close the road and vowed to return.",
            ("to close the road",),
            "Ann Roe",
            "A second verb in the same form ends the content.",
        ),
        Example(
            "Ann Roe promised to close the road and vowed to return.",
            ("to return",),
            "Ann Roe",
            "Both promises have the same speaker.",
        ),
        Example(
            "The ministry told hospitals to check their stores.",
            ("hospitals to check their stores",),
            "ministry",
            "The addressee of an order belongs to it.",
        ),
    ),
    find,
)
