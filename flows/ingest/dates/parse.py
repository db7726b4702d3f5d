"""Parses written times into instants in UTC, without guessing and without a clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

# Unix times from 1990 to 2100. Other numbers are counts or years, not times of publication.
_EPOCH_SECONDS = range(631_152_000, 4_102_444_800)
# The longest of all accepted forms is below 40 characters ("Wednesday, 20 November 2026 10:15:30 pm GMT").
_LONGEST = 60
# RFC 2822. Its parser also accepts other orders, and then loses the zone and a.m. or p.m.
_MAIL = re.compile(r"(?:[A-Za-z]{3}, *)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)?(?: [+-]\d{4}| [A-Z]{1,4})?\Z")
# Abbreviations of RFC 2822 and of newsrooms. All others are ambiguous ("IST" is three zones).
_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "BST": 1, "CET": 1, "CEST": 2, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
          "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}  # fmt: skip


# A zone at the end of a written time.
_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d|\b[A-Z]{2,4})\s*\Z")


@dataclass(frozen=True)
class Moment:
    """An instant in UTC. `is_day`: only the day was given; `at` is its midnight."""

    at: datetime
    is_day: bool = False


def parse_time(value: object) -> Moment | None:
    """The moment named by `value`: ISO 8601, RFC 2822, a written date, Unix seconds or milliseconds.

    None if it names no single moment: nonsense, a relative word, or "03/04/2026", which is two days.
    A time without a zone is read as UTC.
    """
    try:
        if isinstance(value, datetime):
            return Moment(_utc(value))
        if isinstance(value, date):
            return _midnight(value)
        if isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return _epoch(value)
        return _written(str(value).strip()) if value else None
    except (ValueError, OverflowError, TypeError):
        return None


def parse_with_provenance(text: str, place: str) -> tuple[datetime, str] | None:
    """The moment named by a text found in `place`, and its provenance: `place`, with "(day only)" or "(no zone)"."""
    moment = parse_time(text)
    if moment is None:
        return None
    is_zoned = text.isdecimal() or _ZONE.search(text)
    return moment.at, place + (" (day only)" if moment.is_day else "" if is_zoned else " (no zone)")


def _utc(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _midnight(day: date) -> Moment:
    return Moment(datetime.combine(day, time(), tzinfo=UTC), is_day=True)


def _epoch(value: float) -> Moment | None:
    seconds = value / 1000 if int(value) // 1000 in _EPOCH_SECONDS else value
    return Moment(datetime.fromtimestamp(seconds, tz=UTC)) if int(seconds) in _EPOCH_SECONDS else None


def _written(text: str) -> Moment | None:
    if not text or len(text) > _LONGEST:
        return None
    if text.isdecimal() and len(text) in {10, 13}:
        return _epoch(int(text))
    return _iso(text) or _mail(text) or _prose(text)


def _iso(text: str) -> Moment | None:
    try:
        return _midnight(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        return Moment(_utc(datetime.fromisoformat(text)))
    except ValueError:
        return None


def _mail(text: str) -> Moment | None:
    try:
        return Moment(_utc(parsedate_to_datetime(text))) if _MAIL.match(text) else None
    except ValueError:
        return None


def _prose(text: str) -> Moment | None:
    """A written date, if all readings agree: day or month first, and with different fillings for missing parts."""
    from dateutil import parser

    zones = {name: timezone(timedelta(hours=hours)) for name, hours in _ZONES.items()}
    fillings = (datetime(2001, 1, 1), datetime(2002, 2, 2))  # noqa: DTZ001 -- fillings, not moments
    readings = {
        parser.parse(text, default=filling, dayfirst=dayfirst, tzinfos=zones)
        for filling in fillings
        for dayfirst in (False, True)
    }
    if len(readings) != 1:
        return None
    reading = readings.pop()
    return Moment(_utc(reading)) if ":" in text else _midnight(reading.date())
