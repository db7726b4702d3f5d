"""The rules of `expectations/`, read so that none can be lost on the way.

Great Expectations drops a rule of unknown type or with a misspelt severity, logs a line, and then reports success.
So the form is checked before it (every key known, every rule with its reason and owner) and what it loaded is
compared with what was declared after it; a difference is refused.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from flows.enums import Severity
from flows.errors import OnRecordError
from flows.validate.arguments import is_known, refusal_of

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation

FLOOR = "expect_table_row_count_to_be_between"


class Form(BaseModel):
    """Base of the JSON forms: a key that is not declared is refused, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, str_strip_whitespace=True)


class RuleMeta(Form):
    """Whose rule it is, and the failure it was written for. Below `min_rows` a table rule does not fail."""

    rule_id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    why: str = Field(min_length=20)
    owner: str = Field(min_length=1)
    kind: Literal["row", "table"]
    min_rows: int = Field(default=0, ge=0)


class Rule(Form):
    """One rule of a suite, as written. `row`: failing rows go to quarantine; `table`: the night is judged."""

    type: str
    kwargs: dict[str, Any]
    severity: Severity
    meta: RuleMeta

    @property
    def columns(self) -> set[str]:
        """The columns and measures that the rule reads."""
        named = {str(self.kwargs[key]) for key in ("column", "column_A", "column_B") if key in self.kwargs}
        return named | set(self.kwargs.get("column_list", ()))


class QuarantineLimit(Form):
    """The share of refused rows above which what is left is not to be believed; always critical."""

    rule_id: str
    share: float = Field(gt=0, lt=1)
    min_rows: int = Field(ge=1)
    why: str = Field(min_length=20)
    owner: str


class SuiteMeta(Form):
    """`empty_below_articles`: a night of so many articles that were extracted and passed fails without a row here."""

    empty_below_articles: int = Field(ge=1)
    quarantine: QuarantineLimit


