"""Which prints may change their family when some come or go; and that grouping these alone gives the same families."""

from __future__ import annotations

import random
from datetime import timedelta

import polars as pl
import pytest

from flows.identity.copies import split_words
from flows.identity.phrases import MEMBERS, find_phrases, find_reach
from flows.identity.quote_families import FAMILIES, MOST_SHARERS, PRINTS, SHINGLE, group_quotes
from tests.conftest import START

NONE = pl.DataFrame(schema={"quote_id": pl.String(), "text": pl.String()})


def prints(texts: dict[str, str]) -> pl.DataFrame:
    """One print an article, each of its own day or near."""
    rows = [(key, f"of {key}", text, None, START + timedelta(days=len(key) % 3)) for key, text in texts.items()]
    return pl.DataFrame(rows, PRINTS, orient="row")


def test_words_are_those_of_the_comparison() -> None:
    text = "“Zoé’s ÉTÉ – it_was 3½ days,” İnci said: the end!"
    found = find_phrases(prints({"q": text}))
    assert found.height == len(split_words(text)) - SHINGLE + 1
    assert sorted(found["at"]) == list(range(found.height))


def test_only_prints_that_share_words_are_in_reach() -> None:
    given = prints(
        {"a": "we go to the harbour on Monday", "b": "they go to the harbour soon", "c": "it rained all day long"}
    )
    reach = find_reach(given, pl.Series(["a"]), NONE, MEMBERS.to_frame())
    assert reach.quote_ids.to_list() == ["a", "b"]
    assert sorted(reach.shared) == ["a", "b"]


def test_a_print_that_went_reaches_its_family() -> None:
    members = pl.DataFrame([("gone", "f"), ("b", "f")], MEMBERS, orient="row")
    gone = pl.DataFrame([("gone", "nothing alike at all here")], NONE.schema, orient="row")
    given = prints({"b": "they go to the harbour soon"})
    assert "b" in find_reach(given, pl.Series([], dtype=pl.String()), gone, members).quote_ids


def test_words_that_everybody_says_link_nobody() -> None:
    given = prints({f"q{n}": f"one of the most number{n} people{n}" for n in range(MOST_SHARERS + 2)})
    reach = find_reach(given, pl.Series(["q0"]), NONE, MEMBERS.to_frame())
    assert reach.quote_ids.to_list() == ["q0"]
    assert ("q0", 0) in reach.crowded.rows()


def test_equal_prints_are_in_reach_of_each_other_however_many() -> None:
    texts = {f"q{n}": "one of the most" for n in range(MOST_SHARERS + 2)}
    many = {key: f"{text} number{n} people" for n, (key, text) in enumerate(texts.items())}
    given = prints(many | {f"z{n}": "One of the most: number0 people" for n in range(MOST_SHARERS + 2)})
    reach = find_reach(given, pl.Series(["q0"]), NONE, MEMBERS.to_frame())
    assert set(reach.quote_ids) == {"q0", *(f"z{n}" for n in range(MOST_SHARERS + 2))}
    assert sorted(reach.shared) == sorted(reach.quote_ids)


def test_a_phrase_is_everybodys_wherever_it_stands_in_a_text() -> None:
    twice = "one of the most {0} ever and one of the most {0}"
    texts = {f"q{n}": twice.format(f"w{n} x{n}") for n in range(MOST_SHARERS + 2)}
    reach = find_reach(prints(texts), pl.Series(["q0"]), NONE, MEMBERS.to_frame())
    assert ("q0", 8) in reach.crowded.rows()


@pytest.mark.parametrize("seed", range(5))
def test_families_print_by_print_are_those_of_all_at_once(seed: int) -> None:
    rng = random.Random(seed)
    statements = [[f"w{rng.randrange(30)}" for _ in range(10)] for _ in range(8)]
    texts = {f"q{n}": " ".join(word for word in rng.choice(statements) if rng.random() < 0.95) for n in range(40)}
    families = FAMILIES.to_frame()
    known: dict[str, str] = {}
    for key, text in texts.items():
        known[key] = text
        went = {rng.choice(list(known)): ""} if rng.random() < 0.2 else {}
        gone = pl.DataFrame([(k, known[k]) for k in went], NONE.schema, orient="row")
        known = {k: t for k, t in known.items() if k not in went}
        given = prints(known)
        new = pl.Series([key] if key in known else [], dtype=pl.String())
        reach = find_reach(given, new, gone, families.select(MEMBERS.names()))
        again = group_quotes(given.filter(pl.col("quote_id").is_in(reach.shared.implode())), reach.crowded.iter_rows())
        left = families.filter(~pl.col("quote_id").is_in([*reach.quote_ids, *went]))
        families = pl.concat([left, again]).sort("family_id", "quote_id")
    assert families.rows() == group_quotes(prints(known)).rows()
    assert families.height


@pytest.mark.parametrize("order", ["came", "mixed", "turned"])
def test_families_beyond_the_limit_are_those_of_all_at_once(order: str) -> None:
    said = "the harbour will not open again before Monday"
    texts = {f"q{n:03}": said if n % 3 else said.removeprefix("the ") for n in range(MOST_SHARERS + 10)}
    texts |= {f"r{n:03}": f"will not open w{n} x{n} y{n}" for n in range(MOST_SHARERS + 1)}
    keys = sorted(texts, reverse=order == "turned")
    random.Random(order).shuffle(keys if order == "mixed" else [])
    families = FAMILIES.to_frame()
    known: dict[str, str] = {}
    for start in range(0, len(keys), 7):
        tonight = keys[start : start + 7]
        known |= {key: texts[key] for key in tonight}
        given = prints(known)
        reach = find_reach(given, pl.Series(tonight), NONE, families.select(MEMBERS.names()))
        again = group_quotes(given.filter(pl.col("quote_id").is_in(reach.shared.implode())), reach.crowded.iter_rows())
        families = pl.concat([families.filter(~pl.col("quote_id").is_in(reach.quote_ids.implode())), again])
    assert families.sort("family_id", "quote_id").rows() == group_quotes(prints(texts)).rows()
    assert families.height == MOST_SHARERS + 10
    assert families["family_id"].n_unique() == 1
