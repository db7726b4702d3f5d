"""Quotes that entered an article with a later version: since when they stand, and who printed the words first."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from flows.identity.quote_families import FAMILIES, PRINTS, group_quotes

from .conftest import Row, Stage, article, quote, two_o_clock

OLD = "We will close the old harbour bridge on Monday"
NEW = "We will never close the old harbour bridge again"
LATE = "select quote_id, seen_from from late_quotes order by all"
FIRST = "select quote_id from quote_families where is_first"


def print_words(key: str, *said: str, end: str = "", at: datetime | None = None) -> tuple[Row, list[Row]]:
    """An article that prints words one after the other, each in quotation marks, and the quotes; none for ''."""
    text, quotes = "It rained.", []
    for words in filter(None, said):
        start = len(text) + 2
        text += f" “{words}”"
        quotes.append(quote(key, (start, start + len(words)), text=words, quote_id=f"{key} {words}"))
    return article(key, f"{text} {end}", published_at=at), quotes


def load(stage: Stage, *printed: tuple[Row, list[Row]]) -> None:
    stage.load(*(row for row, _ in printed), quotes=[each for _, quotes in printed for each in quotes])


def test_only_the_new_words_are_late(stage: Stage) -> None:
    load(stage, print_words("a1", OLD))
    assert stage.rows(LATE) == []
    load(stage, print_words("a1", OLD, NEW))
    assert stage.rows(LATE) == [(f"a1 {NEW}", two_o_clock(2))]
    load(stage, print_words("a1", OLD, NEW, end="It still rains."))
    assert stage.rows(LATE) == [(f"a1 {NEW}", two_o_clock(2))]
    load(stage, print_words("a1", OLD))
    assert stage.rows(LATE) == []


@pytest.mark.parametrize("again", [OLD, OLD.upper(), OLD.replace("old ", "old, ")])
def test_words_that_stood_before_are_not_late(stage: Stage, again: str) -> None:
    load(stage, print_words("a1", OLD))
    load(stage, print_words("a1", NEW))
    load(stage, print_words("a1", again))
    assert stage.rows(LATE) == []


def test_what_a_later_extraction_finds_is_not_late(stage: Stage) -> None:
    row, quotes = print_words("a1", OLD)
    load(stage, (row, []))
    changed, _ = print_words("a1", OLD, end="It still rains.")
    load(stage, (changed, quotes))
    assert stage.rows("select quote_id from quotes") == [(f"a1 {OLD}",)]
    assert stage.rows(LATE) == []


def test_one_new_segment_makes_a_quote_late(stage: Stage) -> None:
    stage.load(article("a1", "“It rains,” she said."), quotes=[quote("a1", (1, 9), text="It rains,")])
    both = quote("a1", (1, 9), (23, 38), text="It rains, It never stops.", quote_id="both")
    stage.load(article("a1", "“It rains,” she said. “It never stops.”"), quotes=[both])
    assert stage.rows("select quote_id from late_quotes") == [("both",)]


def test_a_later_version_is_not_the_first_print(stage: Stage) -> None:
    load(stage, print_words("a1", OLD, at=two_o_clock(1)))
    load(stage, print_words("a2", NEW, at=two_o_clock(2)))
    load(stage, print_words("a1", NEW, at=two_o_clock(1)))
    assert stage.rows(FIRST) == [(f"a2 {NEW}",)]


def test_an_article_of_long_ago_may_print_todays_words(stage: Stage) -> None:
    long_ago = two_o_clock(1) - timedelta(days=90)
    load(stage, print_words("a1", OLD, at=long_ago), print_words("a2", NEW, at=two_o_clock(1)))
    load(stage, print_words("a1", NEW, at=long_ago))
    assert stage.rows(FIRST) == [(f"a2 {NEW}",)]
    load(stage, print_words("a1", OLD, at=long_ago))
    assert stage.rows("from quote_families") == []


@pytest.mark.parametrize("seed", range(3))
def test_families_night_by_night_are_those_of_all_at_once(stage: Stage, seed: int) -> None:
    rng = random.Random(seed)
    statements = [" ".join(f"w{rng.randrange(20)}" for _ in range(9)) for _ in range(4)]
    dates = {f"a{n}": two_o_clock(1) - timedelta(days=rng.randrange(70)) for n in range(12)}
    for _ in range(8):
        keys = rng.sample(sorted(dates), 4)
        said = {key: rng.sample([*statements, ""], 2) for key in keys}
        load(stage, *(print_words(key, *words, at=dates[key]) for key, words in said.items()))
    assert stage.rows("from late_quotes")
    prints = stage.connection.sql(
        "select quote_id, article_id, quotes.text, speaker_entity_id, coalesce(seen_from, published_at) as printed_at "
        "from quotes join articles using (article_id) left join late_quotes using (quote_id, article_id)"
    )
    columns = ", ".join(FAMILIES.names())
    found = stage.rows(f"select {columns} from quote_families order by family_id, quote_id")
    assert found == group_quotes(prints.pl().cast(PRINTS)).rows()
    assert found
