"""The rules as a whole: each has examples that hold, and one place in the order."""

from __future__ import annotations

import csv

import pytest

from flows.enums import RuleId
from flows.extract.rules.registry import RULES
from flows.extract.rules.rule import Example, Rule
from tests.extract.conftest import SEEDS, Extract

CASES = [
    pytest.param(rule.id, example, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_an_example_gives_its_row(extract: Extract, rule: RuleId, example: Example) -> None:
    found = [
        (tuple(example.text[s["start_char"] : s["end_char"]] for s in row["segments"]), row["speaker"])
        for row in extract(example.text).quotes
        if row["rule"] == rule
    ]
    assert (example.words, example.speaker) in found


def test_every_rule_id_has_one_rule() -> None:
    assert sorted(rule.id for rule in RULES) == sorted(RuleId)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_stands_in_the_module_of_its_id(rule: Rule) -> None:
    assert rule.find.__module__ == f"flows.extract.rules.{rule.id}"


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_has_an_example_and_a_summary(rule: Rule) -> None:
    assert rule.examples
    assert rule.summary


def test_the_seed_repeats_the_summaries() -> None:
    with (SEEDS / "quote_confidence.csv").open(encoding="utf-8", newline="") as file:
        reasons = {row["rule"]: row["reason"] for row in csv.DictReader(file)}
    assert reasons == {rule.id: rule.summary for rule in RULES if rule.id in reasons}
