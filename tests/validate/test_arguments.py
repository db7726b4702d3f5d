"""What Great Expectations says of its rules in its files is what it holds to when it is asked."""

from __future__ import annotations

import json

import pytest

from flows.validate.arguments import find_refusal, is_known

from .conftest import EXPECTATIONS

SHIPPED = sorted(
    {
        (rule["type"], *sorted(rule["kwargs"]))
        for file in EXPECTATIONS.glob("*.json")
        for rule in json.loads(file.read_text("utf-8"))["expectations"]
    }
)


@pytest.mark.parametrize(("rule_type", "given"), [(one[0], set(one[1:])) for one in SHIPPED])
def test_the_rules_that_ship_are_known_and_a_slip_in_any_would_be_found(rule_type: str, given: set[str]) -> None:
    assert is_known(rule_type)
    assert find_refusal(rule_type, given) is None
    for name in sorted(given):
        assert find_refusal(rule_type, given - {name} | {f"{name}x"}) == f"it takes no {name}x; did you mean {name}?"


def test_an_abbreviation_in_the_name_of_a_rule_hides_no_schema() -> None:
    assert find_refusal("expect_column_kl_divergence_to_be_less_than", {"treshold", "column"}) == (
        "it takes no treshold; did you mean threshold?"
    )


def test_of_a_rule_without_a_schema_nothing_is_said() -> None:
    assert is_known("expect_column_values_to_be_increasing")
    assert find_refusal("expect_column_values_to_be_increasing", {"nonsense"}) is None
    assert not is_known("expect_nothing")
