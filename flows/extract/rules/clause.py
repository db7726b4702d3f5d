"""Rule `clause`: the clause that a verb takes. "Ann Roe said that the bridge was safe." """

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.quotes import Candidate
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.rules.verb_contents import select_form


def find(reading: Reading) -> list[Candidate]:
    """The clause contents of verbs, in the order of their cues."""
    return select_form(reading, RuleId.CLAUSE)


RULE = Rule(
    RuleId.CLAUSE,
    "X said that ...: the clause that a verb of saying takes",
    (
        Example(
            "Ann Roe said on Monday that the bridge was safe, adding that the road was not.",
            ("that the bridge was safe",),
            "Ann Roe",
            "Each cue has a row of its own. The day belongs to neither.",
        ),
        Example(
            "Ann Roe said on Monday that the bridge was safe, adding that the road was not.",
            ("that the road was not",),
            "Ann Roe",
            "A cue without a subject continues the act before it.",
        ),
        Example(
            "Ann Roe said the bridge was “safe” and “open to all,” adding that the road was not.",
            ("the bridge was “safe” and “open to all,”",),
            "Ann Roe",
            "A content runs through the quotations of its sentence up to the next cue, contrast or semicolon.",
        ),
        Example(
            "Ann Roe said the dam had failed, while the road was open.",
            ("the dam had failed",),
            "Ann Roe",
            "A contrast after a comma ends it.",
        ),
        Example(
            "Ann Roe said that she had waited. “Nobody came.”",
            ("that she had waited", "Nobody came."),
            "Ann Roe",
            "A sentence in marks without a cue belongs to the attribution before it in its paragraph.",
        ),
        Example(
            "Police said John Poe, 42, had died in hospital.",
            ("John Poe, 42, had died in hospital",),
            "Police",
            "An age or a description between commas belongs to the subject of what is said.",
        ),
        Example(
            "Asked if it was safe, Ann Roe said no.",
            ("if it was safe",),
            None,
            "The words are a question; the text does not name who asks.",
        ),
    ),
    find,
)
