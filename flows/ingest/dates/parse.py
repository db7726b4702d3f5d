"""Parses times in any form into instants in UTC, without guessing and without a clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from flows.ingest.dates.moment import NOWHERE, Context, Moment, moment_of_day, moment_of_time
from flows.ingest.dates.written import parse_written

# Unix times from 1990 to 2100. Other numbers are counts or years, not times of publication.
_EPOCH_SECONDS = range(631_152_000, 4_102_444_800)
_EPOCH_UNITS = (1, 1_000, 1_000_000, 1_000_000_000)
# The longest accepted form has 70 characters ("Thu Sep 05 2024 20:30:00 GMT+0200 (Central European Summer Time)").
_LONGEST = 100
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:[Zz]|[+-]\d\d(?::?\d\d)?)?)?\Z")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?\Z")
_NUMBER = re.compile(r"\d{9,19}(?:\.\d+)?\Z")
# Microsoft's JSON: milliseconds; the offset behind them changes nothing.
_TICKS = re.compile(r"/Date\((\d{1,16})(?:[+-]\d{4})?\)/\Z")


def parse_time(value: object, context: Context = NOWHERE) -> Moment | None:
    """The moment named by `value`: a date or time, ISO 8601, RFC 2822, a written date, a Unix time.

    None if it names no single moment: nonsense, a relative word, or "03/04/2026", which is two days; also if it is a
    placeholder ("0001-01-01", "1970-01-01"). A time without a zone is read as UTC.
    """
    try:
        moment = _parse(value, context)
    except (ValueError, OverflowError, TypeError):
        return None
    return moment if moment is not None and moment.is_plausible else None


def parse_with_provenance(text: str, place: str, context: Context = NOWHERE) -> tuple[datetime, str] | None:
    """The moment named by a text found in `place`, and its provenance: `place`, with "(day only)" or "(no zone)"."""
    moment = parse_time(text, context)
    return (moment.at, place + moment.mark) if moment else None


def _parse(value: object, context: Context) -> Moment | None:
    if isinstance(value, datetime):
        return moment_of_time(value)
    if isinstance(value, date):
        return moment_of_day(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _parse_number(value)
    return _parse_text(str(value).strip(), context) if value else None


def _parse_number(value: float) -> Moment | None:
    """A Unix time in seconds to nanoseconds, or a date in digits (20240905)."""
    whole = int(value)
    if len(str(whole)) in {8, 12, 14} and (moment := _parse_compact(str(whole))) is not None:
        return moment
    unit = next((unit for unit in _EPOCH_UNITS if whole // unit in _EPOCH_SECONDS), None)
    return None if unit is None else Moment(datetime.fromtimestamp(value / unit, tz=UTC))


def _parse_text(text: str, context: Context) -> Moment | None:
    return _parse_short_text(text, context) if 0 < len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)  # articles of one day share it, and exports write midnight
def _parse_short_text(text: str, context: Context) -> Moment | None:
    if _ISO.match(text):
        return _parse_iso(text) or parse_written(text, context)
    if _NUMBER.match(text):
        return _parse_number(float(text) if "." in text else int(text))
    if ticks := _TICKS.match(text):
        return _parse_number(int(ticks[1]))
    return _parse_compact(text) or parse_written(text, context)


def _parse_iso(text: str) -> Moment | None:
    try:
        if len(text) == 10:
            return moment_of_day(date.fromisoformat(text))
        return moment_of_time(datetime.fromisoformat(text.upper()))
    except ValueError:
        return None


def _parse_compact(text: str) -> Moment | None:
    """A date in digits without separators: 20240905, 20240905183000, 20240905T183000Z."""
    match = _COMPACT.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    iso = f"{year}-{month}-{day}"
    return _parse_iso(iso if hour is None else f"{iso}T{hour}:{minute}:{second or '00'}{zone or ''}")
