"""Text from articles, made safe to print. Whatever a person reads in a terminal or a message goes through here.

The functions remove the characters of Unicode's category C. It holds control characters, which a terminal obeys (C0 and
C1: ESC, CSI), and format characters, which can show a text in another order than it has.
"""

from __future__ import annotations

import unicodedata

_BLANKS = "\n\t\r"


def strip_controls(text: object) -> str:
    """`text` without control and direction characters; line ends stay. For errors, which quote articles."""
    return "".join(ch for ch in str(text) if ch == "\n" or not _is_control(ch))


def one_line(text: object, limit: int | None = 80) -> str:
    """`text` on one line without control and direction characters, at most `limit` characters long (None: no limit)."""
    given = str(text)
    if not given.isprintable():  # most texts are printable, and the loop below dominates the time of a long table
        given = "".join(" " if ch in _BLANKS else ch for ch in given if ch in _BLANKS or not _is_control(ch))
    line = " ".join(given.split())
    return line if limit is None or len(line) <= limit else line[: limit - 1] + "…"


def shorten_middle(text: object, limit: int) -> str:
    """`text` on one line of at most `limit` characters, cut in its middle: addresses and paths differ at their ends."""
    line = one_line(text, None)
    head = (limit - 1) // 2
    return line if len(line) <= limit else line[:head] + "…" + line[len(line) - (limit - 1 - head) :]


def blank_controls(text: str) -> str:
    """`text` with a blank in place of each control and direction character, so that offsets stay valid."""
    return "".join(" " if _is_control(ch) and ch not in "\n\t" else ch for ch in text)


def _is_control(ch: str) -> bool:
    return unicodedata.category(ch)[0] == "C"
