"""An adjective before a noun stands for its country ("the Canadian government"), not for a people or a language."""

from __future__ import annotations

import re

from flows.identity.fold import fold_body
from flows.identity.vocabulary import Names

_NEXT_WORD = re.compile(r"(?: ([A-Za-z][\w’'-]*)|-[a-z]\w+)")
"""The word behind a mention; none behind a hyphen ("Russian-backed"), which only adjectives have."""
_SPOKEN = re.compile(r"\b(?:speak\w*|spoken?|fluent|learn\w*|translat\w*|written|in|into)(?: in| into)? $")
_LANGUAGE = re.compile(r"(?:-| )(?:language|speaking|lessons?|subtitles|translations?|dialect)\b")
_ENDS = re.compile(r"[,.;:!?”’'\")]|$| (?:and|or|but|on|at|to|for|with|as|when|that)\b")


def is_language(text: str, start: int, end: int, names: Names) -> bool:
    """Whether the adjective of a country or people means its language: "in Spanish.", "Spanish-speaking"."""
    if _LANGUAGE.match(text, end):
        return True
    spoken = _SPOKEN.search(text[max(0, start - 30) : start])
    is_adjective = fold_body(text[start:end]) in names.adjectives
    return bool(spoken and is_adjective and _ENDS.match(text, end))


def find_country(text: str, start: int, end: int, names: Names) -> str:
    """The country for which the words `text[start:end]` stand as an adjective; '' if they name a people."""
    country = names.adjectives.get(fold_body(text[start:end]), "")
    found = _NEXT_WORD.match(text, end) if country else None
    if not found or text[start - 1 : start] == "-":
        return ""
    word = found[1] or ""
    return "" if word.lower() in names.after_peoples else country
