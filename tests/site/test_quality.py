"""The quality page: everything a reader needs, in words, and nothing that an article could do to a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.alert.incidents import Incident
from flows.ledger import Ledger
from flows.site.build import build_site
from flows.site.limits import describe_limit
from tests.site.conftest import HOSTILE, ROOT


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path, ROOT / "sql") as opened:
        yield opened


def check(rule: str, *, passed: bool, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"table_name": "quotes", "rule_id": rule, "scope": "", "kind": "row", "severity": "warning"}
    row |= {"is_passed": passed, "count_failed": 0 if passed else 3, "count_rows": 100, "observed": "3 of 100 fail"}
    row |= {"threshold": "none", "why": f"Why of {rule}.", "owner": "extract", "sample_keys": []}
    return row | more


def record(ledger: Ledger, day: int, *checks: dict[str, Any]) -> str:
    started_at = datetime(2026, 11, day, 2, tzinfo=UTC)
    run_id = ledger.start_run(started_at.date(), started_at, None, software_version="0", model="m", extractor="x")
    ledger.add("checks", checks, run_id=run_id)
    ledger.update_run(run_id, status="published", seconds=61.2)
    return run_id


def page_of(ledger: Ledger, folder: Path) -> str:
    build_site(folder, ledger)
    return (folder / "site" / "quality.html").read_text("utf-8")


def incident(rule: str, **more: Any) -> dict[str, Any]:
    row = dict.fromkeys(field for field in Incident.__dataclass_fields__)
    row |= {"incident_id": rule, "table_name": "quotes", "rule_id": rule, "scope": "", "kind": "row"}
    row |= {
        "severity": "warning",
        "status": "open",
        "opened_on": date(2026, 11, 1),
        "last_failed_on": date(2026, 11, 2),
    }
    row |= {
        "nights_failed": 2,
        "times_reopened": 0,
        "run_id": "r",
        "count_failed": 3,
        "count_rows": 9,
        "sample_keys": [],
    }
    return row | more


def test_failing_rules_come_first(ledger: Ledger, tmp_path: Path) -> None:
    record(ledger, 1, check("a_holds", passed=True), check("z_fails", passed=False))
    page = page_of(ledger, tmp_path)
    assert page.index("z_fails") < page.index("a_holds")
    assert re.search(r"rules that fail</dt><dd>1</dd>", page)


def test_a_rule_has_reason_owner_and_history(ledger: Ledger, tmp_path: Path) -> None:
    for day in (1, 2, 3):
        record(ledger, day, check("quote_kind", passed=day != 2))
    page = page_of(ledger, tmp_path)
    assert "Why of quote_kind." in page
    assert "extract" in page
    assert "2026-11-02: 3 of 100 (3.00%)" in page
    (plot,) = re.findall(r"<svg .*?</svg>", page.partition('id="t-rules"')[2])
    assert (plot.count('class="bar"'), plot.count('class="loss"')) == (2, 1)


def test_the_page_says_when_the_run_started_and_ended(ledger: Ledger, tmp_path: Path) -> None:
    record(ledger, 3)
    assert "Night of 3 November 2026, started 3 November 2026, 02:00 UTC, 61 seconds" in page_of(ledger, tmp_path)


def test_a_failed_night_says_why(ledger: Ledger, tmp_path: Path) -> None:
    for _ in range(11):  # as text, a tenth run of a night comes before the second
        run_id = record(ledger, 1)
    ledger.update_run(run_id, status="gate_failed", error="Rules failed.")
    page = page_of(ledger, tmp_path)
    assert f"run <code>{run_id}</code>" in page
    assert "gate failed</strong>. Rules failed." in page


def test_the_worst_incident_comes_first(ledger: Ledger, tmp_path: Path) -> None:
    record(ledger, 2)
    ledger.put("incidents", [incident("a_mild"), incident("z_grave", severity="critical")])
    page = page_of(ledger, tmp_path)
    assert page.index("z_grave") < page.index("a_mild")
    assert re.search(r"of them critical</dt><dd>1</dd>", page)


def test_a_mute_is_shown_until_it_is_over(ledger: Ledger, tmp_path: Path) -> None:
    record(ledger, 3)
    ledger.put("incidents", [incident("quote_kind", muted_until=date(2026, 11, 3))])
    assert "Muted until 3 November 2026" in page_of(ledger, tmp_path)
    record(ledger, 4)
    assert "Muted until" not in page_of(ledger, tmp_path)


def test_a_rule_on_sources_counts_sources(ledger: Ledger, tmp_path: Path) -> None:
    checks = [check("source_silent", passed=name != "b", scope=name, table_name="source_nights") for name in "abcd"]
    record(ledger, 1, *[one | {"count_failed": int(not one["is_passed"])} for one in checks])
    assert "1 of 4 sources fail" in page_of(ledger, tmp_path)


def test_hostile_words_stay_text(ledger: Ledger, tmp_path: Path) -> None:
    words = f"\x1b[2J\u202e{HOSTILE}\"'><img src=x onerror=alert(2)>"
    facts = {"scope": words, "observed": words, "threshold": words, "why": words}
    run_id = record(ledger, 1, check("quote_kind", passed=False, **facts))
    ledger.put("incidents", [incident("quote_kind", **facts)])
    ledger.update_run(run_id, error=words)
    page = page_of(ledger, tmp_path)
    assert page.count("&lt;script&gt;") >= 5
    assert not {"\x1b", "\u202e"} & set(page)
    assert "<img" not in page


@pytest.mark.parametrize(
    ("threshold", "words"),
    [
        ('{"rule": "column_values_to_be_between", "column": "word_count", "min_value": 1}', "word count at least 1"),
        ('{"rule": "column_values_to_be_between", "column": "x", "max_value": 50000}', "x at most 50,000"),
        (
            '{"rule": "column_values_to_be_between", "column": "x", "min_value": 0, "max_value": 1, "mostly": 0.9}',
            "x from 0 to 1, in at least 90% of the rows",
        ),
        ('{"rule": "column_values_to_be_in_set", "column": "is_complete", "value_set": [true]}', "is complete is yes"),
        ('{"rule": "column_values_to_be_in_set", "column": "kind", "value_set": ["a", "b"]}', "kind is a or b"),
        ('{"rule": "column_values_to_not_be_null", "column": "title", "mostly": 0.5}', "title known, in at least 50%"),
        ('{"rule": "column_values_to_be_unique", "column": "quote_id"}', "quote id never twice the same"),
        ('{"rule": "table_row_count_to_be_between", "min_value": 1}', "number of rows at least 1"),
        (
            '{"rule": "column_distinct_values_to_contain_set", "column": "label", "value_set": ["PERSON"]}',
            "label has PERSON among its values",
        ),
        ('{"rule": "column_pair_values_to_be_equal", "column_A": "a", "column_B": "b"}', "a equal to b"),
        ('{"rule": "something_new", "column": "a", "width": 3}', "something new: column a, width 3"),
        ("at most 20%", "at most 20%"),
        ('{"no": "rule"}', '{"no": "rule"}'),
        ("[1]", "[1]"),
        (None, ""),
    ],
)
def test_a_limit_is_said_in_words(threshold: str | None, words: str) -> None:
    assert describe_limit(threshold).startswith(words)
