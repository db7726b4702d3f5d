"""The limits of rules in words: "at least 1 row", not the arguments of a Great Expectations rule as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Arguments = Mapping[str, Any]


def describe_limit(threshold: object) -> str:
    """A rule's threshold in words. What is not the JSON of a rule is in words already."""
    text = str(threshold or "")
    try:
        arguments = json.loads(text)
    except ValueError:
        return text
    if not isinstance(arguments, dict) or "rule" not in arguments:
        return text
    return _describe(arguments) + _share(arguments)


def _describe(arguments: Arguments) -> str:
    rule = str(arguments["rule"]).removeprefix("expect_")
    column = _words(arguments.get("column", ""))
    match rule:
        case "column_values_to_be_between":
            return f"{column} {_bounds(arguments)}"
        case "column_value_lengths_to_be_between":
            return f"length of {column} {_bounds(arguments)}"
        case "column_median_to_be_between":
            return f"median of {column} {_bounds(arguments)}"
        case "column_mean_to_be_between":
            return f"mean of {column} {_bounds(arguments)}"
        case "column_proportion_of_unique_values_to_be_between":
            return f"share of different values of {column} {_bounds(arguments)}"
        case "table_row_count_to_be_between":
            return f"number of rows {_bounds(arguments)}"
        case "column_values_to_be_in_set":
            return f"{column} is {_choices(arguments)}"
        case "column_distinct_values_to_contain_set":
            return f"{column} has {_choices(arguments, 'and')} among its values"
        case "column_values_to_be_unique":
            return f"{column} never twice the same"
        case "column_values_to_not_be_null":
            return f"{column} known"
        case "column_values_to_be_null":
            return f"{column} empty"
        case "column_values_to_match_regex":
            return f"{column} of the form {arguments.get('regex')}"
        case "column_values_to_not_match_regex":
            return f"{column} not of the form {arguments.get('regex')}"
        case "column_pair_values_to_be_equal":
            return f"{_words(arguments.get('column_A'))} equal to {_words(arguments.get('column_B'))}"
        case _:
            shown = {_words(key): value for key, value in arguments.items() if key not in {"rule", "mostly"}}
            rest = ", ".join(f"{key} {value}" for key, value in shown.items())
            return f"{_words(rule)}: {rest}" if rest else _words(rule)


def _share(arguments: Arguments) -> str:
    mostly = arguments.get("mostly")
    return f", in at least {mostly:.0%} of the rows" if isinstance(mostly, int | float) else ""


def _bounds(arguments: Arguments) -> str:
    lowest, highest = arguments.get("min_value"), arguments.get("max_value")
    if lowest is not None and highest is not None:
        return f"from {_number(lowest)} to {_number(highest)}"
    return f"at least {_number(lowest)}" if lowest is not None else f"at most {_number(highest)}"


def _choices(arguments: Arguments, conjunction: str = "or") -> str:
    values = ["yes" if value is True else "no" if value is False else str(value) for value in arguments["value_set"]]
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} {conjunction} {values[-1]}"


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _words(name: object) -> str:
    return str(name).replace("_", " ")
