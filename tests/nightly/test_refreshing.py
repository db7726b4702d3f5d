"""Old articles are extracted again beside a night, and are no news to anything that compares nights."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.enums import RunKind
from flows.nightly.refreshing import merge_checks
from flows.records import CHECKS
from tests.conftest import NIGHT, START, Night, RunNight

NEWER = "newer"
BY_EXTRACTOR = "select count(*) filter (where extractor = 'newer'), count(*) from articles"


@pytest.fixture(scope="module")
def first(run_night: RunNight, tmp_path_factory: pytest.TempPathFactory) -> Night:
    folder = tmp_path_factory.mktemp("first")
    text = "“Road {0} is open,” said Ada Roe, the mayor of Lodz. Omar Diaz said that road {0} would be repaired."
    rows = [{"id": str(n), "source": "wire.test", "title": f"Road {n}", "text": text.format(n)} for n in range(4)]
    (folder / "day.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return run_night(folder / "warehouse", folder / "day.jsonl")


@pytest.fixture
def warehouse(first: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the first night's warehouse, whose next run has another extractor."""
    monkeypatch.setattr("flows.nightly.flow.extractor_digest", lambda *_: NEWER)
    return Path(shutil.copytree(first.warehouse, tmp_path / "warehouse"))


def refresh(warehouse: Path, model: str, count: int, day: int) -> Night:
    from flows.nightly.flow import nightly

    given: dict[str, Any] = {"overrides": {"warehouse": str(warehouse), "model": model}}
    given |= {"night": NIGHT + timedelta(days=day), "started_at": START + timedelta(days=day)}
    return Night(warehouse, nightly([], **given, kind=RunKind.REFRESH, refresh=count))


def test_a_bounded_number_of_old_articles_is_extracted_again(warehouse: Path, model: str) -> None:
    quotes = "select * exclude (speaker_chain_id) from quotes order by quote_id"
    before = Night(warehouse, "")
    state = [before.sql(quotes), before.sql("from article_versions order by all")]
    first = refresh(warehouse, model, 3, 1)
    assert first.sql(BY_EXTRACTOR) == [(3, 4)]
    second = refresh(warehouse, model, 3, 2)
    assert second.sql(BY_EXTRACTOR) == [(4, 4)]
    assert [second.sql(quotes), second.sql("from article_versions order by all")] == state


def test_refreshed_articles_are_no_news(warehouse: Path, model: str) -> None:
    before = Night(warehouse, "")
    nights = before.ledger("select * from source_nights")
    incidents = before.ledger("select * from incidents")
    night = refresh(warehouse, model, 4, 1)
    assert night.ledger("select * from source_nights") == nights
    assert night.ledger("select * from incidents") == incidents
    checks = night.ledger("select distinct kind from checks where run_id = ?", night.run_id)
    assert {row["kind"] for row in checks} == {"row", "sql", "run"}
    assert night.outcomes() == {}
    assert night.sql("select count(*) from ops.missing_nights where night = '2026-11-23'") == [(0,)]


def test_every_night_refreshes_as_many_as_the_setting_says(
    warehouse: Path, run_night: RunNight, tmp_path: Path
) -> None:
    record = {"id": "9", "source": "wire.test", "title": "New", "text": "“It rains,” said Bo Lind in Quito on Monday."}
    (tmp_path / "new.jsonl").write_text(json.dumps(record), "utf-8")
    night = run_night(warehouse, tmp_path / "new.jsonl", started_at=START + timedelta(days=1), refresh=2)
    assert night.sql(BY_EXTRACTOR) == [(3, 5)]
    assert list(night.outcomes().values()) == ["loaded"]
    articles = "select sum(articles) as n from source_nights where run_id = ?"
    assert night.ledger(articles, night.run_id) == [{"n": 1}]


def check(rule: str, kind: str, severity: str, failed: int, rows: int) -> dict[str, Any]:
    empty = dict.fromkeys(CHECKS.names())
    named = {"table_name": "quotes", "rule_id": rule, "scope": "", "kind": kind, "severity": severity}
    return {**empty, **named, "is_passed": not failed, "count_failed": failed, "count_rows": rows, "sample_keys": []}


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=CHECKS)


def test_rules_on_rows_are_summed_and_those_on_tables_left_out() -> None:
    night = frame(check("r", "row", "warning", 0, 10), check("t", "table", "warning", 0, 10))
    again = frame(check("r", "row", "warning", 2, 5), check("t", "table", "warning", 1, 5))
    merged = {row["rule_id"]: row for row in merge_checks(night, again).to_dicts()}
    assert (merged["r"]["is_passed"], merged["r"]["count_failed"], merged["r"]["count_rows"]) == (False, 2, 15)
    assert (merged["t"]["is_passed"], merged["t"]["count_rows"]) == (True, 10)


def test_a_critical_rule_on_the_table_still_stops_the_run() -> None:
    merged = merge_checks(frame(), frame(check("t", "table", "critical", 1, 0)))
    assert merged["is_passed"].to_list() == [False]
