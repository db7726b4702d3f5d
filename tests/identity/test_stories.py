from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import polars as pl

from flows.identity.stories import ENTITY_ARTICLES, TIES, group_stories, tie_by_entities
from tests.identity.warehouses import day

MOST_WRONG = 5
"""Pairs of the marked articles that share two rare names without telling one story."""


def tie(articles: dict[str, tuple[int | None, str]]) -> list[tuple[str, str]]:
    rows = [
        (key, entity, None if number is None else day(number))
        for key, (number, entities) in articles.items()
        for entity in entities.split()
    ]
    return tie_by_entities(pl.DataFrame(rows, ENTITY_ARTICLES, orient="row")).rows()


def test_rare_entities_tie_articles_of_a_few_days() -> None:
    assert tie({"a": (1, "e1 e2"), "b": (2, "e1 e2"), "c": (40, "e1 e2")}) == [("a", "b")]


def test_one_shared_entity_ties_nothing() -> None:
    assert tie({"a": (1, "e1 e2"), "b": (1, "e1 e3")}) == []


def test_frequent_entities_tie_nothing() -> None:
    assert tie({f"a{i}": (1, "e1 e2") for i in range(30)}) == []


def test_undated_articles_are_tied_by_copies_only() -> None:
    assert tie({"a": (None, "e1 e2"), "b": (1, "e1 e2")}) == []


def pair_up(stories: dict[str, str]) -> set[tuple[str, str]]:
    return {(a, b) for a, b in combinations(sorted(stories), 2) if stories[a] and stories[a] == stories[b]}


def test_marked_articles_are_told_apart() -> None:
    with (Path(__file__).parent / "story_articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = [(row["article"], entity, day(int(row["day"]))) for row in rows for entity in row["entities"].split(";")]
    days = {row["article"]: day(int(row["day"])) for row in rows}
    articles = pl.DataFrame({"article_id": list(days), "published_at": list(days.values())})
    ties = tie_by_entities(pl.DataFrame(named, ENTITY_ARTICLES, orient="row"))
    found = pair_up(dict(group_stories(ties, articles).iter_rows()))
    marked = pair_up({row["article"]: row["story"] for row in rows})
    assert marked <= found
    assert len(found - marked) <= MOST_WRONG


def test_stories_carry_over_ties() -> None:
    ties = pl.DataFrame([("a", "b"), ("b", "c"), ("x", "y")], TIES, orient="row")
    articles = pl.DataFrame(
        {"article_id": list("abcxyz"), "published_at": [day(2), day(1), day(3), None, None, day(1)]}
    )
    found = dict(group_stories(ties, articles).iter_rows())
    assert found["a"] == found["b"] == found["c"] != found["x"] == found["y"]
    assert "z" not in found
