"""A suite that would lose a rule on the way is refused, with the file, the rule and what to do."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.enums import Severity
from flows.errors import OnRecordError
from flows.validate.forms import FLOOR
from flows.validate.step import TABLES
from flows.validate.suites import load_suite, load_suites

from .conftest import EXPECTATIONS

Form = dict[str, Any]
WHY = "The failure this rule was written for."


def rule(kind: str, rule_type: str, rule_id: str, severity: str, **kwargs: Any) -> Form:
    meta = {"rule_id": rule_id, "kind": kind, "why": WHY, "owner": "extract"}
    return {"type": rule_type, "kwargs": kwargs, "severity": severity, "meta": meta}


def form() -> Form:
    """A suite that loads: a floor and a rule on rows."""
    limit = {"rule_id": "things_quarantined_share", "share": 0.2, "min_rows": 50, "why": WHY, "owner": "extract"}
    return {
        "name": "things",
        "meta": {"empty_below_articles": 1, "quarantine": limit},
        "expectations": [
            rule("table", FLOOR, "things_not_empty", "critical", min_value=1),
            rule("row", "expect_column_values_to_be_in_set", "thing_kind", "warning", column="kind", value_set=["a"]),
        ],
    }


def written(folder: Path, suite: Form) -> Path:
    path = folder / "things.json"
    path.write_text(json.dumps(suite), "utf-8")
    return path


def floor(suite: Form) -> Form:
    first: Form = suite["expectations"][0]
    return first


def second(suite: Form) -> Form:
    last: Form = suite["expectations"][1]
    return last


def test_a_whole_suite_is_loaded_in_its_order(tmp_path: Path) -> None:
    suite = load_suite(written(tmp_path, form()))
    assert [one.meta.rule_id for one in suite.rules] == ["things_not_empty", "thing_kind"]
    assert [one.configuration.type for one in suite.loaded] == [one.type for one in suite.rules]
    assert suite.rules[1].severity == Severity.WARNING
    assert suite.rules[1].columns == {"kind"}


REFUSED: dict[str, tuple[Callable[[Form], object], str]] = {
    "a misspelt type": (lambda s: second(s).update(type="expect_column_values_to_be_in_sett"), "drops rule thing_kind"),
    "a misspelt severity": (lambda s: second(s).update(severity="critcal"), "expectations.1.severity"),
    "a severity left out": (lambda s: second(s).pop("severity"), "expectations.1.severity"),
    "a misspelt key": (lambda s: second(s).update(serverity="warning"), "expectations.1.serverity"),
    "an argument left out": (
        lambda s: second(s)["kwargs"].pop("column"),
        "refuses rule thing_kind (expect_column_values_to_be_in_set): it lacks column.",
    ),
    "a limit that is no number": (
        lambda s: second(s).update(
            type="expect_column_values_to_be_between", kwargs={"column": "n", "max_value": float("nan")}
        ),
        "refuses rule thing_kind",
    ),
    "a limit in words": (
        lambda s: second(s).update(type="expect_column_values_to_be_between", kwargs={"column": "n", "max_value": "9"}),
        "thing_kind as expect_column_values_to_be_between, warning, without max_value",
    ),
    "another name for the limit": (
        lambda s: s["meta"]["quarantine"].update(rule_id="refused_share"),
        'must be "things_quarantined_share"',
    ),
    "a misspelt argument": (
        lambda s: second(s)["kwargs"].update(valueset=["a"]),
        "refuses rule thing_kind (expect_column_values_to_be_in_set): it takes no valueset; did you mean value_set?",
    ),
    "an argument of a rule without a schema": (
        lambda s: second(s).update(type="expect_column_values_to_be_increasing", kwargs={"colum": "n"}),
        "refuses rule thing_kind",
    ),
    "no reason": (lambda s: second(s)["meta"].pop("why"), "expectations.1.meta.why"),
    "an empty reason": (lambda s: second(s)["meta"].update(why="todo"), "expectations.1.meta.why"),
    "a blank reason": (lambda s: second(s)["meta"].update(why=" " * 40), "expectations.1.meta.why"),
    "no owner": (lambda s: second(s)["meta"].pop("owner"), "expectations.1.meta.owner"),
    "a blank owner": (lambda s: second(s)["meta"].update(owner=" "), "expectations.1.meta.owner"),
    "a kind that is none": (lambda s: second(s)["meta"].update(kind="cell"), "expectations.1.meta.kind"),
    "an id twice": (lambda s: second(s)["meta"].update(rule_id="things_not_empty"), "more than one rule"),
    "the limit's id twice": (
        lambda s: second(s)["meta"].update(rule_id="things_quarantined_share"),
        "more than one rule",
    ),
    "no floor": (lambda s: s["expectations"].pop(0), "first rule must be"),
    "the floor not first": (lambda s: s["expectations"].reverse(), "first rule must be"),
    "a mild floor": (lambda s: floor(s).update(severity="warning"), "first rule must be"),
    "a floor of nothing": (lambda s: floor(s)["kwargs"].update(min_value=0), "first rule must be"),
    "a share on rows": (lambda s: second(s)["kwargs"].update(mostly=0.9), "mostly"),
    "a floor on rows": (lambda s: second(s)["meta"].update(min_rows=9), "min_rows"),
    "a table's rule on rows": (lambda s: floor(s)["meta"].update(kind="row"), "judges no rows"),
    "another table's name": (lambda s: s.update(name="stuff"), 'write "things"'),
    "no rules": (lambda s: s.update(expectations=[]), "expectations"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_suite_that_would_lose_a_rule_is_refused(name: str, tmp_path: Path) -> None:
    change, said = REFUSED[name]
    suite = form()
    change(suite)
    with pytest.raises(OnRecordError) as refusal:
        load_suite(written(tmp_path, suite))
    assert said in str(refusal.value)
    assert "things.json" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_what_is_not_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "things.json"
    path.write_text("{", "utf-8")
    with pytest.raises(OnRecordError, match="line 1, column 2: not valid JSON"):
        load_suite(path)


def test_a_table_without_a_suite_is_refused(tmp_path: Path) -> None:
    written(tmp_path, form())
    with pytest.raises(OnRecordError, match=r"No expectations for quotes in .*: write quotes\.json"):
        load_suites(tmp_path, {"things", "quotes"})


def test_a_suite_of_no_table_is_refused(tmp_path: Path) -> None:
    written(tmp_path, form())
    (tmp_path / "quotes.json").write_text("{}", "utf-8")
    with pytest.raises(OnRecordError, match=r"things\.json: there is no such table; there are quotes"):
        load_suites(tmp_path, {"quotes"})


def test_the_refusal_is_all_that_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    suite = form()
    second(suite).update(type="expect_nothing")
    with caplog.at_level(logging.DEBUG), pytest.raises(OnRecordError):
        load_suite(written(tmp_path, suite))
    assert "Traceback" not in caplog.text


def test_the_suites_that_ship_cover_the_tables_that_are_loaded() -> None:
    assert set(load_suites(EXPECTATIONS, TABLES.keys())) == {"articles", "mentions", "quotes"}
