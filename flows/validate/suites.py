"""The rules of `expectations/` as Great Expectations loads them, compared with the rules as written.

A rule that Great Expectations drops or loads differently is an error.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.enums import CheckKind, Severity
from flows.validate.forms import Rule, SuiteForm, SuiteMeta, read_suite, read_suites
from flows.validate.rule_files import RuleFile

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


@dataclass(frozen=True)
class Suite:
    """The rules of one table, as written and as Great Expectations loaded them: same length, same order."""

    table: str
    meta: SuiteMeta
    rules: tuple[Rule, ...]
    loaded: tuple[Expectation, ...]


def may_be_empty(suite: Suite, articles: int) -> bool:
    """Whether a table without rows is plausible for so many articles; the gate then passes it unjudged."""
    return articles < suite.meta.empty_below_articles


def load_suites(folder: Path, tables: Set[str]) -> dict[str, Suite]:
    """Table name -> suite. Errors as in `forms.read_suites`, and for rules that Great Expectations refuses."""
    return {table: load_form(form, folder / f"{table}.json") for table, form in read_suites(folder, tables).items()}


def load_suite(path: Path) -> Suite:
    """The suite of one file; errors as in `load_suites`."""
    return load_form(read_suite(path), path)


def load_form(form: SuiteForm, path: Path) -> Suite:
    """The suite that was read from `path`, with its rules as Great Expectations holds them."""
    file = RuleFile.read(path)
    loaded = [expectation for number in range(len(form.expectations)) for expectation in load_rule(file, form, number)]
    require_same(file, form, loaded)
    return Suite(path.stem, form.meta, form.expectations, tuple(loaded))


def load_rule(file: RuleFile, form: SuiteForm, number: int) -> list[Expectation]:
    """One rule as Great Expectations holds it; an empty list where it drops the rule."""
    from great_expectations import ExpectationSuite

    rule = form.expectations[number]
    try:
        with _silence_tracebacks():
            return ExpectationSuite(form.name, [rule.model_dump(mode="json")]).expectations
    except Exception as error:
        reason = f"Great Expectations refuses rule {rule.meta.rule_id}: {last_line(error)}"
        raise file.error(("expectations", number), reason) from error


@contextmanager
def _silence_tracebacks() -> Iterator[None]:
    """Keep Great Expectations from logging the traceback of a refusal, which our error states in a sentence."""
    logger = logging.getLogger("great_expectations.core.expectation_suite")
    was_disabled, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = was_disabled


def require_same(file: RuleFile, form: SuiteForm, loaded: list[Expectation]) -> None:
    """Raises `OnRecordError` where a rule was not loaded, or loaded with another type, severity or argument."""
    by_id = {expectation.meta["rule_id"]: expectation for expectation in loaded if expectation.meta}
    for number, rule in enumerate(form.expectations):
        reason = find_difference(rule, by_id.get(rule.meta.rule_id)) or find_misuse(rule, by_id[rule.meta.rule_id])
        if reason:
            raise file.error(("expectations", number), reason)


def find_difference(rule: Rule, held: Expectation | None) -> str | None:
    """The difference between the loaded and the written rule; None if there is no difference."""
    name = rule.meta.rule_id
    if held is None:
        return f"Great Expectations drops rule {name}: check its type ({rule.type}) and kwargs."
    config, severity = held.configuration, Severity(held.configuration.severity)
    lost = {key for key, value in rule.kwargs.items() if not is_same_argument(config.kwargs.get(key), value)}
    if config.type == rule.type and severity == rule.severity and not lost:
        return None
    without = f", without {', '.join(sorted(lost))}" if lost else ""
    return f"Great Expectations loads rule {name} as {config.type}, {severity}{without}: correct the rule."


def find_misuse(rule: Rule, held: Expectation) -> str | None:
    """The reason why a rule of kind `row` cannot judge rows; None for every other rule."""
    name = rule.meta.rule_id
    if rule.meta.kind is not CheckKind.ROW:
        return None
    if not hasattr(held, "map_metric"):
        return f'{name}: {rule.type} judges no rows; its kind is "table".'
    if "mostly" in rule.kwargs:
        return f'{name}: a rule with "mostly" judges the table, not its rows.'
    if rule.meta.min_rows:
        return f"{name}: a rule on rows also applies to a single row; leave min_rows out."
    return None


def is_same_argument(held: object, written: object) -> bool:
    """Whether a loaded argument is the written one (Great Expectations loads a row condition as an object)."""
    return held == written or (isinstance(written, dict) and held is not None)


def last_line(error: Exception) -> str:
    """The last line of an error's message, where Great Expectations states the cause."""
    return (str(error).strip().splitlines() or [type(error).__name__])[-1][:300]
