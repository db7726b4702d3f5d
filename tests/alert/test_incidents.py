"""A failure that lasts is one incident; parts of a larger failure are told in it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest

from flows.alert.incidents import make_incident_id, parse_incident
from flows.enums import IncidentStatus
from flows.ledger import _plain

from .stories import FAILS, FIRST, PASSES, after, check, story


def test_a_run_that_a_critical_rule_stops_is_a_part_of_that_rule_and_tells_nothing_of_its_own() -> None:
    stopped, unfinished = check(severity="critical"), check("run_completed", table_name="run", kind="run")
    completed = check("run_completed", table_name="run", kind="run", passed=True)
    assert story([stopped, unfinished], [unfinished], [*PASSES, completed]) == [
        ["opened: quote_kind"], ["opened: run_completed"], ["resolved: quote_kind", "resolved: run_completed"],
    ]  # fmt: skip


def test_inputs_that_are_refused_with_their_articles_are_one_incident() -> None:
    limit = check("articles_quarantined_share", table_name="articles", kind="table", severity="critical")
    inputs = check("inputs_refused_share", table_name="outcomes", kind="run")
    assert story([limit, inputs], []) == [["opened: articles_quarantined_share"], []]
    assert story([inputs]) == [["opened: inputs_refused_share"]]


def test_a_rule_that_was_not_judged_resolves_nothing() -> None:
    assert story(FAILS, [], [check("another", passed=True)], FAILS) == [["opened: quote_kind"], [], [], []]


def test_a_rule_that_is_judged_no_more_is_forgotten_after_four_weeks() -> None:
    known, _ = after([], FAILS, FIRST)
    assert after(known, [], FIRST + timedelta(days=28))[1] == []
    assert after(known, [], FIRST + timedelta(days=29))[1] == ["resolved: quote_kind"]


def test_a_retry_says_nothing_and_counts_no_night() -> None:
    known, said = after([], FAILS, FIRST)
    known, again = after(known, FAILS, FIRST)
    assert (said, again) == (["opened: quote_kind"], [])
    assert [one.nights_failed for one in known] == [1]


def test_a_retry_that_succeeds_resolves_on_the_same_night() -> None:
    known, _ = after([], FAILS, FIRST)
    known, said = after(known, PASSES, FIRST)
    assert said == ["resolved: quote_kind"]
    assert known[0].resolved_on == FIRST


def test_a_day_derived_again_neither_counts_nor_resolves() -> None:
    later = FIRST + timedelta(days=9)
    known, _ = after([], FAILS, later)
    for checks in (PASSES, FAILS):
        again, said = after(known, checks, FIRST)
        assert (again, said) == (known, [])


def test_a_day_derived_again_does_not_open_what_is_over() -> None:
    known, _ = after([], FAILS, FIRST)
    known, _ = after(known, PASSES, FIRST + timedelta(days=2))
    for days in (0, 1):
        again, said = after(known, FAILS, FIRST + timedelta(days=days))
        assert (again, said) == (known, [])
    assert after(known, FAILS, FIRST + timedelta(days=2))[1] == ["opened again: quote_kind"]


def test_a_retry_keeps_the_worst_that_the_night_has_seen() -> None:
    known, _ = after([], [check(count_failed=1, count_rows=26, run_id="one")], FIRST)
    for failed, rows, kept in ((1, 2, (1, 26)), (5, 9, (5, 9)), (2, 9, (5, 9))):
        known, said = after(known, [check(count_failed=failed, count_rows=rows)], FIRST)
        assert [(one.count_failed, one.count_rows) for one in known] == [kept]
        assert said == []


def silent(*failing: str, of: str = "abcdef") -> list[dict[str, Any]]:
    return [check("source_silent", passed=source not in failing, scope=source, kind="baseline") for source in of]


def test_many_sources_are_one_incident() -> None:
    assert story(silent(), silent(*"abcdef"), silent(*"abcde"), silent()) == [
        [], ["opened: source_silent"], [], ["resolved: source_silent"],
    ]  # fmt: skip


def test_few_sources_stand_alone() -> None:
    assert story(silent("b"), silent("b", "c"), silent("c")) == [
        ["opened: source_silent b"], ["opened: source_silent c"], ["resolved: source_silent b"],
    ]  # fmt: skip


def test_a_whole_is_over_when_none_of_its_parts_fails() -> None:
    assert story(silent(*"abcdef"), silent("b"), silent(), silent("b")) == [
        ["opened: source_silent"], [], ["resolved: source_silent"], ["opened again: source_silent b"],
    ]  # fmt: skip


def test_a_whole_lasts_though_fewer_sources_are_judged_and_takes_its_parts_along() -> None:
    assert story(silent(*"abc", of="abc"), silent(*"ab", of="ab"), silent(of="ab"), silent(of="abc")) == [
        ["opened: source_silent"], [], ["resolved: source_silent"], [],
    ]  # fmt: skip
    known, _ = after([], silent(*"abc", of="abc"), FIRST)
    known, _ = after(known, silent(of="ab"), FIRST + timedelta(days=1))
    assert {one.status for one in known} == {IncidentStatus.RESOLVED}


def test_what_was_told_before_the_whole_is_resolved_with_it_if_it_passes() -> None:
    assert story(silent("a"), silent(*"abcdef"), silent()) == [
        ["opened: source_silent a"],
        ["opened: source_silent"],
        ["resolved: source_silent", "resolved: source_silent a"],
    ]


def test_rules_on_rows_are_parts_of_the_limit_on_refused_rows() -> None:
    limit = check("quotes_quarantined_share", kind="table", severity="critical")
    assert story([*FAILS, limit]) == [["opened: quotes_quarantined_share"]]
    raised = check(severity="critical")
    assert story([raised, limit]) == [["opened: quote_kind", "opened: quotes_quarantined_share"]]
    elsewhere = check("mention_kind", table_name="mentions")
    assert story([elsewhere, limit]) == [["opened: quotes_quarantined_share", "opened: mention_kind"]]


def test_the_same_failure_has_the_same_id_for_ever() -> None:
    assert make_incident_id("quotes", "quote_kind", "") == make_incident_id("quotes", "quote_kind", "")
    assert (
        len(
            {
                make_incident_id("quotes", "r", "s"),
                make_incident_id("quotes", "r", ""),
                make_incident_id("mentions", "r", "s"),
            }
        )
        == 3
    )


@pytest.mark.parametrize("checks", [FAILS, PASSES])
def test_an_incident_comes_back_from_its_row_as_it_was(checks: list[dict[str, Any]]) -> None:
    known, _ = after([], [check(sample_keys=["q1", "q2"])], FIRST)
    known, _ = after(known, checks, FIRST + timedelta(days=1))
    row = {name: _plain(value) for name, value in asdict(known[0]).items()}
    assert parse_incident(row) == known[0]
