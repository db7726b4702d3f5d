"""An adjective before a noun stands for its country: "the Canadian government"; neither Canadians nor a Canadian do."""

from __future__ import annotations

import re

from flows.identity.fold import fold_body
from flows.identity.vocabulary import Names

_NEXT_WORD = re.compile(r"(?: ([A-Za-z][\w’'-]*)|-[a-z]\w+)")
"""The word behind a mention; none behind a hyphen ("Russian-backed"), which only adjectives have."""


def find_country(text: str, start: int, end: int, names: Names) -> str:
    """The country for which the words `text[start:end]` stand as an adjective; '' if they name a people."""
    country = names.adjectives.get(fold_body(text[start:end]), "")
    found = _NEXT_WORD.match(text, end) if country else None
    if not found or text[start - 1 : start] == "-":
        return ""
    word = found[1] or ""
    return "" if word.lower() in names.after_peoples else country
