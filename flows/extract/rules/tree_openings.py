"""Where the content of a verb starts as the tree has it: which dependent is content, and where its words begin."""

from __future__ import annotations

from flows.enums import Label, RuleId
from flows.extract.cues import CueWord
from flows.extract.rules.reading import Reading
from flows.extract.text.tags import FINITE, NOUNS, PHRASE_WORDS, RELATIVE_PRONOUNS
from flows.extract.text.tokens import Token

MAX_PREPOSITION_DISTANCE = 4
"""Tokens from a cue to the preposition of its object: "voted overwhelmingly on Monday for a strike"."""


def find_form(reading: Reading, cue: CueWord, child: Token) -> RuleId | None:
    """The form in which a dependent to the right of a cue is its content; None where it is no content."""
    syntax = reading.syntax
    if syntax.has(child, "clause") and cue.takes("clause", "wh"):
        return RuleId.CLAUSE
    if syntax.has(child, "open_clause"):
        if _is_marked_infinitive(child):
            return RuleId.INFINITIVE if cue.takes("to") else None
        return RuleId.CLAUSE if cue.takes("clause") else None
    if syntax.has(child, "adverbial_clause") and cue.takes("to") and _is_marked_infinitive(child):
        return RuleId.INFINITIVE if child.left_edge.i <= cue.end + 1 else None
    if syntax.has(child, "object"):
        return _find_form_of_object(reading, cue, child)
    if syntax.has(child, "oblique", "noun_modifier"):
        case = child.left_edge
        is_near = case.i <= cue.end + MAX_PREPOSITION_DISTANCE and not _has_count(reading, cue, case.i)
        is_near = is_near and child.ent_type_ != Label.DATE  # "insisted on Tuesday that"
        return RuleId.OBJECT if case.lower_ in cue.complements and is_near else None
    return None


def _is_marked_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.i < verb.i for child in verb.lefts)


def _has_count(reading: Reading, cue: CueWord, end: int) -> bool:
    """Whether a count stands before token `end`: "voted by nine to two for a strike" is a result, not words."""
    words = reading.tokens[cue.end : end]
    return any(token.lower_ == "by" for token in words) and any(token.pos_ == "NUM" for token in words)


def _find_form_of_object(reading: Reading, cue: CueWord, child: Token) -> RuleId | None:
    """An object is content, or names the addressee: then the clause after it is content."""
    if cue.takes("clause") and not cue.takes("object"):
        is_ahead = child.left_edge.i == cue.end and child.pos_ in NOUNS and not cue.takes("addressee")
        return RuleId.CLAUSE if is_ahead and has_clause_ahead(reading, cue, child.i + 1) else None
    return RuleId.OBJECT if cue.takes("object") else None


def has_clause_ahead(reading: Reading, cue: CueWord, start: int) -> bool:
    """Whether a finite verb follows token `start` before a comma, so that the words there are its subject."""
    _, sentence_end = reading.layout.sentence(cue.head.i)
    for token in reading.tokens[start:sentence_end]:
        if token.is_punct or token.tag_ in RELATIVE_PRONOUNS or not reading.layout.is_outside(token.i):
            return False
        if token.tag_ in FINITE:
            return not _is_second_verb(reading, cue, token)
    return False


def _is_second_verb(reading: Reading, cue: CueWord, token: Token) -> bool:
    """Whether a finite verb with a subject of its own is joined to the cue: charged Poe with theft and Roe left."""
    verb = token.head if reading.syntax.has(token, "auxiliary") else token
    subject = reading.syntax.child(verb, "subject")
    if subject is None or not reading.syntax.has(verb, "conjunct") or verb.head.i != cue.head.i:
        return False
    before = reading.tokens[cue.end : subject.left_edge.i]
    return any(word.pos_ == "ADP" for word in before)  # not "said the Poes and the Roes had left"


def find_start(reading: Reading, cue: CueWord, child: Token, form: RuleId) -> int:
    """The first token of a content whose head is the dependent `child`."""
    start = max(child.left_edge.i, cue.end)
    takes_addressee = cue.takes("addressee")
    includes_addressee = form == RuleId.INFINITIVE and takes_addressee  # told them to go
    is_clause = form == RuleId.CLAUSE and not takes_addressee
    if (includes_addressee or is_clause) and _are_first_words(reading, cue.end, start):
        return cue.end
    is_preposition = form == RuleId.OBJECT and reading.tokens[start].lower_ in cue.complements
    if is_preposition and reading.syntax.has(child, "oblique", "noun_modifier"):
        start += 1
    return start


def _are_first_words(reading: Reading, start: int, end: int) -> bool:
    """Whether the words from `start` to where the tree lets a clause begin can only be its first words."""
    words = reading.tokens[start:end]
    if not words or words[0].pos_ not in PHRASE_WORDS or words[0].ent_type_ == Label.DATE:
        return False
    return not any(token.text == "," for token in words)
