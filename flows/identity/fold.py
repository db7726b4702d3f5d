"""Names as they are compared: folded words, and spellings of one name made alike. No seeds, no frames."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

LONGEST_NAME = 200
"""Code points of a name that are compared. Longer ones are extraction errors; none may cost more than the others."""
_POSSESSIVE = re.compile(r"(?:['’‘`]s|(?<=s)['’‘])$")
_APOSTROPHES = re.compile(r"['’‘`ʼ]")
_SCRIPT_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z0-9]+")

_SPELLINGS = (
    ("tsch|tch|tsh|cz", "ch"),
    ("sch", "sh"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("gh", "g"),
    ("kh", "k"),
    ("dh", "d"),
    ("ou|oo", "u"),
    ("ee", "i"),
    ("q|ck", "k"),
    ("w", "v"),
    ("y", "i"),
    (r"([a-z])\1+", r"\1"),
    ("[eo][vf]$", "ov"),
    ("ij$", "i"),
)
"""Letters that transliterations and umlauts write in several ways, applied in this order."""
_COMPILED = tuple((re.compile(pattern), pattern, spelling) for pattern, spelling in _SPELLINGS)


_WRITTEN_SHORT = {"ft": "fort", "mt": "mount"}
"""First words of places that are often written short: Ft. Worth is Fort Worth."""


@lru_cache(maxsize=200_000)
def fold_name(text: str) -> tuple[str, ...]:
    """The words of a name without case, accents, punctuation and a final possessive; other scripts in Latin letters."""
    plain = _POSSESSIVE.sub("", text[:LONGEST_NAME].strip())
    latin = plain if plain.isascii() else _latinise(plain)
    return tuple(_NOT_WORD.sub(" ", _APOSTROPHES.sub("", latin).replace("&", " and ").lower()).split())


def _latinise(text: str) -> str:
    latin = anyascii(text)
    return latin if any("a" <= c.lower() <= "z" for c in text) else _SCRIPT_WORDS.sub(" ", latin)


@lru_cache(maxsize=200_000)
def fold_body(text: str) -> tuple[str, ...]:
    """As `fold_name`, with initials as one word and short first words in full: "U. S." is "US", "Ft. Roe" Fort Roe."""
    first, *rest = fold_name(text) or ("",)
    words: list[str] = []
    is_open = False
    for word in filter(None, (_WRITTEN_SHORT.get(first, first) if rest else first, *rest)):
        if len(word) == 1 and is_open:
            words[-1] += word
        else:
            words.append(word)
        is_open = len(word) == 1
    return tuple(words)


@lru_cache(maxsize=200_000)
def unify_spelling(word: str) -> str:
    """A folded word with the letters that transliterations write in several ways made one: "zelenskyy", "zelenski"."""
    for compiled, pattern, spelling in _COMPILED:
        # Letters alone need no pattern: this is the innermost loop of a load.
        word = word.replace(pattern, spelling) if pattern.isalpha() else compiled.sub(spelling, word)
    return word
