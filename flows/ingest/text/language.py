"""Identifies the language of a text, as an ISO 639-1 (else 639-3) code."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# The first 3,000 characters identify a language as reliably as the whole text, and bound the time.
_SAMPLE_CHARS = 3_000
# Lower probabilities rest on a few names: "Ankara says talks resume" is Swedish with 0.09.
_SURE = 0.5
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9-_]{1,20})?\Z", re.IGNORECASE)
_NAME_CHARS = 40


def parse_language(value: object) -> str | None:
    """The ISO 639-1 code of a declared language: a tag ("en-GB", "eng_Latn"), or an English name ("English").

    None if the value is neither. Of two letters, only codes of the CLDR count; of three, there are more than it lists.
    """
    text = value.strip() if isinstance(value, str) else ""
    match = _TAG.match(text)
    if match is None:
        return _codes_by_name().get(text.lower()) if 3 < len(text) <= _NAME_CHARS else None
    code = match[1].lower()
    if len(code) == 3:
        return _short_code(code)
    return code if code in _codes() else None


def identify_language(text: str, default: str) -> str:
    """The language of `text`; `default` if it is too short or too mixed to identify."""
    code, probability = load_language_model().classify(text[:_SAMPLE_CHARS])
    return code if probability >= _SURE and code != "zxx" else default


@cache
def _codes() -> frozenset[str]:
    from babel import Locale
    from babel.core import get_global

    return frozenset({*Locale("en").languages, *get_global("language_aliases")})


@lru_cache(maxsize=512)
def _short_code(code: str) -> str:
    """The two-letter code for a code of three letters ("eng" and "ger", the bibliographic one), if there is one."""
    from babel.core import get_global

    aliases: dict[str, str] = cast("dict[str, str]", get_global("language_aliases"))
    return aliases.get(code, code).partition("_")[0]


@cache
def _codes_by_name() -> dict[str, str]:
    from babel import Locale

    return {name.lower(): code for code, name in Locale("en").languages.items() if code.isalpha() and len(code) <= 3}


@lru_cache(maxsize=1)
def load_language_model() -> LanguageIdentifier:
    """The model of the languages, which takes half a second to read at the first call."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return cast("LanguageIdentifier", LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
