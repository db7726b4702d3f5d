"""Parses written dates ("5 septembre 2024, 18h30 CEST") without guessing: a text with an unknown part is no date."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from flows.ingest.dates.moment import Context, Moment, moment_of_day, moment_of_time
from flows.ingest.dates.month_names import find_month, is_weekday
from flows.ingest.dates.zones import OFFSET, find_zone, parse_offset

# A comment behind a date, as JavaScript and Java write it: "(Coordinated Universal Time)", "[Europe/Paris]".
_COMMENT = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*\Z")
_ENDS_IN_OFFSET = re.compile(r"[+-]\d\d:?\d\d\s*\Z")
_ORDINAL = r"(?:\.|st|nd|rd|th|er|º|ª)?"
_OF = r"(?:(?:de|del|of|di)\s+|d['’])?"
_WORD = r"[^\W\d_][^\d\s,/|]*"
_YEAR_FIRST = re.compile(r"(?<![\d.])(\d{4})\s?([-/.:])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}}){_ORDINAL}[\s,/-]*{_OF}(?P<m>{_WORD}?)\.?[\s,/-]+{_OF}(?P<y>\d{{4}}|['’]?\d\d)(?![\d:])",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?P<m>{_WORD}?)\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<y>\d{{4}})(?![\d:])", re.IGNORECASE
)
_NAMED_YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<y>\d{{4}})[\s,./-]+(?P<m>{_WORD}?)\.?[\s,./-]+(?P<d>\d{{1,2}})\.?(?![\d:])", re.IGNORECASE
)
_NAMED = (_DAY_FIRST, _MONTH_FIRST, _NAMED_YEAR_FIRST)
_TIME = re.compile(
    r"(?<![\d.+−-])(\d{1,2})(?:\s?[:h]\s?|\.)([0-5]\d)(?:[:.m]([0-5]\d|60)(?:[.,]\d{1,9})?)?s?(?!\d)"
    r"(?:\s*([ap])\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![\d.+−-])(\d{1,2})(?:\s*([ap])\.?\s?m\b\.?|\s?h\b|\s+uhr\b)", re.IGNORECASE)
# Chinese, Japanese, Korean and Vietnamese forms, rewritten with the year first and the half of the day behind.
_REWRITTEN = (
    (re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?"), r"\1-\2-\3 "),
    (re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})", re.IGNORECASE), r"\3-\2-\1 "),
    (re.compile(r"(\d{1,2})\s*[時时点點시]\s*(\d{1,2})\s*[分분](?:\s*\d{1,2}\s*[秒초])?"), r"\1:\2 "),
    (re.compile(r"(?:上午|午前|오전)\s*(\d{1,2}:\d\d(?::\d\d)?)"), r"\1 am "),
    (re.compile(r"(?:下午|午後|오후)\s*(\d{1,2}:\d\d(?::\d\d)?)"), r"\1 pm "),
    (re.compile(r"[(（][月火水木金土日一二三四五六월화수목금토일][)）]|(?:星期|周)[一二三四五六日天]"), " "),
)
_FILLERS = frozenset(
    {"t", "at", "on", "the", "of", "um", "uhr", "uur", "à", "a", "às", "as", "le", "den", "der", "am", "il", "alle",
     "ore", "ora", "de", "del", "el", "las", "o", "d", "h", "hs", "hrs", "hours", "kl", "klo", "kello", "saat", "в",
     "г", "года", "published", "posted", "p", "r", "g", "godz", "m", "s", "i"}
)  # fmt: skip
_UNKNOWN_ZONE = re.compile(r"[A-Z]{2,5}\Z")
# Years of the Buddhist calendar, which Thai outlets use.
_BUDDHIST = range(2400, 2700)
_BUDDHIST_OFFSET = 543
_CENTURY_TURN = 69


class _Found(NamedTuple):
    """A part that was read, and the rest of the text."""

    value: date | timedelta
    rest: str


def parse_written(text: str, context: Context) -> Moment | None:
    """The moment of a written date; None if a part of it is unknown or ambiguous ("03/04/2026" is two days)."""
    text = _clean(text)
    found = _find_date(text, context)
    if found is None and (clock := _find_clock(text)) is not None:
        # C's asctime() puts the time before the year.
        found = _find_date(clock.rest, context)
        found = found and found._replace(rest=f"{found.rest} {_cut_clock(text)}")
    if found is None or not isinstance(found.value, date):
        return None
    clock = _find_clock(found.rest)
    if clock is None:
        return moment_of_day(found.value) if _are_known(found.rest) else None
    zone, rest = _find_zone(clock.rest, context)
    if not _are_known(rest) or not isinstance(clock.value, timedelta):
        return None
    at = datetime(found.value.year, found.value.month, found.value.day) + clock.value  # noqa: DTZ001 -- zone follows
    return moment_of_time(at.replace(tzinfo=zone))


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
        for pattern, replacement in _REWRITTEN:
            text = pattern.sub(replacement, text)
    comment = _COMMENT.search(text)
    # A zone in brackets is kept where there is no other.
    if comment and (_ENDS_IN_OFFSET.search(text[: comment.start()]) or " " in comment[0].strip(" ()[]")):
        text = text[: comment.start()]
    return " ".join(text.replace("[", " ").replace("]", " ").replace("(", " ").replace(")", " ").split())


def _find_date(text: str, context: Context) -> _Found | None:
    if match := _YEAR_FIRST.search(text):
        return _found_date(text, match, match[1], match[3], match[4])
    if match := _DOTTED.search(text):
        return _found_date(text, match, match[3], match[2], match[1])
    if match := _YEAR_LAST.search(text):
        first, second = int(match[1]), int(match[3])
        if first != second and max(first, second) <= 12:
            return None
        day, month = (first, second) if first >= second else (second, first)
        return _found_date(text, match, match[4], month, day)
    return _find_named_date(text, context)


def _find_named_date(text: str, context: Context) -> _Found | None:
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            month = find_month(match["m"], context.language)
            if month is not None:
                return _found_date(text, match, match["y"], month, match["d"])
    return None


def _found_date(text: str, match: re.Match[str], year: str, month: str | int, day: str | int) -> _Found | None:
    number = int(year.strip("'’"))
    if len(year.strip("'’")) == 2:
        number += 2000 if number < _CENTURY_TURN else 1900
    elif number in _BUDDHIST:
        number -= _BUDDHIST_OFFSET
    try:
        value = date(number, int(month), int(day))
    except ValueError:
        return None
    return _Found(value, f"{text[: match.start()]} {text[match.end() :]}")


def _find_clock(text: str) -> _Found | None:
    """The time of day, as the time since midnight, which may be 24:00."""
    text = re.sub(r"(?<![^\W\d])T(?=\d)", " ", text)
    if match := _TIME.search(text):
        hour, half = int(match[1]), match[4]
        rest = timedelta(minutes=int(match[2]), seconds=int(match[3] or 0))
    elif match := _HOUR.search(text):
        hour, half, rest = int(match[1]), match[2], timedelta()
    else:
        return None
    if hour > (12 if half else 24) or (hour == 24 and rest):
        return None
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return _Found(timedelta(hours=hour) + rest, f"{text[: match.start()]} {text[match.end() :]}")


def _cut_clock(text: str) -> str:
    match = _TIME.search(text)
    return match[0] if match else ""


def _find_zone(text: str, context: Context) -> tuple[tzinfo | None, str]:
    """The zone in the rest of a text, and what is left of it."""
    if match := OFFSET.search(text):
        return parse_offset(match), f"{text[: match.start()]} {text[match.end() :]}"
    for word in text.split():
        name = word.strip(".,;-|")
        if name and name[0].isalpha() and (zone := find_zone(name, context.country)):
            return zone, text.replace(word, " ", 1)
    return None, text


def _are_known(rest: str) -> bool:
    """Whether nothing in the rest of a text can change its date: weekdays, fillers, names of unknown zones."""
    words = (word.strip(".,;:|·•–—-/'’\"") for word in rest.split())
    return all(not word or word.lower() in _FILLERS or _UNKNOWN_ZONE.match(word) or is_weekday(word) for word in words)
