"""Time zones as outlets write them: offsets, abbreviations, names of the time zone database."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flows.seeds import read_seed
from flows.settings import HOME

# Samoa is at +13:00, Kiribati at +14:00; no zone is farther from UTC.
_MAX_MINUTES = 14 * 60
OFFSET = re.compile(r"(?<![\w])(?:(?:UTC|GMT|utc|gmt)\s?)?([+\-−])(\d{1,2})(?::?([0-5]\d))?(?![\d:])")
"""An offset from UTC: "+02:00", "-0400", "GMT+2". The sign is that of the zone: "GMT+2" is east of Greenwich."""
_LOWER_CASE = frozenset({"utc", "gmt"})
_DATABASE_NAME = re.compile(r"[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_-]+){1,2}\Z")


def parse_offset(match: re.Match[str]) -> tzinfo | None:
    """The zone of a match of `OFFSET`; None if no zone is so far from UTC."""
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > _MAX_MINUTES:
        return None
    return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes))


def find_zone(name: str, country: str | None) -> tzinfo | None:
    """The zone called `name` in the outlet's country; None if the name is unknown, or ambiguous without a country."""
    if _DATABASE_NAME.match(name):
        return _database_zone(name)
    if not name.isupper() and name not in _LOWER_CASE:
        return None
    zones = _abbreviations().get(name.upper(), {})
    return zones.get(country or "") or zones.get("")


@cache
def _abbreviations() -> dict[str, dict[str, tzinfo]]:
    """The zones of `seeds/time_zones.csv` by name and country; "" is the default of all other countries."""
    zones: dict[str, dict[str, tzinfo]] = {}
    for row in read_seed(HOME / "seeds", "time_zones", ("name", "zone", "country", "reason")):
        zone = _database_zone(row["zone"]) if "/" in row["zone"] else datetime.strptime(row["zone"], "%z").tzinfo
        if zone is None:
            raise row.error("zone", f"{row['zone']!r} is not a time zone")
        zones.setdefault(row["name"], {})[row["country"]] = zone
    return zones


@cache
def _database_zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
