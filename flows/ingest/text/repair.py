"""Repairs texts that were damaged before they came here: mojibake ("donâ€™t") and HTML entities ("&amp;")."""

from __future__ import annotations

import re
from html import unescape

import ftfy

# UTF-8 that was decoded as Latin-1. Cheap tests: ftfy itself takes as long as the whole extraction of a page.
_LEADS = ("â", "Ã", "Å", "Â")
_GARBLED = re.compile("â€|[ÃÅ][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]|Â[\u0080-\u00bf]")
# By default ftfy also uncurls quotation marks, which this project extracts, and unescapes HTML.
_ENCODING_ONLY = ftfy.TextFixerConfig(
    unescape_html=False, remove_terminal_escapes=False, restore_byte_a0=True, replace_lossy_sequences=True,
    decode_inconsistent_utf8=True, fix_c1_controls=False, fix_latin_ligatures=False, fix_character_width=False,
    uncurl_quotes=False, fix_line_breaks=False, fix_surrogates=False, remove_control_chars=False, normalization=None,
)  # fmt: skip
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z]{2,8}\d{0,2});")


def repair_encoding(text: str) -> str:
    """The text with mojibake repaired. Nothing else changes."""
    is_garbled = not text.isascii() and any(lead in text for lead in _LEADS) and _GARBLED.search(text)
    return ftfy.fix_text(text, _ENCODING_ONLY) if is_garbled else text


def repair_text(text: str) -> str:
    """The text with mojibake repaired and entities replaced by their characters."""
    text = repair_encoding(text)
    return unescape(text) if "&" in text and _ENTITY.search(text) else text
