"""Times as outlets write them, and the one moment that each names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from flows.ingest.dates.moment import Context
from flows.ingest.dates.parse import parse_time, parse_with_provenance

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-14T12:00:00Z",
        "2026-03-14T12:00:00.000Z",
        "2026-03-14T14:00:00+02:00",
        "2026-03-14T13:00:00+01:00[Europe/Paris]",
        "2026-03-14 13:00 Europe/Paris",
        "2026-03-14 12:00:00 UTC",
        "2026-03-14 12:00:00 +0000 UTC",
        "2026-03-14 17:30:00 UTC+05:30",
        "20260314T120000Z",
        "Sat, 14 Mar 2026 12:00:00 GMT",
        "Sat, 14 Mar 2026 08:00:00 -0400",
        "Sat, 14 Mar 2026 14:00 GMT+2",
        "Sat, 14 Mar 26 12:00:00 GMT",
        "Sat Mar 14 2026 13:00:00 GMT+0100 (Central European Standard Time)",
        "March 14, 2026, 8:00 am EDT",
        "Saturday, March 14th, 2026 at 8:00 a.m. ET",
        "Thurs, 14 Mar 2026 12.00 GMT",
        "14 March 2026 21:00 JST",
        "sam., 14 mars 2026 13:00:00 +0100",
        1773489600,
        1773489600.0,
        1773489600000,
        "1773489600",
        "1773489600.0",
        "/Date(1773489600000+0100)/",
    ],
)
def test_a_moment_is_read_in_every_form(value: object) -> None:
    moment = parse_time(value)
    assert moment is not None
    assert (moment.at, moment.mark) == (NOON, "")


@pytest.mark.parametrize(
    "value",
    [
        " 2026-03-14 12:00 ",
        "2026/03/14 12:00:00",
        "14.03.2026, 12:00",
        "14.03.2026 12.00 Uhr",
        "14 March 2026 12:00",
        "12:00, 14 Mar 2026",
        "Saturday, March 14, 2026 - 12:00pm",
        "Sat Mar 14 12:00:00 2026",
        "le 14 mars 2026 à 12h00",
        "14 de março de 2026 às 12h00",
        "2026年3月14日(土) 12時00分",
        "2026년 3월 14일 오후 12:00",
        "20260314120000",
        "Sat, 14 Mar 2026 12:00:00 IST",
        "Sat, 14 Mar 2026 12:00:00 XYZ",
        datetime(2026, 3, 14, 12),  # noqa: DTZ001 -- a time without a zone is read as UTC
    ],
)
def test_a_time_without_a_zone_is_marked(value: object) -> None:
    moment = parse_time(value)
    assert moment is not None
    assert (moment.at, moment.mark) == (NOON, " (no zone)")


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-14", "20260314", 20260314, "2026/03/14", "2026.03.14", "2026-3-14", "14.03.2026", "14. 3. 2026",
        "March 14, 2026", "14/03/2026", "03/14/2026", "14. März 2026", "14 mars 2026", "14 марта 2026 г.",
        "2026. március 14.", "14 มีนาคม 2569", "١٤ مارس ٢٠٢٦", "14-Mar-2026", "Posted: 14 Mar 2026", date(2026, 3, 14),
    ],
)  # fmt: skip
def test_a_day_is_its_midnight_and_marked(value: object) -> None:
    moment = parse_time(value)
    assert moment is not None
    assert (moment.at, moment.mark) == (MIDNIGHT, " (day only)")


@pytest.mark.parametrize(
    "value",
    ["", None, "yesterday", "soon", "2 hours ago", "03/04/2026", "03-04-2026", "12:00", "March", "March 2026",
     "2026-13-40", "9999-99", "10", 2026, "2026", True, [], -1, float("nan"), float("inf"), "9" * 400, "14 March",
     "x" * 1000, "1 " * 5000, "5 listopada 2026", "14 Blorp 2026", "2026-03-14T25:00:00Z", "14:99 14 March 2026x"],
)  # fmt: skip
def test_an_ambiguous_time_is_none(value: object) -> None:
    assert parse_time(value) is None


@pytest.mark.parametrize(
    "value",
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+10:00", "-0001-11-30T00:00:00+00:00", "0000-00-00 00:00:00", 0, "0",
     "1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00", "1900-01-01", "9999-12-31"],
)  # fmt: skip
def test_a_placeholder_is_no_date(value: object) -> None:
    assert parse_time(value) is None


def test_24_hours_are_the_next_midnight() -> None:
    moment = parse_time("2026-03-13T24:00:00Z")
    assert moment is not None
    assert moment.at == MIDNIGHT


@pytest.mark.parametrize(
    ("country", "hour", "mark"), [("IN", 6, ""), ("IE", 11, ""), ("IL", 10, ""), (None, 12, " (no zone)")]
)
def test_a_country_decides_an_ambiguous_zone(country: str | None, hour: int, mark: str) -> None:
    moment = parse_time("Sat, 14 Mar 2026 12:00:00 IST", Context(country=country))
    assert moment is not None
    assert (moment.at.hour + moment.at.minute / 60, moment.mark) == (hour + (0.5 if country == "IN" else 0), mark)


def test_a_language_decides_an_ambiguous_month() -> None:
    months = {language: parse_time("5 listopada 2026", Context(language=language)) for language in ("pl", "hr")}
    assert {language: moment and moment.at.month for language, moment in months.items()} == {"pl": 11, "hr": 10}


def test_a_provenance_has_its_mark() -> None:
    assert parse_with_provenance("2026-03-14", "json-ld") == (MIDNIGHT, "json-ld (day only)")
    assert parse_with_provenance("soon", "json-ld") is None
