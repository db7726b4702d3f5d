"""Words from articles, made safe to print: whatever is printed goes through one of these.

What is dropped are the characters of Unicode's category C: control characters, of which a terminal obeys C0 and C1
alike (ESC, CSI), and format characters, by which a text can be shown in another order than it has.
"""

from __future__ import annotations

import unicodedata

_BLANKS = "\n\t\r"


def printable(text: object) -> str:
    """`text` with its lines, but without control and direction characters: an error quotes what an article says."""
    return "".join(ch for ch in str(text) if ch == "\n" or not _is_control(ch))


def plain(text: object, limit: int | None = 80) -> str:
    """`text` on one line of at most `limit` characters (None: all of them), without the control and direction
    characters by which a hostile headline could rewrite the terminal."""
    given = str(text)
    if not given.isprintable():  # most texts are, and this loop is what takes time in a long table
        given = "".join(" " if ch in _BLANKS else ch for ch in given if ch in _BLANKS or not _is_control(ch))
    line = " ".join(given.split())
    return line if limit is None or len(line) <= limit else line[: limit - 1] + "…"


def told_apart(text: object, limit: int) -> str:
    """`text` on one line of at most `limit` characters, cut in its middle: addresses and paths differ at their ends."""
    line = plain(text, None)
    head = (limit - 1) // 2
    return line if len(line) <= limit else line[:head] + "…" + line[len(line) - (limit - 1 - head) :]


def blanked(text: str) -> str:
    """`text` with a blank in the place of each control and direction character, so that offsets hold."""
    return "".join(" " if _is_control(ch) and ch not in "\n\t" else ch for ch in text)


def _is_control(ch: str) -> bool:
    return unicodedata.category(ch)[0] == "C"
