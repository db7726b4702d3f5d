"""Opened once, told once, resolved once; parts of a larger failure are told in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

import pytest

from flows.alert.changes import Change, tell
from flows.alert.incidents import Incident, Status, advance, fingerprint, fold, incident_of
from flows.ledger import _plain
from flows.outcomes import Severity

FIRST = date(2026, 11, 1)


def check(rule: str = "quote_kind", *, passed: bool = False, scope: str = "", **more: Any) -> dict[str, Any]:
    row = {"table_name": "quotes", "rule_id": rule, "scope": scope, "kind": "row", "severity": "warning"}
    row |= {"is_passed": passed, "count_failed": int(not passed), "count_rows": 10, "observed": "", "threshold": ""}
    row |= {"why": "", "owner": "extract", "sample_keys": []}
    return row | more


def story(*nights: Sequence[dict[str, Any]], at_least: Severity = Severity.WARNING) -> list[list[str]]:
    """What is told on each of consecutive nights with these checks."""
    known: list[Incident] = []
    said = []
    for number, checks in enumerate(nights):
        known, changes = after(known, checks, FIRST + timedelta(days=number), at_least)
        said.append(changes)
    return said


def after(
    known: list[Incident],
    checks: Sequence[dict[str, Any]],
    night: date,
    at_least: Severity = Severity.WARNING,
    **more: Any,
) -> tuple[list[Incident], list[str]]:
    kept, changes = tell(known, advance(known, fold(checks, known), f"{night}.1", night), night, at_least, **more)
    return kept, [f"{change}: {one.rule_id}{' ' + one.scope if one.scope else ''}" for change, one in changes]


FAILS, PASSES = [check()], [check(passed=True)]


def test_five_nights_are_one_opening_and_one_resolution() -> None:
    assert story(PASSES, FAILS, FAILS, FAILS, FAILS, FAILS, PASSES, PASSES) == [
        [], ["opened: quote_kind"], [], [], [], [], ["resolved: quote_kind"], [],
    ]  # fmt: skip


def test_what_comes_back_is_opened_again() -> None:
    assert story(FAILS, PASSES, FAILS, FAILS, PASSES) == [
        ["opened: quote_kind"], ["resolved: quote_kind"], ["opened again: quote_kind"], [], ["resolved: quote_kind"],
    ]  # fmt: skip


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


def test_failing_rows_that_stay_hide_no_new_ones() -> None:
    known, _ = after([], [check(kind="sql", count_failed=1)], FIRST)
    (one,) = known
    for days, failed, most, expected in (
        (1, 1, 1, []),
        (2, 4, 1, ["worse: quote_kind"]),
        (3, 4, 4, []),
        (4, 3, 4, []),
        (5, 4, 4, []),
        (6, 5, 4, ["worse: quote_kind"]),
    ):
        checks = [check(kind="sql", count_failed=failed)]
        known, said = after(known, checks, FIRST + timedelta(days=days), most={one.incident_id: most})
        assert said == expected


def test_what_nobody_was_told_is_told_to_the_first_who_listens() -> None:
    known, said = after([], FAILS, FIRST, is_heard=False)
    assert (said, known[0].told_severity) == (["opened: quote_kind"], None)
    known, said = after(known, FAILS, FIRST + timedelta(days=1), is_heard=False)
    assert (said, known[0].told_severity) == ([], None)
    over, said = after(known, PASSES, FIRST + timedelta(days=2), is_heard=False)
    assert (said, over[0].status) == (["resolved: quote_kind"], Status.RESOLVED)
    for days, expected in ((2, ["opened: quote_kind"]), (3, [])):
        known, said = after(known, FAILS, FIRST + timedelta(days=days))
        assert said == expected


def test_what_a_killed_run_found_and_the_next_one_resolves_is_told_once() -> None:
    killed = advance([], fold(FAILS), "killed", FIRST)
    assert after(killed, PASSES, FIRST, owed={"killed"})[1] == ["resolved: quote_kind"]
    assert after(killed, PASSES, FIRST)[1] == []
    assert after(killed, FAILS, FIRST, owed={"killed"})[1] == ["opened: quote_kind"]


def test_what_becomes_critical_is_told_again() -> None:
    critical = [check(severity="critical")]
    assert story(FAILS, critical, critical, FAILS, PASSES) == [
        ["opened: quote_kind"], ["worse: quote_kind"], [], [], ["resolved: quote_kind"],
    ]  # fmt: skip


def test_what_is_milder_than_asked_for_is_kept_and_not_told() -> None:
    info = [check(severity="info")]
    assert story(info, PASSES) == [[], []]
    assert story(info, FAILS, PASSES) == [[], ["opened: quote_kind"], ["resolved: quote_kind"]]
    assert story(info, PASSES, at_least=Severity.INFO) == [["opened: quote_kind"], ["resolved: quote_kind"]]
    assert story(FAILS, PASSES, at_least=Severity.CRITICAL) == [[], []]


def test_a_muted_incident_is_told_when_the_mute_is_over() -> None:
    known, _ = after([], [check(severity="info")], FIRST)
    muted = [replace(known[0], muted_until=FIRST + timedelta(days=2))]
    for days, expected in ((1, []), (2, []), (3, ["opened: quote_kind"])):
        muted, said = after(muted, FAILS, FIRST + timedelta(days=days))
        assert said == expected


def test_a_muted_incident_is_resolved_in_silence() -> None:
    known, _ = after([], FAILS, FIRST)
    muted = [replace(known[0], muted_until=FIRST + timedelta(days=9))]
    kept, said = after(muted, PASSES, FIRST + timedelta(days=1))
    assert (kept[0].status, said) == (Status.RESOLVED, [])


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
    assert {one.status for one in known} == {Status.RESOLVED}


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


def test_the_worst_is_told_first_and_resolutions_last() -> None:
    known, _ = after([], [check("a_rule")], FIRST)
    tonight = [check("a_rule", passed=True), check("b_rule"), check("z_rule", severity="critical")]
    _, said = after(known, tonight, FIRST + timedelta(days=1))
    assert said == ["opened: z_rule", "opened: b_rule", "resolved: a_rule"]


def test_the_same_failure_has_the_same_id_for_ever() -> None:
    assert fingerprint("quotes", "quote_kind", "") == fingerprint("quotes", "quote_kind", "")
    assert (
        len({fingerprint("quotes", "r", "s"), fingerprint("quotes", "r", ""), fingerprint("mentions", "r", "s")}) == 3
    )


@pytest.mark.parametrize("checks", [FAILS, PASSES])
def test_an_incident_comes_back_from_its_row_as_it_was(checks: list[dict[str, Any]]) -> None:
    known, _ = after([], [check(sample_keys=["q1", "q2"])], FIRST)
    known, _ = after(known, checks, FIRST + timedelta(days=1))
    row = {name: _plain(value) for name, value in asdict(known[0]).items()}
    assert incident_of(row) == known[0]


def test_changes_are_in_the_order_in_which_they_are_said() -> None:
    assert list(Change) == ["opened", "opened again", "worse", "resolved"]
