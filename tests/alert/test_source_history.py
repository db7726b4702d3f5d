"""Which nights and sources are held to their past."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from flows.alert.run_rules import check_completion, check_reach
from flows.alert.source_history import check_sources
from flows.ledger import Ledger

from .test_baselines import RULES
from .test_baselines import night as usual

SQL = Path(__file__).parents[2] / "sql"
FIRST = date(2026, 11, 2)


class Past:
    """A ledger, and what a run of a night finds unusual."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def run(
        self,
        day: int,
        brought: dict[str, int],
        *,
        asked: tuple[str, ...] = (),
        dead: tuple[str, ...] = (),
        late: int = 0,
    ) -> list[tuple[str, str]]:
        """The rules and sources that fail in a run of a day, which started `late` days after it."""
        night = FIRST + timedelta(days=day - 1)
        start = datetime.combine(night + timedelta(days=late), datetime.min.time(), UTC)
        run_id = self.ledger.start_run(night, start, None, software_version="0", model="m", extractor="x")
        ended = pl.DataFrame(
            [(one, "failed") for one in dead], schema={"source": pl.String, "outcome": pl.String}, orient="row"
        )
        counts = {source: usual(count) for source, count in brought.items()}
        self.ledger.add("checks", check_reach(asked, ended), run_id=run_id)
        self.ledger.add("source_nights", [{"source": s, **n} for s, n in counts.items()], run_id=run_id, night=night)
        checks = check_sources(self.ledger, run_id, night, RULES, counts)
        self.ledger.add("checks", [*checks, check_completion(None)], run_id=run_id)
        self.ledger.update_run(run_id, status="published")
        return [(check["rule_id"], check["scope"]) for check in checks if not check["is_passed"]]


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    with closing(Ledger.open(tmp_path, SQL)) as ledger:
        yield Past(ledger)


GOOD = {"wire": 100, "post": 40}
BOTH = ("wire", "post")


def test_a_run_says_nothing_of_sources_that_it_did_not_ask(past: Past) -> None:
    for day in range(1, 10):
        assert past.run(day, GOOD, asked=BOTH) == []
    assert past.run(10, {"desk": 1}) == [], "a file, before the night"
    assert past.run(10, {"wire": 2}) == [], "a file with two of its articles"
    assert past.run(10, {"post": 38}, asked=("post",)) == []
    assert past.run(10, {"wire": 95}, asked=BOTH) == [], "the night's runs count together"
    assert past.run(11, {"post": 40}, asked=BOTH) == [("source_silent", "wire")]


def test_sources_that_come_as_files_are_missed_by_the_next_files(past: Past) -> None:
    for day in range(1, 10):
        past.run(day, GOOD)
    assert past.run(10, {"wire": 100}) == [("source_silent", "post")]


def test_a_source_that_could_not_be_reached_is_not_silent_too(past: Past) -> None:
    for day in range(1, 10):
        past.run(day, GOOD, asked=BOTH)
    assert past.run(10, {"wire": 100}, asked=BOTH, dead=("post",)) == []


def test_a_night_far_ahead_does_not_switch_off_all_until_then(past: Past) -> None:
    for day in range(1, 10):
        past.run(day, GOOD)
    past.run(400, GOOD, late=-390)
    assert past.run(10, {"wire": 100}) == [("source_silent", "post")]


def test_a_day_that_is_derived_again_is_not_judged(past: Past) -> None:
    for day in range(1, 12):
        past.run(day, GOOD)
    assert past.run(9, {"wire": 1}, late=3) == []


def test_nights_that_had_two_runs_are_judged_with_one_before_the_week_is_over(past: Past) -> None:
    for day in range(1, 15):
        past.run(day, GOOD)
        past.run(day, {})
    found = [past.run(day, {"wire": 100}) for day in range(15, 20)]
    assert [bool(one) for one in found] == [False, False, False, False, True]
