"""The facts of earlier nights that the next night reads."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.load.earlier_nights import find_published_run, read_known_versions, read_refused_articles
from flows.records import KNOWN_VERSIONS
from tests.conftest import NIGHT, START

from .conftest import SQL, Nights, Publish, article, two_o_clock


def test_nothing_is_known_before_the_first_night(warehouse: Path) -> None:
    assert read_known_versions(warehouse / "onrecord.duckdb").equals(KNOWN_VERSIONS.to_frame())
    assert find_published_run(warehouse / "onrecord.duckdb") is None


def test_every_version_is_known_and_the_current_one_whole(publish: Publish, nights: Nights) -> None:
    first, second = article("a1", "One."), article("a1", "Two.", title="T")
    publish(nights.tonight(first))
    file = publish(nights.tonight(second, article("b1"), extractor="x2"))
    known = read_known_versions(file)
    assert known.schema == KNOWN_VERSIONS
    assert known.filter(article_id="a1").select(known.columns[:6]).rows() == [
        ("a1", 1, first["text_hash"], False, None, None),
        ("a1", 2, second["text_hash"], True, second["record_hash"], "x2"),
    ]
    assert known.filter(article_id="a1").select("title", "authors").rows() == [(None, None), ("T", [])]
    assert find_published_run(file) == "2026-11-02.1"


@pytest.mark.parametrize(
    ("answers", "first_had"),
    [
        ([("fetched", "one"), ("unchanged", "one")], 1),
        ([("fetched", "one"), ("fetched", "one")], 1),
        ([("fetched", "one"), ("fetched", "two")], 2),
        ([("fetched", "one"), ("fetched", "two"), ("fetched", "one")], 3),
        ([("fetched", "one"), ("failed", None)], 1),
        ([("failed", None)], None),
    ],
)
def test_it_is_known_since_when_an_address_answers_as_it_does(
    publish: Publish, nights: Nights, warehouse: Path, answers: list[tuple[str, str | None]], first_had: int | None
) -> None:
    row = article("a1", url="https://courier.test/a")
    for day, (outcome, digest) in enumerate(answers, 1):
        fetch = {"source": "s", "url": row["url"], "outcome": outcome, "seconds": 1.0, "digest": digest}
        with Ledger.open(warehouse, SQL) as ledger:
            ledger.add("fetches", [{**fetch, "fetched_at": two_o_clock(day)}], run_id=f"2026-11-{day:02}.1")
        file = publish(nights.tonight(row))
    captured: list[datetime | None] = read_known_versions(file)["captured_at"].to_list()
    assert captured == [two_o_clock(first_had) if first_had else None]


def test_only_refusals_of_given_articles_are_read(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, SQL) as ledger:
        for status in ("published", "published", "gate_failed"):
            run_id = ledger.start_run(NIGHT, START, None, software_version="0", model="m", extractor="x")
            rows = [
                {
                    "table_name": table,
                    "article_id": article,
                    "rule": "r",
                    "reason": "",
                    "payload": f"{status} {article}",
                }
                for table, article in (("articles", "again"), ("articles", "gone"), ("quotes", "new"), ("inputs", None))
            ]
            ledger.add("quarantine", rows, run_id=run_id)
            ledger.update_run(run_id, status=status)
        found = read_refused_articles(ledger, ["again", "new", None])
        assert found.rows() == [("again", "r", "published again")]
        assert read_refused_articles(ledger, []).rows() == []
        assert read_refused_articles(ledger, []).schema == found.schema
