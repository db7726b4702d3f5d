"""Identifies the language of a text, as an ISO 639-1 (else 639-3) code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# The first 3,000 characters identify a language as reliably as the whole text, and bound the time.
_SAMPLE_CHARS = 3_000
# Lower probabilities rest on a few names: "Ankara says talks resume" is Swedish with 0.09.
_SURE = 0.5
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9-_]{1,20})?\Z", re.IGNORECASE)


def parse_language_tag(value: object) -> str | None:
    """The primary subtag of a language tag ("en-GB" → "en"); None if the value is not a tag."""
    match = _CODE.match(value.strip()) if isinstance(value, str) else None
    return match[1].lower() if match else None


def identify_language(text: str, default: str) -> str:
    """The language of `text`; `default` if it is too short or too mixed to identify."""
    code, probability = _identifier().classify(text[:_SAMPLE_CHARS])
    return code if probability >= _SURE and code != "zxx" else default


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return cast("LanguageIdentifier", LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
