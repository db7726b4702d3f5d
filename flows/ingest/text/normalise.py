"""Normalises line ends and removes characters that no text needs."""

from __future__ import annotations

import re

_SURROGATES = re.compile("[\ud800-\udfff]")


def normalise(text: str) -> str:
    """The text with `\\n` as line end, without NULs (parsers stop there) and halves of surrogate pairs."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
