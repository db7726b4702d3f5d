"""A frame judged by Great Expectations, and what it reports read with care.

Measured on 1.24: `success` is False for a failure of any severity; an exception keeps its rule's mild severity and
hides under the id of a metric; the complete result of a million rows, a third of them failing, takes 21 s. So counts
come from the basic result without lists of values, and *which* rows failed from the condition behind the count.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.validate.measures import measured
from flows.validate.suites import Rule, Suite, last_line

if TYPE_CHECKING:
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
    from great_expectations.datasource.fluent.interfaces import Batch
    from great_expectations.expectations.expectation import Expectation

OBSERVED_CHARS = 500
"""Bound of what a rule has seen: a set of distinct values can be as large as the frame."""

RESULT_FORMAT = {"result_format": "BASIC", "partial_unexpected_count": 0}


@dataclass(frozen=True)
class Judged:
    """A rule's result: whether it holds, how many rows fail it and which (positions), and what was seen.

    `is_raised`: the rule could not be judged at all, and `observed` says why.
    """

    rule: Rule
    is_passed: bool
    observed: str
    count_failed: int = 0
    failing: pl.Series | None = None
    is_raised: bool = False


def judge(table: str, frame: pl.DataFrame, suite: Suite) -> list[Judged]:
    """Each rule of the suite that can be judged on so many rows, in its order; an empty frame meets the floor only.

    A rule on the table fails on `min_rows` rows at least. It is met on any: a failure that is over has to end, also
    where the next nights are small.
    """
    pairs = list(zip(suite.rules, suite.loaded, strict=True))
    if frame.is_empty():
        return [Judged(suite.rules[0], False, "0 rows")]
    batch = batch_of(measured(table, frame, set().union(*(rule.columns for rule, _ in pairs))))
    results = results_by_rule(batch, [expectation for _, expectation in pairs])
    judged = [read(batch, rule, expectation, results.get(rule.meta.rule_id)) for rule, expectation in pairs]
    return [one for one in judged if one.is_passed or frame.height >= one.rule.meta.min_rows]


def batch_of(frame: pl.DataFrame) -> Batch:
    """The frame as Great Expectations takes it: in pandas, in memory, nothing stored and nobody called."""
    asset = context().data_sources.add_or_update_pandas("night").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame.to_pandas()})


@cache
def context() -> EphemeralDataContext:
    """The surroundings that Great Expectations wants, one for the process: empty, silent, in memory."""
    from great_expectations import get_context
    from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults

    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        progress_bars={"globally": False},  # type: ignore[arg-type]  # declared an object, read as a dict
        analytics_enabled=False,
    )
    return get_context(project_config=config, mode="ephemeral")


def results_by_rule(batch: Batch, expectations: Sequence[Expectation]) -> dict[str, ExpectationValidationResult]:
    """Rule id -> result, with counts."""
    from great_expectations import ExpectationSuite

    suite = ExpectationSuite("night", [expectation.configuration for expectation in expectations])
    results = batch.validate(suite, result_format=RESULT_FORMAT).results
    return {result.expectation_config.meta["rule_id"]: result for result in results if result.expectation_config}


def read(batch: Batch, rule: Rule, expectation: Expectation, result: ExpectationValidationResult | None) -> Judged:
    """One rule's result in our terms."""
    raised = "Great Expectations returned no result" if result is None else raised_in(result.exception_info)
    if result is None or raised:
        return Judged(rule, False, f"could not be judged: {raised}"[:OBSERVED_CHARS], is_raised=True)
    count = int(result.result.get("unexpected_count") or 0)
    if not count:
        return Judged(rule, bool(result.success), seen(result.result))
    try:
        failing = failing_rows(batch, expectation)
    except Exception as error:  # whatever a condition raises, the rows it would have named are not to be let through
        return Judged(rule, False, f"could not name its rows: {last_line(error)}"[:OBSERVED_CHARS], is_raised=True)
    return Judged(rule, bool(result.success), seen(result.result), count, failing)


def raised_in(info: Mapping[str, Any] | None) -> str | None:
    """The message of the first exception in an `exception_info`, at whatever depth it lies."""
    if not info:
        return None
    if info.get("raised_exception"):
        return str(info.get("exception_message") or "an exception without a message")
    nested = (raised_in(value) for value in info.values() if isinstance(value, Mapping))
    return next((message for message in nested if message), None)


def failing_rows(batch: Batch, expectation: Expectation) -> pl.Series:
    """The positions of the rows that fail a rule on rows, from the condition that its count was taken of.

    Raises `LookupError` where the condition could not be computed.
    """
    from great_expectations.validator.metric_configuration import MetricConfiguration
    from great_expectations.validator.metrics_calculator import MetricsCalculator

    engine = batch.data.execution_engine
    metric = expectation.map_metric  # type: ignore[attr-defined]
    needed = expectation.get_validation_dependencies(engine, {"result_format": RESULT_FORMAT}).metric_configurations
    count = needed[f"{metric}.unexpected_count"]
    condition = MetricConfiguration(f"{metric}.condition", count.metric_domain_kwargs, count.metric_value_kwargs)
    engine.load_batch_data(batch.id, batch.data)  # a condition is computed on the batch that the engine holds
    resolved, _ = MetricsCalculator(engine).compute_metrics([condition])
    if condition.id not in resolved:
        raise LookupError(f"{condition.metric_name} was not computed")
    mask = resolved[condition.id][0]
    return pl.Series(mask.index[mask.to_numpy(dtype=bool)].to_numpy(), dtype=pl.UInt32)


def seen(result: Mapping[str, Any]) -> str:
    """What a rule has seen, in few words: a share of rows, or the value that it judged."""
    if result.get("unexpected_count") is not None and result.get("element_count"):
        return f"{result['unexpected_count']:,} of {result['element_count']:,} rows fail"
    if result.get("observed_value") is None and result.get("missing_count"):
        return f"{result['missing_count']:,} of the values that are asked for are missing"
    return json.dumps(result.get("observed_value"), default=str, ensure_ascii=False)[:OBSERVED_CHARS]
