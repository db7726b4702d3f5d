"""Contents without "that" whose subject has an apposition: "Police said John Poe, 42, had died".

Parsers take such a subject for the object of the verb of saying, or for its own subject. A comma with a finite verb
right after it tells better: only a subject can stand before both.
"""

from __future__ import annotations

from flows.extract.cues import CueWord, is_finite
from flows.extract.rules.attribution_bounds import MAX_SUBJECT
from flows.extract.rules.reading import Reading
from flows.extract.rules.times import is_time
from flows.extract.text.punctuation import END_MARKS
from flows.extract.text.tags import FINITE, NOUNS_AND_PRONOUNS, PHRASE_WORDS, RELATIVE_PRONOUNS

POSSESSIVES_AND_ARTICLES = frozenset({"PRP$", "DT", "PRP"})
"""Tags of words that open a new noun phrase right after a noun: told the court | her brother."""


def find_parted_subject(reading: Reading, cue: CueWord, sentence_end: int) -> tuple[int, int] | None:
    """The first token of a subject right after a cue and its finite verb, where commas part the two; else None."""
    start = cue.end
    is_main = is_finite(cue) and not reading.syntax.has(cue.head, "adverbial_clause")  # not "After Roe praised it, ..."
    if not is_main or not cue.takes("clause") or not _has_subject_before(reading, cue):
        return None
    verb = _find_verb_after_comma(reading, start, sentence_end)
    if verb is None:
        return None
    return (_skip_addressee(reading, start, verb) if cue.takes("addressee") else start), verb


def _has_subject_before(reading: Reading, cue: CueWord) -> bool:
    """Whether a source stands before a cue; not: "..., said Ann Roe, 42, was", "who called Ben Poe, 42, was"."""
    subject = reading.syntax.child(cue.head, "subject")
    if subject is not None:
        return subject.i < cue.start and subject.tag_ not in RELATIVE_PRONOUNS
    return cue.start > 0 and reading.tokens[cue.start - 1].pos_ in NOUNS_AND_PRONOUNS


def _find_verb_after_comma(reading: Reading, start: int, sentence_end: int) -> int | None:
    """The first finite verb after `start` outside relative clauses, if the second of two commas stands before it."""
    tokens = reading.tokens
    if start >= sentence_end or tokens[start].pos_ not in PHRASE_WORDS or is_time(tokens[start]):
        return None
    count_commas, is_relative = 0, False
    for i in range(start, min(sentence_end, start + MAX_SUBJECT)):
        token = tokens[i]
        is_infinitive = token.tag_ == "TO" and not count_commas  # urged the mayor to stay, a friend, ...
        if is_infinitive or token.lower_ == "that" or not reading.layout.is_outside(i):
            return None
        if token.tag_ in FINITE and not (is_relative and tokens[i - 1].text != ","):
            is_parted = count_commas > 1 and tokens[i - 1].text == ","
            return i if is_parted and _goes_on(reading, i, sentence_end) else None
        count_commas += token.text == ","
        is_relative = is_relative or (token.tag_ in RELATIVE_PRONOUNS and tokens[i - 1].text == ",")
    return None


def _goes_on(reading: Reading, verb: int, sentence_end: int) -> bool:
    """Whether words follow a verb, which is then no attribution at the end of its sentence ("..., said.")."""
    return verb + 1 < sentence_end and reading.tokens[verb + 1].text not in END_MARKS


def _skip_addressee(reading: Reading, start: int, verb: int) -> int:
    """The start of the subject after an addressee: told the court | her brother, Ben Poe, had left."""
    tokens = reading.tokens
    for i in range(start + 1, verb):
        if tokens[i].text == ",":
            break
        if tokens[i].tag_ in POSSESSIVES_AND_ARTICLES and tokens[i - 1].pos_ in NOUNS_AND_PRONOUNS:
            return i
    return start
