from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import datetime
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from flows.identity.stories import FEWEST_SHARED, MOST_ARTICLES, TIES, group_stories, make_terms, tie_articles
from flows.records import UTC
from tests.identity.warehouses import day

LEAST_F1 = 0.8
"""Pairs of the marked articles, which were written so that their stories share names, places and topics."""
ARTICLES = pl.Schema({"article_id": pl.String(), "title": pl.String(), "text": pl.String(), "published_at": UTC})
NAMES = pl.Schema({"article_id": pl.String(), "name": pl.String()})
Told = tuple[datetime | None, str]
"""When an article appeared, and its words."""
DAM = "Engineers found cracks under the northern spillway while valley farmers waited"
FERRY = "Passengers slept aboard until coastguards towed their stranded ferry homewards"
WEEK = "This week: cracks under one spillway, coastguards beside some stranded ferry, another vanished painting"


def tie(articles: dict[str, Told], names: Sequence[tuple[str, str]] = ()) -> list[tuple[str, str]]:
    told = pl.DataFrame([(key, None, text, at) for key, (at, text) in articles.items()], ARTICLES, orient="row")
    return tie_articles(make_terms(told, pl.DataFrame(names, NAMES, orient="row"))).rows()


def test_alike_articles_of_a_few_days_are_tied() -> None:
    assert tie({"a": (day(1), DAM), "b": (day(2), DAM), "c": (day(40), DAM), "d": (day(1), FERRY)}) == [("a", "b")]


def test_names_tie_articles_told_in_other_words() -> None:
    told: dict[str, Told] = {"a": (day(1), "Cracks were found."), "b": (day(1), "Farmers wait."), "c": (day(1), FERRY)}
    names = [f"e{number}" for number in range(FEWEST_SHARED)]
    assert tie(told, [(key, name) for key in "ab" for name in names]) == [("a", "b")]
    assert tie(told, [(key, name) for key in "ab" for name in names[1:]]) == []


def test_a_round_up_joins_no_stories() -> None:
    told: dict[str, Told] = {f"{key}{i}": (day(1), text) for key, text in (("a", DAM), ("b", FERRY)) for i in range(3)}
    tied = tie(told | {"r": (day(1), WEEK)})
    assert {("a0", "a1"), ("b0", "b1")} <= set(tied)
    assert not any("r" in pair for pair in tied)


def test_frequent_terms_tie_nothing() -> None:
    assert tie({f"a{i}": (day(1), DAM) for i in range(MOST_ARTICLES + 1)}) == []


@pytest.mark.parametrize("size", [2, 30])
def test_reports_of_one_topic_are_no_story(size: int) -> None:
    rng = random.Random(14)
    topic = write("topic", 90).split()
    told: dict[str, Told] = {f"t{at:02}": (day(1), " ".join(rng.sample(topic, 30))) for at in range(100)}
    members = sorted(told)[:size]
    story = {key: (day(1), f"{told[key][1]} {write('story', 25)}") for key in members}
    assert {key for pair in tie(told | story) for key in pair} == set(members)


def test_undated_articles_are_tied_by_copies_only() -> None:
    assert tie({"a": (None, DAM), "b": (day(1), DAM)}) == []


def test_no_articles_give_no_ties() -> None:
    assert tie({}) == []


def pair_up(stories: dict[str, str]) -> set[tuple[str, str]]:
    return {(a, b) for a, b in combinations(sorted(stories), 2) if stories[a] and stories[a] == stories[b]}


@pytest.mark.parametrize("name", ["f", "b", "c", "d"])
def test_marked_articles_are_told_apart(name: str) -> None:
    with (Path(__file__).parent / "story_articles.jsonl").open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["set"] == name]
    keys = ("article", "title", "text")
    told = [(*(row[key] for key in keys), datetime.fromisoformat(row["published_at"])) for row in rows]
    articles = pl.DataFrame(told, ARTICLES, orient="row")
    names = pl.DataFrame([(row["article"], each) for row in rows for each in row["names"]], NAMES, orient="row")
    found = group_stories(tie_articles(make_terms(articles, names)), articles.select("article_id", "published_at"))
    pairs, marked = pair_up(dict(found.iter_rows())), pair_up({row["article"]: row["story"] for row in rows})
    assert 2 * len(pairs & marked) >= LEAST_F1 * (len(pairs) + len(marked))


def write(prefix: str, count: int) -> str:
    return " ".join(f"{prefix}{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(count))


def test_days_between_articles_lower_their_similarity() -> None:
    others: dict[str, Told] = {key: (day(1), write(f"other{key}", 20)) for key in "pqrstuvw"}
    one, other = (f"{write('shared', 12)} {write(own, 30)}" for own in ("mine", "yours"))
    assert tie(others | {"a": (day(1), one), "b": (day(1), other)}) == [("a", "b")]
    assert tie(others | {"a": (day(1), one), "b": (day(5), other)}) == []


def test_stories_carry_over_ties() -> None:
    ties = pl.DataFrame([("a", "b"), ("b", "c"), ("x", "y")], TIES, orient="row")
    articles = pl.DataFrame(
        {"article_id": list("abcxyz"), "published_at": [day(2), day(1), day(3), None, None, day(1)]}
    )
    found = dict(group_stories(ties, articles).iter_rows())
    assert found["a"] == found["b"] == found["c"] != found["x"] == found["y"]
    assert "z" not in found
