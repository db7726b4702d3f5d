"""Another's speech joined to a content: "Roe said the dam was full, | and Poe said it was empty." """

from __future__ import annotations

from flows.extract.cues import CueWord
from flows.extract.rules.reading import Reading
from flows.extract.text.punctuation import CLAUSE_MARKS
from flows.extract.text.tags import FINITE, VERBS
from flows.extract.text.tokens import Token

MAX_SUBJECT = 12
"""Tokens from the "and" to the finite verb of the second speaker."""
PRESENT = "VBP"
"""The tag that stands for both of the present."""


def joins_other_speech(reading: Reading, cue: CueWord, start: int, at: int, end: int) -> bool:
    """Whether at token `at`, behind an "and" or "but", somebody else speaks in the tense of the cue.

    `start`: the first token of the content. A second verb of saying within it may be what the "and" goes on from.
    """
    verb = _find_verb(reading, at, end)
    if verb is None or _tense(reading, verb) != _tense(reading, cue.head):
        return False
    is_present = _tense(reading, verb) == PRESENT  # in the past, "and farmers wanted more" may be said too
    if not (_is_speech(reading, verb) or (is_present and _is_act(reading, verb))):
        return False
    inner = (token for token in reading.tokens[start:at] if _is_speech(reading, token))
    return all(_tense(reading, token) != _tense(reading, cue.head) for token in inner)


def _find_verb(reading: Reading, at: int, end: int) -> Token | None:
    """The verb of which the noun phrase that starts at token `at` is the subject; None where a mark parts them."""
    for token in reading.tokens[at + 1 : min(at + MAX_SUBJECT, end)]:
        if token.text in CLAUSE_MARKS or not reading.layout.is_outside(token.i):
            return None
        if token.tag_ in FINITE:
            verb = token.head if reading.syntax.has(token, "auxiliary") and token.head.i > token.i else token
            subject = reading.syntax.child(verb, "subject")
            return verb if subject is not None and subject.left_edge.i == at else None
    return None


def _is_act(reading: Reading, token: Token) -> bool:
    """Whether a word is a verb that can attribute."""
    return token.pos_ in VERBS and token.lower_ in reading.vocabulary.verbs


def _is_speech(reading: Reading, token: Token) -> bool:
    """Whether a word is a verb that quotations go with."""
    return _is_act(reading, token) and "quote" in reading.vocabulary.verbs[token.lower_].complements


def _tense(reading: Reading, verb: Token) -> str:
    """The tag of the finite part of a verb; the two of the present are one."""
    helpers = [child for child in reading.syntax.children(verb, "auxiliary") if child.tag_ in FINITE]
    tag = (helpers[0] if helpers else verb).tag_
    return PRESENT if tag == "VBZ" else tag
