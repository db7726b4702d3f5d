"""Judges a frame with Great Expectations, and reads its results with care.

Measured on 1.24: `success` is False for a failure of any severity. An exception keeps the mild severity of its rule and
is nested under the id of a metric. The complete result of a million rows, a third of them failing, takes 21 s. So the
counts come from the basic result without lists of values, and the failing rows from the condition behind the count.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.enums import CheckKind
from flows.validate.forms import Rule
from flows.validate.measures import select_columns
from flows.validate.suites import Suite, last_line

if TYPE_CHECKING:
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
    from great_expectations.datasource.fluent.interfaces import Batch
    from great_expectations.expectations.expectation import Expectation

OBSERVED_CHARS = 500
"""Limit on the observed value in words: a set of distinct values can be as large as the frame."""

PORTION = 250_000
"""Rows of a frame in pandas at once. There, a row takes five times the memory that it takes in Polars."""

ROW_BY_ROW = frozenset(
    {
        "expect_column_pair_values_a_to_be_greater_than_b",
        "expect_column_pair_values_to_be_equal",
        "expect_column_pair_values_to_be_in_set",
        "expect_column_value_lengths_to_be_between",
        "expect_column_value_lengths_to_equal",
        "expect_column_values_to_be_between",
        "expect_column_values_to_be_in_set",
        "expect_column_values_to_be_null",
        "expect_column_values_to_match_regex",
        "expect_column_values_to_not_be_in_set",
        "expect_column_values_to_not_be_null",
        "expect_column_values_to_not_match_regex",
    }
)
"""Types of rules that judge a row by itself. Others compare rows ("unique") or measure a column."""

RESULT_FORMAT = {"result_format": "BASIC", "partial_unexpected_count": 0}


@dataclass(frozen=True)
class RuleResult:
    """The result of a rule: whether it holds, the number and the positions of the failing rows, the observed value.

    `is_raised`: the rule could not be judged; `observed` holds the reason. `count_rows`: the rows that it judged.
    """

    rule: Rule
    is_passed: bool
    observed: str
    count_failed: int = 0
    failing: pl.Series | None = None
    is_raised: bool = False
    count_rows: int = 0


Pair = tuple[Rule, "Expectation"]
"""A rule as written, and as Great Expectations holds it."""


def judge_frame(table: str, frame: pl.DataFrame, suite: Suite) -> list[RuleResult]:
    """The results of the suite's rules, in their order. On an empty frame only the floor is judged, and fails.

    A rule on the table needs `min_rows` rows to fail. It passes on any number, so that an incident can end on a small
    night.
    """
    pairs = list(zip(suite.rules, suite.loaded, strict=True))
    if frame.is_empty():
        return [RuleResult(suite.rules[0], False, "0 rows")]
    whole = [pair for pair in pairs if frame.height <= PORTION or not is_judged_by_row(pair[0])]
    by_row = [pair for pair in pairs if pair not in whole]
    judged = [*judge_portion(table, frame, whole), *judge_by_row(table, frame, by_row)]
    found = {one.rule.meta.rule_id: one for one in judged}
    results = [found[rule.meta.rule_id] for rule, _ in pairs]
    return [one for one in results if one.is_passed or frame.height >= one.rule.meta.min_rows]


def is_judged_by_row(rule: Rule) -> bool:
    """Whether a rule can judge a frame in portions: one on rows that looks at each by itself."""
    return rule.meta.kind is CheckKind.ROW and rule.type in ROW_BY_ROW


def judge_by_row(table: str, frame: pl.DataFrame, pairs: Sequence[Pair]) -> list[RuleResult]:
    """The results of rules that judge a row by itself. The frame is in pandas in portions only."""
    starts = range(0, frame.height, PORTION) if pairs else ()
    parts = [judge_portion(table, frame.slice(start, PORTION), pairs) for start in starts]
    return [add_results(list(of_rule)) for of_rule in zip(*parts, strict=True)]


def add_results(parts: Sequence[RuleResult]) -> RuleResult:
    """The result of a rule on a frame from its results on portions of it. One that raised in a portion has raised."""
    raised = next((part for part in parts if part.is_raised), None)
    if raised:
        return raised
    failing = [part.failing + PORTION * number for number, part in enumerate(parts) if part.failing is not None]
    count, rows = sum(part.count_failed for part in parts), sum(part.count_rows for part in parts)
    observed = describe_observed({"unexpected_count": count, "element_count": rows})
    return RuleResult(parts[0].rule, count == 0, observed, count, pl.concat(failing) if failing else None, False, rows)


def judge_portion(table: str, frame: pl.DataFrame, pairs: Sequence[Pair]) -> list[RuleResult]:
    """The results of rules on a frame, in their order."""
    batch = make_batch(select_columns(table, frame, set().union(*(rule.columns for rule, _ in pairs))))
    results = run_suite(batch, [expectation for _, expectation in pairs])
    return [read_result(batch, rule, expectation, results.get(rule.meta.rule_id)) for rule, expectation in pairs]


def make_batch(frame: pl.DataFrame) -> Batch:
    """The frame as a batch of Great Expectations: in pandas and in memory; nothing is stored or sent."""
    asset = make_context().data_sources.add_or_update_pandas("night").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame.to_pandas()})


@cache
def make_context() -> EphemeralDataContext:
    """The data context that Great Expectations requires, one per process: empty, silent, in memory."""
    from great_expectations import get_context
    from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults

    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        progress_bars={"globally": False},  # type: ignore[arg-type]  # declared an object, read as a dict
        analytics_enabled=False,
    )
    return get_context(project_config=config, mode="ephemeral")


def run_suite(batch: Batch, expectations: Sequence[Expectation]) -> dict[str, ExpectationValidationResult]:
    """Rule id -> result with counts."""
    from great_expectations import ExpectationSuite

    suite = ExpectationSuite("night", [expectation.configuration for expectation in expectations])
    results = batch.validate(suite, result_format=RESULT_FORMAT).results
    return {result.expectation_config.meta["rule_id"]: result for result in results if result.expectation_config}


def read_result(
    batch: Batch, rule: Rule, expectation: Expectation, result: ExpectationValidationResult | None
) -> RuleResult:
    """The result of one rule in our terms."""
    raised = "Great Expectations returned no result" if result is None else find_exception(result.exception_info)
    if result is None or raised:
        return RuleResult(rule, False, f"could not be judged: {raised}"[:OBSERVED_CHARS], is_raised=True)
    count, rows = (int(result.result.get(name) or 0) for name in ("unexpected_count", "element_count"))
    if not count:
        return RuleResult(rule, bool(result.success), describe_observed(result.result), count_rows=rows)
    try:
        failing = find_failing_rows(batch, expectation)
    except Exception as error:  # whatever a condition raises: rows that it did not name must not pass
        return RuleResult(rule, False, f"could not name its rows: {last_line(error)}"[:OBSERVED_CHARS], is_raised=True)
    return RuleResult(rule, bool(result.success), describe_observed(result.result), count, failing, count_rows=rows)


def find_exception(info: Mapping[str, Any] | None) -> str | None:
    """The message of the first exception in an `exception_info`, at any depth."""
    if not info:
        return None
    if info.get("raised_exception"):
        return str(info.get("exception_message") or "an exception without a message")
    nested = (find_exception(value) for value in info.values() if isinstance(value, Mapping))
    return next((message for message in nested if message), None)


def find_failing_rows(batch: Batch, expectation: Expectation) -> pl.Series:
    """The positions of the rows that fail a rule on rows, from the condition behind the count.

    Raises `LookupError` where the condition could not be computed.
    """
    from great_expectations.validator.metric_configuration import MetricConfiguration
    from great_expectations.validator.metrics_calculator import MetricsCalculator

    engine = batch.data.execution_engine
    metric = expectation.map_metric  # type: ignore[attr-defined]
    needed = expectation.get_validation_dependencies(engine, {"result_format": RESULT_FORMAT}).metric_configurations
    count = needed[f"{metric}.unexpected_count"]
    condition = MetricConfiguration(f"{metric}.condition", count.metric_domain_kwargs, count.metric_value_kwargs)
    engine.load_batch_data(batch.id, batch.data)  # the engine computes a condition on the batch it holds
    resolved, _ = MetricsCalculator(engine).compute_metrics([condition])
    if condition.id not in resolved:
        raise LookupError(f"{condition.metric_name} was not computed")
    mask = resolved[condition.id][0]
    return pl.Series(mask.index[mask.to_numpy(dtype=bool)].to_numpy(), dtype=pl.UInt32)


def describe_observed(result: Mapping[str, Any]) -> str:
    """The observation of a rule in few words: the share of failing rows, or the judged value."""
    if result.get("unexpected_count") is not None and result.get("element_count"):
        return f"{result['unexpected_count']:,} of {result['element_count']:,} rows fail"
    if result.get("observed_value") is None and result.get("missing_count"):
        return f"{result['missing_count']:,} of the required values are missing"
    return json.dumps(result.get("observed_value"), default=str, ensure_ascii=False)[:OBSERVED_CHARS]
