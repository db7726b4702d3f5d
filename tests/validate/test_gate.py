"""The gate against frames that are good but for one fault: exactly the declared rules fail, and those rows are out.

A case is a query over `good`; its header says how many rows `good` has, what fails, which rows are refused, and the
verdict. One case at least for every rule in `expectations/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from flows import records
from flows.enums import Severity
from flows.validate import judge
from flows.validate.gate import Validated, drop_orphans, find_worst_failure, validate
from flows.validate.judge import find_exception
from flows.validate.suites import Suite, may_be_empty

from .conftest import GOOD, KEYS

CASES = sorted((Path(__file__).parent / "cases").glob("*/*.sql"))


def header(case: Path) -> dict[str, str]:
    return dict(re.findall(r"^-- (\w+): *(.*)$", case.read_text("utf-8"), re.MULTILINE))


def listed(text: str) -> list[str]:
    return [part for part in text.split(", ") if part]


def broken(case: Path) -> pl.DataFrame:
    good = GOOD[case.parent.name](int(header(case).get("rows", "3")))
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.register("good", good)
        frame: pl.DataFrame = connection.sql(case.read_text("utf-8")).pl()
    return frame.cast({name: dtype for name, dtype in good.schema.items() if name in frame.columns})


JudgeCase = Callable[[Path], Validated]


@pytest.fixture(scope="module")
def judge_case(suites: dict[str, Suite]) -> JudgeCase:
    """A function that judges the frame of a case, once for all tests: Great Expectations takes its time."""
    return cache(lambda case: gated(case.parent.name, broken(case), suites))


def gated(table: str, frame: pl.DataFrame, suites: dict[str, Suite]) -> Validated:
    return validate(table, frame, suites[table], KEYS[table])


@pytest.mark.parametrize("table", GOOD)
@pytest.mark.parametrize("rows", [1, 1000])
def test_good_rows_pass_whole(table: str, rows: int, suites: dict[str, Suite]) -> None:
    good = GOOD[table](rows)
    result = gated(table, good, suites)
    assert result.checks.filter(~pl.col("is_passed")).to_dicts() == []
    assert find_worst_failure(result.checks) is None
    assert result.passed.equals(good)
    assert result.quarantine.is_empty()
    assert result.checks.schema == records.CHECKS


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_fault_fails_exactly_its_rules(case: Path, judge_case: JudgeCase) -> None:
    said, frame, result = header(case), broken(case), judge_case(case)
    failed = result.checks.filter(~pl.col("is_passed"))
    assert sorted(failed["rule_id"]) == sorted(listed(said["fails"]))
    assert find_worst_failure(result.checks) == said["verdict"]
    refused = listed(said["refused"])
    if refused == ["all"]:
        assert result.quarantine.height == frame.height
    else:
        assert result.quarantine["row_key"].to_list() == refused
    assert result.passed.height + result.quarantine.height == frame.height
    assert result.passed.columns == frame.columns


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_portions_are_judged_like_the_whole(
    case: Path, judge_case: JudgeCase, suites: dict[str, Suite], monkeypatch: pytest.MonkeyPatch
) -> None:
    frame, whole = broken(case), judge_case(case)
    monkeypatch.setattr(judge, "PORTION", max(1, frame.height * 2 // 3))
    parts = gated(case.parent.name, frame, suites)
    for name in ("checks", "quarantine", "passed"):
        assert_frame_equal(getattr(parts, name), getattr(whole, name))


def test_every_rule_has_a_case_that_breaks_it(suites: dict[str, Suite]) -> None:
    declared = {
        rule_id
        for suite in suites.values()
        for rule_id in [*(rule.meta.rule_id for rule in suite.rules), suite.meta.quarantine.rule_id]
    }
    assert declared == {listed(header(case)["fails"])[0] for case in CASES}


def test_a_refused_row_says_what_it_was_and_all_that_it_fails(suites: dict[str, Suite]) -> None:
    frame = GOOD["mentions"](3).with_columns(
        kind=pl.Series(["name", "verb", "name"]), label=pl.Series(["PERSON", "PER", "PERSON"])
    )
    (row,) = gated("mentions", frame, suites).quarantine.to_dicts()
    assert (row["row_key"], row["article_id"], row["rule"]) == ("m1", "a1", "mention_kind")
    assert row["reason"].endswith("Also fails: mention_label.")
    assert json.loads(row["payload"])["label"] == "PER"


def test_what_is_kept_of_a_refused_row_is_bounded(suites: dict[str, Suite]) -> None:
    frame = GOOD["articles"](1).with_columns(text=pl.lit("\ufffd“" * 400_000), title=pl.lit("t" * 10_000))
    (row,) = gated("articles", frame, suites).quarantine.to_dicts()
    assert len(row["payload"]) == records.PAYLOAD_CHARS
    assert row["payload"].startswith('{"article_id":"a0"')


def test_samples_are_five_keys_at_most(suites: dict[str, Suite]) -> None:
    frame = GOOD["mentions"](9).with_columns(kind=pl.lit("verb"))
    check = gated("mentions", frame, suites).checks.row(by_predicate=pl.col("rule_id") == "mention_kind", named=True)
    assert check["sample_keys"] == ["m0", "m1", "m2", "m3", "m4"]
    assert (check["count_failed"], check["count_rows"]) == (9, 9)


def test_a_rule_on_the_table_says_what_it_has_seen(suites: dict[str, Suite]) -> None:
    def observed(table: str, frame: pl.DataFrame, rule_id: str) -> str:
        checks = gated(table, frame, suites).checks
        return str(checks.row(by_predicate=pl.col("rule_id") == rule_id, named=True)["observed"])

    short = GOOD["articles"](20).with_columns(word_count=pl.lit(30))
    assert observed("articles", short, "articles_median_length") == "30.0"
    assert observed("articles", short, "articles_dated_share") == "0 of 20 rows fail"
    nobody = GOOD["mentions"](1000).with_columns(label=pl.lit("MISC"))
    assert observed("mentions", nobody, "mentions_people_found") == "1 of the required values are missing"


def test_rows_of_a_refused_article_go_with_it(suites: dict[str, Suite]) -> None:
    refused = gated("articles", GOOD["articles"](2).with_columns(word_count=pl.Series([0, 9])), suites).quarantine
    mentions = GOOD["mentions"](20)
    kept = drop_orphans(mentions, refused)
    assert kept["article_id"].unique(maintain_order=True).to_list() == [f"a{number}" for number in range(1, 10)]
    assert drop_orphans(mentions, refused.clear()).equals(mentions)


def test_the_verdict_is_the_worst_failure() -> None:
    def checks(*failed: Severity) -> pl.DataFrame:
        rows = [{"severity": severity, "is_passed": False} for severity in failed]
        return pl.DataFrame([*rows, {"severity": "critical", "is_passed": True}])

    assert find_worst_failure(checks()) is None
    assert find_worst_failure(checks(Severity.INFO)) == Severity.INFO
    assert find_worst_failure(checks(Severity.INFO, Severity.WARNING)) == Severity.WARNING
    assert find_worst_failure(checks(Severity.INFO, Severity.CRITICAL, Severity.WARNING)) == Severity.CRITICAL


def test_an_exception_is_found_however_deep_it_lies() -> None:
    fine = {"raised_exception": False, "exception_message": None}
    assert find_exception(None) is None
    assert find_exception(fine) is None
    assert find_exception({"metric": fine}) is None
    assert find_exception({"metric": {"raised_exception": True, "exception_message": "boom"}}) == "boom"
    assert find_exception({"a": fine, "b": {"c": {"raised_exception": True, "exception_message": "deep"}}}) == "deep"


def test_few_articles_may_have_no_quotes_and_many_may_not(suites: dict[str, Suite]) -> None:
    assert may_be_empty(suites["quotes"], 3)
    assert not may_be_empty(suites["quotes"], 100)
    assert not may_be_empty(suites["articles"], 1)
