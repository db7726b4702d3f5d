"""Counts words, also in languages that write no blanks between them."""

from __future__ import annotations

import re

# Characters per word: Chinese and Japanese words have about two characters, Thai, Lao, Khmer and Burmese about five.
_PER_WORD = (
    (re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"), 2),
    (re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"), 5),
)
_ANY = re.compile("|".join(script.pattern for script, _ in _PER_WORD))
_LETTER = re.compile(r"\w")


def count_words(text: str) -> int:
    """The number of words: parts between blanks; of scripts without blanks, their characters by word length."""
    if text.isascii() or not _ANY.search(text):
        return len(text.split())
    count = 0
    rest = text
    for script, chars in _PER_WORD:
        rest, found = script.subn(" ", rest)
        count += -(-found // chars)
    parts = rest.split()
    # Where characters were taken out, the punctuation between them is left, and is no word.
    return count + (sum(_LETTER.search(part) is not None for part in parts) if count else len(parts))
