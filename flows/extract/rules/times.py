"""Times and occasions beside a cue: "said last week", "vowed in an interview". They tell of the act, not its words."""

from __future__ import annotations

from collections.abc import Sequence

from flows.enums import Label
from flows.extract.rules.reading import Reading
from flows.extract.text.tags import DATES, NOUNS, NOUNS_AND_PRONOUNS
from flows.extract.text.tokens import Token
from flows.extract.word_groups import WordGroup

OCCASION = WordGroup.OCCASION  # looked up once: on Python 3.11 each access to an enum's member costs a look-up
TIME_RELATIONS = frozenset({"obl:unmarked", "npadvmod", "obl:tmod"})
"""How label sets name a noun phrase that tells a time ("said last week")."""
OCCASION_OPENERS = frozenset({"after", "at", "before", "during", "in", "on", "through", "via"})
"""Prepositions before the noun of an occasion: "in an interview"; "by" has the noun right behind it ("by phone")."""
COMPLEMENT_OPENERS = frozenset({"about", "at", "for", "from", "in", "of", "on", "to", "with"})
"""Prepositions after an occasion: an interview with the BBC, a letter to voters, a rally in Rome."""
MAX_OCCASION = 6
"""Tokens from a preposition to the noun of its occasion ("in her first public speech")."""
PAST_TIMES = frozenset(
    {"yesterday", "today", "earlier", "last", "this", "monday", "tuesday", "wednesday", "thursday", "friday"}
    | {"saturday", "sunday"}
)
"""First words of a time that was when somebody spoke; "next year" belongs to what is said."""
TIME_ENDS = frozenset({"ago", "earlier", "later"})
"""Last words of such a time ("a moment ago")."""
PARTS_OF_TIME = frozenset({"earlier", "early", "late", "later"})
"""Words before a time that tell its part ("late Tuesday")."""
AT_THE_TIME = frozenset({("at", "the", "time"), ("at", "that", "time")})
"""A time without a date. "In time" is none."""
PHRASE_CLASSES = NOUNS | {"DET", "ADJ", "NUM"}


def is_time(token: Token) -> bool:
    """Whether the noun phrase that a token opens tells a time."""
    head = token if token.pos_ in NOUNS_AND_PRONOUNS else token.head
    return token.ent_type_ in DATES or token.dep_ in TIME_RELATIONS or head.dep_ in TIME_RELATIONS


def skip_circumstances(reading: Reading, start: int, end: int) -> int:
    """The token after the times and occasions that start at token `start`; `start` where there are none."""
    tokens, occasions = reading.tokens, reading.vocabulary.groups[OCCASION]
    i = _skip_time(tokens, start, end)
    after = _skip_occasion(tokens, i, end, occasions)
    while after > i:
        i = after
        after = max(_skip_time(tokens, i, end), _skip_complement(tokens, i, end))
    return i


def _skip_time(tokens: Sequence[Token], start: int, end: int) -> int:
    if tuple(token.lower_ for token in tokens[start : min(start + 3, end)]) in AT_THE_TIME:
        return start + 3
    first = start + 1 if start < end and tokens[start].lower_ in PARTS_OF_TIME else start
    i = first
    while i < end and tokens[i].ent_type_ == Label.DATE:
        i += 1
    is_past = i > first and (tokens[first].lower_ in PAST_TIMES or tokens[i - 1].lower_ in TIME_ENDS)
    is_owner = i < end and tokens[i].tag_ == "POS"
    return i if is_past and not is_owner else start


def _skip_occasion(tokens: Sequence[Token], start: int, end: int, occasions: frozenset[str]) -> int:
    if start + 1 < end and tokens[start].lower_ == "by" and tokens[start + 1].lower_ in occasions:
        return start + 2
    if start >= end or tokens[start].lower_ not in OCCASION_OPENERS:
        return start
    for i in range(start + 1, min(end, start + MAX_OCCASION)):
        if tokens[i].lower_ in occasions and tokens[i].tag_ != "VBG" and not _goes_on(tokens, i + 1, end):
            return i + 1
        if tokens[i].pos_ not in PHRASE_CLASSES and tokens[i].tag_ not in {"PRP$", "HYPH", "POS"}:
            return start
    return start


def _goes_on(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a noun phrase goes on with token `i`: a court | case, the court | 's."""
    return i < end and (tokens[i].pos_ == "NOUN" or tokens[i].tag_ == "POS")


def _skip_complement(tokens: Sequence[Token], start: int, end: int) -> int:
    """The token after a preposition and its noun phrase, which ends before the next phrase opens."""
    i = start + 1
    if i >= end or tokens[start].lower_ not in COMPLEMENT_OPENERS or tokens[i].tag_ == "VB":
        return start
    while i < end and tokens[i].pos_ in PHRASE_CLASSES:
        if tokens[i].pos_ == "DET" and tokens[i - 1].pos_ in NOUNS:
            break
        i += 1
    return i if i > start + 1 else start
