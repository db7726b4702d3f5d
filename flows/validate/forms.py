"""The rules of `expectations/` as written: their form, and the checks that need no import of Great Expectations.

Great Expectations drops a rule of unknown type or with a misspelt severity, logs a line, and then reports success. So
every key must be known, and every rule must state its reason and its owner, before `suites` loads them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from flows.enums import CheckKind, Severity
from flows.errors import OnRecordError
from flows.validate.arguments import find_refusal, is_known
from flows.validate.rule_files import RuleFile

FLOOR = "expect_table_row_count_to_be_between"


class Form(BaseModel):
    """Base of the JSON forms: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, str_strip_whitespace=True)


class RuleMeta(Form):
    """The owner of a rule, and the failure it was written for. A table rule needs `min_rows` rows to fail."""

    rule_id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    why: str = Field(min_length=20)
    owner: str = Field(min_length=1)
    kind: Literal[CheckKind.ROW, CheckKind.TABLE]
    min_rows: int = Field(default=0, ge=0)


class Rule(Form):
    """One rule of a suite. `row`: failing rows go to quarantine; `table`: the rule judges the night."""

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
    """The share of refused rows above which the other rows cannot be trusted; always critical."""

    rule_id: str
    share: float = Field(gt=0, lt=1)
    min_rows: int = Field(ge=1)
    why: str = Field(min_length=20)
    owner: str


class SuiteMeta(Form):
    """`empty_below_articles`: a table without rows fails from this many extracted and accepted articles on."""

    empty_below_articles: int = Field(ge=1)
    quarantine: QuarantineLimit


class SuiteForm(Form):
    """The rules of one table."""

    name: str
    meta: SuiteMeta
    expectations: tuple[Rule, ...] = Field(min_length=1)


def read_suites(folder: Path, tables: Set[str]) -> dict[str, SuiteForm]:
    """Table name -> suite as written, for every `.json` in `folder`.

    Raises `OnRecordError` with file, line, column and the fix if a suite is malformed, if one of `tables` has none, and
    if a suite belongs to no table and so would never be applied.
    """
    paths = {path.stem: path for path in sorted(folder.glob("*.json"))}
    if missing := sorted(tables - paths.keys()):
        raise OnRecordError(f"No expectations for {', '.join(missing)} in {folder}: write {missing[0]}.json.")
    if unknown := sorted(paths.keys() - tables):
        raise OnRecordError(f"{paths[unknown[0]]}: there is no such table; there are {', '.join(sorted(tables))}.")
    return {table: read_suite(path) for table, path in paths.items()}


def read_suite(path: Path) -> SuiteForm:
    """The suite of one file as written; errors as in `read_suites`."""
    file = RuleFile.read(path)
    form = _parse_form(file)
    _require_names(file, form)
    first = form.expectations[0]
    if first.type != FLOOR or first.severity != Severity.CRITICAL or not first.kwargs.get("min_value"):
        reason = f"the first rule must be a critical {FLOOR} with min_value of at least 1."
        raise file.error(("expectations", 0), reason)
    for number, rule in enumerate(form.expectations):
        _require_known(file, number, rule)
    return form


def _parse_form(file: RuleFile) -> SuiteForm:
    try:
        return SuiteForm.model_validate(file.parse())
    except ValidationError as error:
        first = error.errors()[0]
        raise file.error(first["loc"], f"{first['msg']} (found: {str(first['input'])[:80]!r}).") from error


def _require_names(file: RuleFile, form: SuiteForm) -> None:
    """The suite and its limit are named after their table, and no two rules share an id."""
    stem = file.path.stem
    if form.name != stem:
        raise file.error(("name",), f'the name is "{form.name}"; write "{stem}", the name of its table.')
    if form.meta.quarantine.rule_id != f"{stem}_quarantined_share":
        reason = f'the rule_id of meta.quarantine must be "{stem}_quarantined_share".'
        raise file.error(("meta", "quarantine", "rule_id"), reason)
    counts = Counter([form.meta.quarantine.rule_id, *(rule.meta.rule_id for rule in form.expectations)])
    for number, rule in enumerate(form.expectations):
        if counts[rule.meta.rule_id] > 1:
            reason = f"{rule.meta.rule_id} is the id of more than one rule; give each its own rule_id."
            raise file.error(("expectations", number, "meta", "rule_id"), reason)


def _require_known(file: RuleFile, number: int, rule: Rule) -> None:
    """Great Expectations has the rule, and the rule accepts its arguments."""
    name, place = rule.meta.rule_id, ("expectations", number)
    if not is_known(rule.type):
        reason = f"Great Expectations drops rule {name}: it has no {rule.type}; correct the type."
        raise file.error((*place, "type"), reason)
    if refusal := find_refusal(rule.type, rule.kwargs.keys()):
        raise file.error((*place, "kwargs"), f"Great Expectations refuses rule {name} ({rule.type}): {refusal}")
