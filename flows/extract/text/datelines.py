"""Datelines: the place in capitals, with country, date and agency, that opens a report before a dash.

This module knows the shape alone. `names/dateline_rules.py` decides whether the words in capitals are a place or only a
label ("WARNING -", "SMITH:").
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Token

from flows.extract.text.punctuation import DASHES

MARKS = DASHES | {"|", ":"}
LONGEST = 16
"""Tokens that a dateline has at most: "MONTEGO BAY, Jamaica, Jan. 12 (Agency) —" has 11."""
ABBREVIATED = frozenset({"ST", "STE", "FT", "MT", "PT"})
"""Words that places begin with and shorten ("ST. PAUL"); after any other word a full stop ends the sentence."""
LOWER_WORDS = frozenset({"and", "of", "on", "the", "in", "for", "via"})


class Dateline(NamedTuple):
    """The place is the tokens `[start, place_end)`; the mark that ends the dateline is the token `mark`."""

    start: int
    place_end: int
    mark: int


def dateline_at(doc: Doc, start: int) -> Dateline | None:
    """The dateline that opens the paragraph whose first token is `start`, if one does."""
    place_end = _capitals_end(doc, start)
    if place_end == start or len(doc[start:place_end].text) < 3:
        return None
    for i in range(place_end, min(start + LONGEST, len(doc))):
        if _is_mark(doc[i]):
            return Dateline(start, place_end, i)
        if not _goes_on(doc[i], is_first=i == place_end):
            return None
    return None


def _capitals_end(doc: Doc, start: int) -> int:
    """The end of the words in capitals: "ST. PAUL", "PORT-AU-PRINCE", "N'DJAMENA"."""
    end = start
    while end < len(doc) and (doc[end].is_upper or (end > start and _is_tight(doc[end]))):
        end += 1
    return end - 1 if end > start and not doc[end - 1].is_upper else end


def _is_tight(token: Token) -> bool:
    before = token.doc[token.i - 1]
    if token.text == ".":
        return before.text in ABBREVIATED
    return token.text in {"-", "'", "’"} and not token.whitespace_ and not before.whitespace_


def _is_mark(token: Token) -> bool:
    return token.text in MARKS and (token.text != "-" or bool(token.doc[token.i - 1].whitespace_ or token.whitespace_))


def _goes_on(token: Token, is_first: bool) -> bool:
    """Whether a dateline goes on with the token; after the place only with a comma, a bracket or another place."""
    if is_first:
        return token.text in {",", "(", "/", "and"}
    if token.is_alpha:
        return token.text[0].isupper() or token.text in LOWER_WORDS
    return (
        token.like_num or token.text in {",", "(", ")", "/", "."} or token.text[0].isupper() or token.text[0].isdigit()
    )
