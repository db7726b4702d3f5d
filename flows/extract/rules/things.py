"""Sources that are things: "an effort aimed at voters", "chances to praise it", "claims that support the plan".

A thing with a finite verb may tell something ("the figures show that ..."), and so may one with words in quotation
marks.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.enums import Label
from flows.extract.coreference.agent_nouns import is_agent, noun_at
from flows.extract.quotes import Candidate
from flows.extract.rules.reading import Reading
from flows.extract.text.tags import FINITE
from flows.extract.text.tokens import Token

THAT = frozenset({"that", "which"})
SPEAKING = frozenset({Label.PERSON, Label.ORG, Label.GPE, Label.NORP})
CLIMB = 4
"""Words passed from a relative pronoun up to the noun that its clause describes."""


def drop_things(reading: Reading, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without those whose source is a thing that cannot be meant to speak."""
    return [c for c in candidates if c.is_quotation or c.source is None or not _is_mute(reading, c, c.source)]


def _is_mute(reading: Reading, candidate: Candidate, source: Token) -> bool:
    if source.lower_ in THAT and source.tag_ == "WDT":
        described = _described(reading, source)
        return described is not None and is_thing(reading, described)
    is_finite = any(token.tag_ in FINITE | {"MD"} for token in (candidate.cue.head, *candidate.cue.head.lefts))
    return not is_finite and source.i < candidate.cue.start and is_thing(reading, source)


def _described(reading: Reading, pronoun: Token) -> Token | None:
    """The noun that the clause of a relative pronoun describes."""
    verb = pronoun.head
    for _ in range(CLIMB):
        if reading.syntax.has(verb, "noun_clause"):
            return verb.head
        verb = verb.head
    return None


def is_thing(reading: Reading, noun: Token) -> bool:
    """Whether a common noun is for nobody who speaks, and for no text."""
    word = noun_at(reading.tokens, noun.i, reading.vocabulary)
    is_somebody = word in reading.vocabulary.roles or is_agent(word, reading.vocabulary)
    return noun.pos_ == "NOUN" and noun.ent_type_ not in SPEAKING and not is_somebody
