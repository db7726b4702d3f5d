"""Names of months and weekdays: English at once, other languages from the CLDR (Babel) when one is needed."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

# The languages with news in quantity that write dates in words. Loading them takes about a second, once a run.
_LANGUAGES = ("af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "es", "et", "eu",
              "fa", "fi", "fil", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ka", "kk",
              "km", "kn", "ky", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "ne", "nl", "nn", "pa",
              "pl", "ps", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk",
              "ur", "uz", "vi", "zu")  # fmt: skip
_ENGLISH_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                   "november", "december")  # fmt: skip
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OTHER_DAYS = frozenset({"tues", "weds", "thur", "thurs"})
# Spellings of outlets that the CLDR does not have.
_OTHER_MONTHS = {"sept": 9, "febr": 2, "agto": 8, "setembre": 9, "märz": 3, "jänner": 1, "feber": 2}


class Names(NamedTuple):
    """`months` has the number of each month by name and language; `days` all names of weekdays."""

    months: dict[str, dict[str, int]]
    days: frozenset[str]


def find_month(word: str, language: str | None) -> int | None:
    """The number of the month called `word`; None if it is not a month, or another one in another language.

    "Listopad" is November in Polish and October in Croatian: `language` decides.
    """
    key = _key(word)
    if (month := _english_month(key)) is not None:
        return month
    by_language = _all_names().months.get(key) or _all_names().months.get(_without_accents(key)) or {}
    if language in by_language:
        return by_language[language or ""]
    numbers = set(by_language.values())
    return numbers.pop() if len(numbers) == 1 else None


def is_weekday(word: str) -> bool:
    """Whether a word is a weekday, whole or abbreviated, in any language."""
    key = _key(word)
    if len(key) >= 3 and (key in _OTHER_DAYS or any(day == key or day[:3] == key for day in _ENGLISH_DAYS)):
        return True
    return key in _all_names().days


@cache
def _english_month(key: str) -> int | None:
    if key in _OTHER_MONTHS:
        return _OTHER_MONTHS[key]
    return next((n for n, month in enumerate(_ENGLISH_MONTHS, 1) if key in (month, month[:3])), None)


@cache
def _all_names() -> Names:
    from babel import Locale

    months: dict[str, dict[str, int]] = {}
    days: set[str] = set()
    for language in _LANGUAGES:
        locale = Locale(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    for key in {_key(name), _without_accents(_key(name))}:
                        months.setdefault(key, {}).setdefault(language, number)
                days.update(_key(name) for name in locale.days[context][width].values())
    return Names({key: numbers for key, numbers in months.items() if not key.isdecimal()}, frozenset(days))


def _key(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower().strip(".,;()'’ ")


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
