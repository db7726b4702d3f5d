"""What is unusual for a source, and what is not."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.alert.baselines import BaselineRule, check_source_nights, load_baselines
from flows.errors import OnRecordError

RULES = Path(__file__).parents[2] / "expectations" / "baselines.csv"
SUNDAY = date(2026, 11, 22)


def night(articles: int, **changed: int) -> dict[str, int]:
    """A night of a source with ordinary shares, but for what is changed."""
    counts = {"articles": articles, "undated": 0, "unsigned": articles // 5, "unquoted": articles // 5}
    counts |= {"words": articles * 400, "quotes": articles * 6, "unresolved": articles, "new_entities": articles * 2}
    return counts | changed


def nights(*articles: int, last: date = SUNDAY) -> dict[date, dict[str, int]]:
    """Consecutive nights up to the one before `last`."""
    return {last - timedelta(days=len(articles) - at): night(count) for at, count in enumerate(articles)}


def failed(past: dict[date, dict[str, int]], tonight: dict[str, int], on: date = SUNDAY) -> list[str]:
    checks = check_source_nights({"wire": past}, {"wire": tonight} if tonight else {}, on, load_baselines(RULES))
    return [check["rule_id"] for check in checks if not check["is_passed"]]


STEADY = (100, 96, 104, 99, 101, 98, 103, 100, 97, 102)
UNUSUAL: dict[str, tuple[dict[str, int], list[str]]] = {
    "as ever": (night(100), []),
    "a little less": (night(75), []),
    "half": (night(50), ["source_volume_low"]),
    "a flood": (night(260), ["source_volume_high"]),
    "no dates": (night(100, undated=60), ["source_undated_share"]),
    "no bylines": (night(100, unsigned=90), ["source_unsigned_share"]),
    "nobody quoted": (night(100, unquoted=90), ["source_unquoted_share"]),
    "teasers": (night(100, words=6_000), ["source_length_low"]),
    "speakers lost": (night(100, unresolved=420), ["source_unresolved_share"]),
    "garbled names": (night(100, new_entities=900), ["source_new_entities"]),
    "nothing": ({}, ["source_silent"]),
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_a_night_is_named_for_what_is_unusual_of_it(name: str) -> None:
    tonight, expected = UNUSUAL[name]
    assert failed(nights(*STEADY), tonight) == expected


def test_every_rule_has_a_night_that_breaks_it() -> None:
    broken = {rule for _, rules in UNUSUAL.values() for rule in rules}
    assert broken == {rule.rule_id for rule in load_baselines(RULES)} | {"source_silent"}


def test_nothing_is_said_before_the_warm_up() -> None:
    assert failed(nights(*STEADY[:6]), {}) == []
    assert failed(nights(*STEADY[:6]), night(10)) == []
    assert failed(nights(*STEADY[:7]), night(10)) == ["source_volume_low"]


def test_a_source_that_swings_is_given_room() -> None:
    swings = (160, 60, 130, 80, 150, 70, 120, 90, 140, 100)
    assert failed(nights(*swings), night(20)) == []
    assert failed(nights(*STEADY), night(20)) == ["source_volume_low"]


WEEK = (100, 98, 102, 99, 101, 30, 20)  # Monday to Sunday


def test_a_weekend_is_no_failure_from_the_second_on() -> None:
    monday = SUNDAY + timedelta(days=1)
    assert failed(nights(*WEEK * 2, last=monday), night(100), monday) == []
    weekend = nights(*WEEK * 2, *WEEK[:6], last=SUNDAY)
    assert failed(weekend, night(20)) == []
    assert failed(weekend, night(9)) == ["source_volume_low"]


def test_with_eight_weeks_known_only_the_weekday_counts() -> None:
    past = nights(*WEEK * 8, *WEEK[:6], last=SUNDAY)
    assert failed(past, night(20)) == []
    assert failed(past, night(100)) == ["source_volume_high"]  # a Sunday like a Monday
    monday = SUNDAY + timedelta(days=1)
    assert failed(nights(*WEEK * 8, last=monday), night(30), monday) == ["source_volume_low"]


def test_a_source_that_is_often_silent_is_not_missed() -> None:
    assert failed(nights(5, 5, 0, 5, 0, 5, 5, 5, 0, 5), {}) == []
    assert failed(nights(5, 5, 5, 5, 0, 5, 5, 5, 5, 5), {}) == ["source_silent"]


def test_a_source_silent_on_this_weekday_is_not_missed() -> None:
    assert failed(nights(9, 9, 9, 9, 9, 9, 0, 9, 9, 9, 9, 9, 9, last=SUNDAY), {}) == []


def test_a_silent_source_is_one_failure_and_its_return_is_judged() -> None:
    assert failed(nights(*STEADY), {}) == ["source_silent"]
    assert failed(nights(*STEADY, 0), night(100)) == []
    assert failed(nights(*STEADY, 0, 0, 0), {}) == ["source_silent"]
    assert failed(nights(*STEADY, *[0] * 28), {}) == [], "no source any more"


def test_after_an_outage_a_source_is_watched_as_before() -> None:
    outage = (*[100] * 14, 0, 0, 0, *[100] * 7)
    assert failed(nights(*outage), {}) == ["source_silent"]
    assert failed(nights(*(100, 100, 100, 100, 100, 0, 0) * 3), {}) == [], "a source that keeps the weekend"


def test_a_source_of_a_few_articles_has_no_usual_night() -> None:
    assert failed(nights(*[2] * 10), night(1)) == []


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        (",low,relative", ",lower,relative", r"line 2, column side: "),
        ("articles,,low", "artikles,,low", r"line 2, column measure: "),
        ("unsigned,articles", "unsigned,article", r"line 5, column per: "),
        ("low,relative,0.4", "low,relative,nan", r"line 2, column change: "),
        ("low,relative,0.4", "low,relative,-1", r"line 2, column change: "),
        ("0,warning,ingest", "0,warning, ", r"line 2, column owner: "),
        ("0,warning,ingest", "0,warning", r"line 2: 9 fields where the header has 10"),
        ("its feed. The", "its feed, the", r"line 2: 11 fields where the header has 10"),
        (
            "source_volume_high",
            "source_volume_low",
            r"line 3, column rule_id: .* is the name of another rule",
        ),
    ],
)
def test_a_wrong_line_is_named(written: str, instead: str, said: str, tmp_path: Path) -> None:
    broken = tmp_path / "baselines.csv"
    text = RULES.read_text("utf-8")
    assert written in text
    broken.write_text(text.replace(written, instead, 1), "utf-8")
    with pytest.raises(OnRecordError, match=said):
        load_baselines(broken)


def test_rules_that_are_gone_are_said(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match=r"baselines\.csv is missing"):
        load_baselines(tmp_path / "baselines.csv")


def test_the_measure_of_too_few_is_none() -> None:
    rule = BaselineRule.model_validate(
        next(iter(load_baselines(RULES))).model_dump() | {"per": "quotes", "min_base": 20}
    )
    assert rule.value(night(3)) is None
    assert rule.value(night(10)) == 10 / 60
