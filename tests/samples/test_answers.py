"""What an analyst is told of the sample articles: the example queries and searches over a real first night."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

    from tests.conftest import Night

QUERIES = sorted((Path(__file__).parents[2] / "sql" / "queries").glob("*.sql"))
SILENT = {"changed_overnight": "a first night holds no change"}


def asked(query: Path) -> ParameterSet:
    silent = pytest.mark.xfail(reason=SILENT.get(query.stem, ""), strict=True)
    return pytest.param(query, id=query.stem, marks=[silent] if query.stem in SILENT else [])


@pytest.mark.parametrize("query", [asked(query) for query in QUERIES])
def test_an_example_query_has_an_answer(first_night: Night, query: Path) -> None:
    assert first_night.sql(query.read_text("utf-8"))


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
