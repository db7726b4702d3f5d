"""Rule `passive`: the subject is what is said. "The plan was praised by farmers." · "She is expected to resign." """

from __future__ import annotations

from flows.enums import RuleId
from flows.extract.cues import CueWord
from flows.extract.quotes import Candidate, Segment
from flows.extract.rules.extent import find_end
from flows.extract.rules.reading import Reading
from flows.extract.rules.rule import Example, Rule
from flows.extract.rules.verb_contents import VerbContent, end_before_agent, find_verb_contents
from flows.extract.text.tokens import Token

PREPOSITIONS = frozenset({"as", "for", "of", "with"})
"""What opens the rest of what is said of the subject: was charged with fraud, is known as a poet."""


def find(reading: Reading) -> list[Candidate]:
    """The passives, and verbs such as "seem", whose subject is what is said."""
    found = (_build(reading, one) for one in reading.once(find_verb_contents) if one.has_subject)
    return [candidate for candidate in found if candidate is not None]


def _build(reading: Reading, one: VerbContent) -> Candidate | None:
    source = reading.speakers.subjects.agent(one.cue.head)
    rest = one.words if one.words is not None else _find_words_after(reading, one.cue, source)
    segments = tuple(part for part in (one.subject, rest) if part is not None)
    return Candidate(segments, one.cue, RuleId.PASSIVE, source) if segments else None


def _find_words_after(reading: Reading, cue: CueWord, source: Token | None) -> Segment | None:
    """The words after a passive that are said of its subject: was charged with fraud, is known as a poet."""
    _, sentence_end = reading.layout.sentence(cue.head.i)
    start = cue.end + 1
    if start >= sentence_end or reading.tokens[cue.end].lower_ not in PREPOSITIONS:
        return None
    end = end_before_agent(reading, start, find_end(reading, cue, start, RuleId.OBJECT), source)
    return reading.layout.span(start, end) if end > start else None


RULE = Rule(
    RuleId.PASSIVE,
    "... was praised by X: the subject of a passive",
    (
        Example("The plan was praised by farmers.", ("The plan",), "farmers", "The agent is the speaker."),
        Example("She is expected to resign.", ("She", "to resign"), None, "The text does not name who expects it."),
        Example(
            "Ann Roe is accused of lying.", ("Ann Roe", "lying"), None, "The words said of the subject belong to it."
        ),
    ),
    find,
)