class SuiteForm(Form):
    name: str
    meta: SuiteMeta
    expectations: tuple[Rule, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Suite:
    """The rules of one table, as declared and as Great Expectations loaded them: same length, same order."""

    table: str
    meta: SuiteMeta
    rules: tuple[Rule, ...]
    loaded: tuple[Expectation, ...]


def may_be_empty(suite: Suite, articles: int) -> bool:
    """Whether no row at all is believable for so many articles; the gate is then not asked."""
    return articles < suite.meta.empty_below_articles


def load_suites(folder: Path, tables: Set[str]) -> dict[str, Suite]:
    """Table name -> suite, for every `.json` in `folder`.

    Raises `OnRecordError` with the file, the rule and the fix where a suite is misspelt or would lose a rule, where one
    of `tables` has none, and where one is of no table and so would never be asked.
    """
    return {table: loaded(table, form, folder) for table, form in read_suites(folder, tables).items()}


def read_suites(folder: Path, tables: Set[str]) -> dict[str, SuiteForm]:
    """Table name -> suite as written; errors as in `load_suites`, but for those that only Great Expectations finds.

    It takes seconds to import, and a night must not wait hours for what can be said before it begins.
    """
    paths = {path.stem: path for path in sorted(folder.glob("*.json"))}
    if missing := sorted(tables - paths.keys()):
        raise OnRecordError(f"No expectations for {', '.join(missing)} in {folder}: write {missing[0]}.json.")
    if unknown := sorted(paths.keys() - tables):
        raise OnRecordError(f"{paths[unknown[0]]}: there is no such table; there are {', '.join(sorted(tables))}.")
    return {table: read_suite(path) for table, path in paths.items()}


def load_suite(path: Path) -> Suite:
    """The suite of one file; errors as in `load_suites`."""
    return loaded(path.stem, read_suite(path), path.parent)


def loaded(table: str, form: SuiteForm, folder: Path) -> Suite:
    """A suite that was read from `folder`, with its rules as Great Expectations holds them."""
    return Suite(table, form.meta, form.expectations, tuple(loaded_rules(folder / f"{table}.json", form)))


def read_suite(path: Path) -> SuiteForm:
    """The suite of one file as written; errors as in `read_suites`."""
    form = read_form(path)
    rule_ids = [rule.meta.rule_id for rule in form.expectations] + [form.meta.quarantine.rule_id]
    repeated = sorted({rule_id for rule_id in rule_ids if rule_ids.count(rule_id) > 1})
    first = form.expectations[0]
    if form.name != path.stem:
        raise OnRecordError(f'{path}: is named "{form.name}"; name it "{path.stem}", after its table.')
    if form.meta.quarantine.rule_id != f"{path.stem}_quarantined_share":
        raise OnRecordError(f'{path}: the rule_id of meta.quarantine must be "{path.stem}_quarantined_share".')
    if repeated:
        raise OnRecordError(f"{path}: {', '.join(repeated)} stands for more than one rule; give each its own rule_id.")
    if first.type != FLOOR or first.severity != Severity.CRITICAL or not first.kwargs.get("min_value"):
        raise OnRecordError(f"{path}: the first rule must be a critical {FLOOR} with min_value of at least 1.")
    for rule in form.expectations:
        if not is_known(rule.type):
            raise OnRecordError(
                f"{path}: Great Expectations drops rule {rule.meta.rule_id}: it has no {rule.type}; correct the type."
            )
        if refusal := refusal_of(rule.type, rule.kwargs.keys()):
            raise OnRecordError(f"{path}: Great Expectations refuses rule {rule.meta.rule_id} ({rule.type}): {refusal}")
    return form


def read_form(path: Path) -> SuiteForm:
    """The suite as written, every key known."""
    try:
        return SuiteForm.model_validate(json.loads(path.read_text("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise OnRecordError(f"{path}: {place}: {first['msg']} (found: {str(first['input'])[:80]!r}).") from error
    except ValueError as error:
        raise OnRecordError(f"{path}: not JSON: {error}.") from error


def loaded_rules(path: Path, form: SuiteForm) -> list[Expectation]:
    """The rules as Great Expectations holds them; refused where it holds fewer or others than were declared."""
    from great_expectations import ExpectationSuite

    logger = logging.getLogger("great_expectations.core.expectation_suite")
    was_disabled, logger.disabled = logger.disabled, True  # its traceback; the refusal below says it in a sentence
    loaded: list[Expectation] = []
    try:
        for rule in form.expectations:
            loaded += ExpectationSuite(form.name, [rule.model_dump(mode="json")]).expectations
    except Exception as error:
        raise OnRecordError(
            f"{path}: Great Expectations refuses rule {rule.meta.rule_id}: {last_line(error)}"
        ) from error
    finally:
        logger.disabled = was_disabled
    refuse_differences(path, form.expectations, loaded)
    return loaded


def refuse_differences(path: Path, declared: Sequence[Rule], loaded: Sequence[Expectation]) -> None:
    """Raise where a declared rule was not loaded, or loaded with another type, severity or argument."""
    by_id = {expectation.meta["rule_id"]: expectation for expectation in loaded if expectation.meta}
    for rule in declared:
        held = by_id.get(rule.meta.rule_id)
        if held is None:
            raise OnRecordError(
                f"{path}: Great Expectations drops rule {rule.meta.rule_id}: check its type ({rule.type}) and kwargs."
            )
        config = held.configuration
        severity = Severity(config.severity)
        lost = {key for key, value in rule.kwargs.items() if not agrees(config.kwargs.get(key), value)}
        if config.type != rule.type or severity != rule.severity or lost:
            raise OnRecordError(
                f"{path}: Great Expectations loads rule {rule.meta.rule_id} as {config.type}, {severity}"
                f"{', without ' + ', '.join(sorted(lost)) if lost else ''}: correct the rule."
            )
        if rule.meta.kind == "row" and not hasattr(held, "map_metric"):
            raise OnRecordError(f'{path}: {rule.meta.rule_id}: {rule.type} judges no rows; its kind is "table".')
        if rule.meta.kind == "row" and "mostly" in rule.kwargs:
            raise OnRecordError(f'{path}: {rule.meta.rule_id}: a rule with "mostly" judges the table, not its rows.')
        if rule.meta.kind == "row" and rule.meta.min_rows:
            raise OnRecordError(
                f"{path}: {rule.meta.rule_id}: a rule on rows holds for one row too; leave min_rows out."
            )


def agrees(held: object, declared: object) -> bool:
    """Whether a loaded argument is the declared one (a row condition is loaded as an object)."""
    return held == declared or (isinstance(declared, dict) and held is not None)


def last_line(error: Exception) -> str:
    """The end of an error's message: Great Expectations puts the cause there."""
    return (str(error).strip().splitlines() or [type(error).__name__])[-1][:300]
