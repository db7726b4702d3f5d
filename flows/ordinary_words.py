"""Ordinary words of English: those that a dictionary has in lower case only, so that their capital needs a reason."""

from __future__ import annotations

from functools import lru_cache

from simplemma.strategies import DictionaryLookupStrategy

_DICTIONARY = DictionaryLookupStrategy()


@lru_cache(maxsize=50_000)
def is_ordinary(word: str) -> bool:
    """Whether a word is ordinary ("Survivors", "Long-Time"): neither a name ("Obama") nor a name as well ("Brown")."""
    if "-" in word.strip("-"):
        return all(is_ordinary(part) for part in word.split("-") if part)
    lower = word.lower()
    return is_known(lower) and not is_known(lower.capitalize())


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Whether a dictionary of English has the word, written so."""
    return _DICTIONARY.is_dictionary_member(word, "en")
