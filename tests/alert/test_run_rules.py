"""Rules on a run as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.alert.run_rules import check_inputs, check_reach
from flows.ledger import Ledger

SQL = Path(__file__).parents[2] / "sql"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path, SQL) as opened:
        yield opened


def run(ledger: Ledger, day: int, good: int, refused: tuple[str, ...] = (), status: str = "published") -> str:
    """A run with so many good inputs and those that were refused: its name, a colon, its beginning."""
    night = date(2026, 11, day)
    start = datetime(2026, 11, day, 2, tzinfo=UTC)
    run_id = ledger.start_run(night, start, None, software_version="0", model="m", extractor="x")
    inputs = [{"input": f"good{number}", "outcome": "loaded"} for number in range(good)]
    ledger.add("outcomes", [*inputs, *({"input": one, "outcome": "quarantined"} for one in refused)], run_id=run_id)
    taken = [
        {"input": one.split(":")[0], "payload": one, "table_name": "inputs", "rule": "broken", "reason": "is broken"}
        for one in refused
    ]
    ledger.add("quarantine", taken, run_id=run_id)
    ledger.update_run(run_id, status=status)
    return run_id


def seen(ledger: Ledger, run_id: str) -> list[tuple[bool, int, int]]:
    checks = check_inputs(ledger, run_id)
    return [(check["is_passed"], check["count_failed"], check["count_rows"]) for check in checks]


BAD = tuple(f"bad{number}:x" for number in range(10))


def test_one_input_in_five_may_be_refused(ledger: Ledger) -> None:
    assert seen(ledger, run(ledger, 1, 40, BAD)) == [(True, 10, 50)]
    assert seen(ledger, run(ledger, 2, 30, tuple(f"other{one}" for one in BAD))) == [(False, 10, 40)]


def test_few_inputs_can_meet_the_rule_but_not_fail_it(ledger: Ledger) -> None:
    assert seen(ledger, run(ledger, 1, 3)) == [(True, 0, 3)]
    assert seen(ledger, run(ledger, 2, 3, BAD[:1])) == []
    assert seen(ledger, run(ledger, 3, 0)) == []


def test_what_an_earlier_night_refused_is_no_news(ledger: Ledger) -> None:
    assert seen(ledger, run(ledger, 1, 30, BAD)) == [(False, 10, 40)]
    assert seen(ledger, run(ledger, 1, 30, BAD)) == [(False, 10, 40)], "a retry says what the first run said"
    assert seen(ledger, run(ledger, 2, 30, BAD)) == [(True, 0, 40)]
    assert seen(ledger, run(ledger, 3, 30, tuple(f"{one}y" for one in BAD))) == [(False, 10, 40)], "it is another"


def test_a_night_that_was_stopped_has_refused_nothing_for_good(ledger: Ledger) -> None:
    run(ledger, 1, 30, BAD, status="gate_failed")
    assert seen(ledger, run(ledger, 2, 30, BAD)) == [(False, 10, 40)]


def test_a_source_of_which_nothing_but_failures_come_is_named_from_the_first_night_on() -> None:
    rows = [("dead", "failed"), ("dead", "failed"), ("wire", "failed"), ("wire", "fetched"), ("post", "skipped")]
    ended = pl.DataFrame([*rows, (None, "loaded")], schema=["source", "outcome"], orient="row")
    checks = check_reach({"dead", "wire", "post", "empty"}, ended)
    assert [(check["scope"], check["is_passed"]) for check in checks] == [
        ("dead", False), ("empty", True), ("post", True), ("wire", True)
    ]  # fmt: skip
    assert checks[0]["observed"] == "2 of 2 requests and inputs failed"
    assert check_reach(set(), ended) == []
