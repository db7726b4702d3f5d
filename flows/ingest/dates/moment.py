"""An instant in UTC and the precision with which it was written; the context that ambiguous dates depend on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

# The years of `articles.published_at` that the warehouse accepts.
FIRST_YEAR, LAST_YEAR = 1600, 2100
# Templates and databases write these days for "no date": Unix time 0 (and the evening before it in American zones),
# SQL Server's default, the zero of spreadsheets, Windows' file time 0.
_PLACEHOLDERS = frozenset({(1970, 1, 1), (1969, 12, 31), (1900, 1, 1), (1899, 12, 30), (1899, 12, 31), (1601, 1, 1)})


@dataclass(frozen=True)
class Context:
    """Where a date was written: the outlet's country (ISO 3166, upper case) and the language (ISO 639)."""

    country: str | None = None
    language: str | None = None


NOWHERE = Context()
"""The context of a date of which nothing is known."""


@dataclass(frozen=True)
class Moment:
    """An instant in UTC. `is_day`: only the day was given; `at` is its midnight. `has_zone`: the zone was given, or
    only a day; without a zone the time is read as UTC."""

    at: datetime
    is_day: bool = False
    has_zone: bool = True

    @property
    def mark(self) -> str:
        """The mark behind a provenance: " (day only)", " (no zone)" or nothing."""
        return " (day only)" if self.is_day else "" if self.has_zone else " (no zone)"

    @property
    def is_plausible(self) -> bool:
        """Whether it can be a time of publication: not an impossible year, and not a placeholder."""
        day = self.at.date()
        return FIRST_YEAR <= day.year <= LAST_YEAR and (day.year, day.month, day.day) not in _PLACEHOLDERS


def moment_of_day(day: date) -> Moment:
    """The moment of a day alone."""
    return Moment(datetime.combine(day, time(), tzinfo=UTC), is_day=True)


def moment_of_time(at: datetime) -> Moment:
    """The moment of a time, with or without a zone."""
    zoned = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Moment(zoned.astimezone(UTC), has_zone=at.tzinfo is not None)
