"""Words from articles, made safe to print."""

from __future__ import annotations

import unicodedata


def printable(text: object) -> str:
    """`text` with its lines, but without control and direction characters: an error quotes what an article says."""
    return "".join(ch for ch in str(text) if ch == "\n" or unicodedata.category(ch)[0] != "C")


def plain(text: object, limit: int = 80) -> str:
    """`text` on one line of at most `limit` characters, without the control and direction characters by which a
    hostile headline could rewrite the terminal."""
    kept = "".join(
        " " if ch in "\n\t\r" else ch for ch in str(text) if unicodedata.category(ch)[0] != "C" or ch in "\n\t\r"
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
