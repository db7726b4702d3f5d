"""How old somebody is, as words tell it: "the 43-year-old", "Ann Roe, 43,", "Ann Roe (43)", "43-year-old Ann Roe"."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.text.tokens import Token

AGE = 5
"""Tokens of "43-year-old"."""
OPENERS = frozenset({",", "("})
CLOSERS = frozenset({",", ".", ")", ";", ":"})
OLDEST = 120


def is_age(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` ends an age that stands for somebody ("the 43-year-*old*")."""
    words = [token.lower_ for token in tokens[max(0, i - AGE + 1) : i + 1]]
    return len(words) == AGE and words[1::2] == ["-", "-"] and words[2::2] == ["year", "old"]


def read_age(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """The age in the words `[start, end)`, or beside them where they are a name; None where none is told."""
    for i in range(start, min(end + 1, len(tokens))):
        if is_age(tokens, i):
            return _number(tokens[i - AGE + 1])
    if start >= AGE and is_age(tokens, start - 1):
        return _number(tokens[start - AGE])
    behind = tokens[end : end + 3]
    if len(behind) == 3 and behind[0].text in OPENERS and behind[2].text in CLOSERS:
        return _number(behind[1])
    return None


def _number(token: Token) -> int | None:
    return int(token.text) if token.is_digit and int(token.text) <= OLDEST else None
