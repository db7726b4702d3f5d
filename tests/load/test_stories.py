"""Stories night by night: only what tonight reaches is grouped again, and the result is that of all nights at once."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from flows.load.merge import merge

from .conftest import SEEDS, SQL, Nights, Row, Stage, article, mention, two_o_clock

PEOPLE = [f"{given} {family}" for given in ("Ann", "Tom", "Ida") for family in ("Roe", "Poe", "Senn", "Brok")]
WORDS = [
    "spillway",
    "engineers",
    "farmers",
    "valley",
    "cracks",
    "harbour",
    "ferry",
    "coastguards",
    "strike",
    "drivers",
    "budget",
    "treasury",
]
STORIES = "select article_id, story_id from articles order by all"


def make_article(key: str, rng: random.Random) -> tuple[Row, list[Row]]:
    """An article of one of forty days, mostly dated, that names up to four people and tells one of a few things."""
    named = rng.sample(PEOPLE, rng.randint(0, 4))
    start = rng.choice((0, 3, 6))
    text = " ".join([*named, *rng.sample(WORDS[start : start + 6], 5)])
    at = two_o_clock(1) + timedelta(days=rng.randint(0, 40)) if rng.random() < 0.9 else None
    facts = {"published_at": at, "title": rng.choice("abc"), "source": rng.choice(("a.test", "b.test"))}
    starts = [text.index(name) for name in named]
    return article(key, text, **facts), [
        mention(key, at, at + len(name), name) for at, name in zip(starts, named, strict=True)
    ]


def content(stage: Stage) -> list[list[tuple[object, ...]]]:
    return [stage.rows(STORIES), stage.rows("from stories order by all")]


def load_at_once(stage: Stage, nights: Nights, rows: dict[str, tuple[Row, list[Row]]]) -> None:
    for table in ("articles", "mentions", "stories", "article_names", "name_definitions", "article_signatures"):
        stage.connection.execute(f"delete from main.{table}")
    for table in ("article_versions", "near_copies", "entities", "name_blocks", "story_bases"):
        stage.connection.execute(f"delete from main.{table}")
    mentions = [each for _, found in rows.values() for each in found]
    tonight = nights.tonight(*(row for row, _ in rows.values()), mentions=mentions)
    merge(stage.connection, tonight, SQL, SEEDS)


@pytest.mark.parametrize("seed", range(4))
def test_stories_night_by_night_are_those_of_all_at_once(stage: Stage, nights: Nights, seed: int) -> None:
    rng = random.Random(seed)
    known: dict[str, tuple[Row, list[Row]]] = {}
    for _ in range(5):
        keys = [f"a{number:02}" for number in rng.sample(range(60), 12)]  # some are new, some come again and differ
        tonight = {key: make_article(key, rng) for key in keys}
        known |= tonight
        stage.load(*(row for row, _ in tonight.values()), mentions=[m for _, found in tonight.values() for m in found])
    by_night = content(stage)
    assert any(story for _, story in by_night[0])
    load_at_once(stage, nights, known)
    assert content(stage) == by_night


def test_a_night_without_articles_groups_nothing_again(stage: Stage) -> None:
    named = [mention(key, at, at + 7, name) for key in ("a1", "a2") for at, name in ((0, "Ann Roe"), (8, "Tom Poe"))]
    texts = {key: f"Ann Roe Tom Poe {' '.join(WORDS)} {key}" for key in ("a1", "a2")}
    stage.load(*(article(key, text, published_at=two_o_clock(1)) for key, text in texts.items()), mentions=named)
    before = content(stage)
    assert before[1]
    stage.load()
    assert content(stage) == before
