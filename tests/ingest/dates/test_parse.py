"""What outlets write as a time, and the one moment it names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from flows.ingest.dates.parse import Moment, parse_time

NOON = Moment(datetime(2026, 3, 14, 12, tzinfo=UTC))
DAY = Moment(datetime(2026, 3, 14, tzinfo=UTC), is_day=True)


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-14T12:00:00Z",
        "2026-03-14T12:00:00.000Z",
        " 2026-03-14 12:00 ",
        "2026-03-14T14:00:00+02:00",
        "20260314T120000Z",
        "Sat, 14 Mar 2026 12:00:00 GMT",
        "Sat, 14 Mar 2026 08:00:00 -0400",
        "March 14, 2026, 8:00 am EDT",
        "14 March 2026 12:00",
        1773489600,
        1773489600.0,
        1773489600000,
        "1773489600",
        datetime(2026, 3, 14, 12),  # noqa: DTZ001 -- a time without a zone is UTC
    ],
)
def test_a_moment_is_read_in_every_form(value: object) -> None:
    assert parse_time(value) == NOON


@pytest.mark.parametrize("value", ["2026-03-14", "20260314", "March 14, 2026", "14/03/2026", date(2026, 3, 14)])
def test_a_day_is_its_midnight_and_marked(value: object) -> None:
    assert parse_time(value) == DAY


@pytest.mark.parametrize(
    "value",
    ["", None, "yesterday", "soon", "03/04/2026", "12:00", "March", "2026-13-40", "9999-99", "10", 2026, True, [], -1,
     float("nan"), float("inf"), "0001-01-01T00:00:00+10:00", "9" * 400, "14 March", "x" * 1000],
)  # fmt: skip
def test_an_ambiguous_time_is_none(value: object) -> None:
    assert parse_time(value) is None
