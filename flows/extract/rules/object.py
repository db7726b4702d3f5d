"""Rule `object`: the object of a verb that judges or names. "The mayor criticised the plan." """

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.rules.verb_contents import select_form


def find(reading: Reading) -> list[Candidate]:
    """The object contents of verbs, in the order of their cues."""
    return select_form(reading, RuleId.OBJECT)


RULE = Rule(
    RuleId.OBJECT,
    "X criticised ...: what a verb that judges or names speaks of",
    (
        Example(
            "The mayor criticised the plan to close it.",
            ("the plan to close it",),
            "mayor",
            "An object reaches as far as the words that belong to it.",
        ),
        Example("Ann Roe accused him of lying.", ("him of lying",), "Ann Roe"),
        Example("Ann Roe defended him as a friend.", ("him as a friend",), "Ann Roe"),
        Example(
            "Ann Roe rejected the plan on Monday.",
            ("the plan",),
            "Ann Roe",
            "The day on which it was said is no part of it.",
        ),
        Example(
            "Ann Roe supports the plan and has said so.",
            ("the plan",),
            "Ann Roe",
            "The next verb of the speaker ends it.",
        ),
    ),
    find,
)
