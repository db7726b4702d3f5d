"""What an analyst is told of the sample articles: the example queries and searches over a real first night."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import START

if TYPE_CHECKING:
    from tests.conftest import Night, RunNight

QUERIES = sorted((Path(__file__).parents[2] / "sql" / "queries").glob("*.sql"))
OVERNIGHT = frozenset({"changed_overnight"})
"""Queries on what is another than the night before: a first night has no answer to them."""


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.stem)
def test_an_example_query_has_an_answer(first_night: Night, query: Path) -> None:
    rows = first_night.sql(query.read_text("utf-8"))
    assert rows if query.stem not in OVERNIGHT else rows == []


def test_what_changed_overnight_is_told_the_next_day(run_night: RunNight, tmp_path: Path) -> None:
    [query] = [query for query in QUERIES if query.stem in OVERNIGHT]
    article = {"id": "1", "source": "courier.test", "title": "Bridge", "text": "The bridge at Lodz opened on Monday."}
    feed = tmp_path / "feed.jsonl"
    feed.write_text(json.dumps(article), "utf-8")
    run_night(tmp_path / "warehouse", feed)
    feed.write_text(json.dumps({**article, "text": article["text"].replace("opened", "closed again")}), "utf-8")
    night = run_night(tmp_path / "warehouse", feed, started_at=START + timedelta(days=1))
    told = night.sql(query.read_text("utf-8"))
    assert [(source, title, version) for _, source, title, version, _ in told] == [("courier.test", "Bridge", 2)]


def test_the_wire_was_first(first_night: Night) -> None:
    first = first_night.sql("select first_source, sources from mart.first_prints where text like 'The sea has been%'")
    assert first == [("Lantern Wire", ["Harbour & Field", "Lantern Wire"])]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("select distinct speaker from quotes_by('claes')", ["Godelieve Claes"]),
        ("select distinct speaker from quotes_by('OZOLINA')", ["Elza Ozoliņa"]),
        ("select distinct speaker from search_quotes('postcard buried')", ["Haruka Shibasaki"]),
        ("select distinct source from search_quotes('boots')", ["Harbour & Field", "Lantern Wire"]),
        ("select distinct source from quotes_about('Velmont')", ["The Meridian Ledger"]),
        ("select speaker from quotes_by('nobody of that name')", []),
    ],
)
def test_a_search_finds_who_said_it(first_night: Night, question: str, answer: list[str]) -> None:
    assert [value for (value,) in first_night.sql(f"from ({question}) order by all")] == answer
