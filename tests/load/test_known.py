"""What the next night knows of the articles that are there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.load.known import KNOWN, known_versions, published_run

from .conftest import SQL, Nights, Publish, article, two_o_clock


def test_nothing_is_known_before_the_first_night(warehouse: Path) -> None:
    assert known_versions(warehouse / "onrecord.duckdb").equals(KNOWN.to_frame())
    assert published_run(warehouse / "onrecord.duckdb") is None


def test_every_version_is_known_and_the_current_one_whole(publish: Publish, nights: Nights) -> None:
    first, second = article("a1", "One."), article("a1", "Two.", title="T")
    publish(nights.tonight(first))
    file = publish(nights.tonight(second, article("b1"), extractor="x2"))
    known = known_versions(file)
    assert known.schema == KNOWN
    assert known.filter(article_id="a1").select(known.columns[:6]).rows() == [
        ("a1", 1, first["text_hash"], False, None, None),
        ("a1", 2, second["text_hash"], True, second["record_hash"], "x2"),
    ]
    assert known.filter(article_id="a1").select("title", "authors").rows() == [(None, None), ("T", [])]
    assert published_run(file) == "2026-11-02.1"


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
        ledger = Ledger.open(warehouse, SQL)
        ledger.add("fetches", [{**fetch, "fetched_at": two_o_clock(day)}], run_id=f"2026-11-{day:02}.1")
        ledger.close()
        file = publish(nights.tonight(row))
    captured: list[datetime | None] = known_versions(file)["captured_at"].to_list()
    assert captured == [two_o_clock(first_had) if first_had else None]
