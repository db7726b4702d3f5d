"""Opened once, told once, resolved once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flows.alert.changes import Change
from flows.alert.incidents import advance_incidents, fold_scopes
from flows.enums import IncidentStatus, Severity

from .stories import FAILS, FIRST, PASSES, after, check, story


def test_five_nights_are_one_opening_and_one_resolution() -> None:
    assert story(PASSES, FAILS, FAILS, FAILS, FAILS, FAILS, PASSES, PASSES) == [
        [], ["opened: quote_kind"], [], [], [], [], ["resolved: quote_kind"], [],
    ]  # fmt: skip


def test_what_comes_back_is_opened_again() -> None:
    assert story(FAILS, PASSES, FAILS, FAILS, PASSES) == [
        ["opened: quote_kind"], ["resolved: quote_kind"], ["opened again: quote_kind"], [], ["resolved: quote_kind"],
    ]  # fmt: skip


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
        known, said = after(known, checks, FIRST + timedelta(days=days), peak_failures={one.incident_id: most})
        assert said == expected


def test_what_nobody_was_told_is_told_to_the_first_who_listens() -> None:
    known, said = after([], FAILS, FIRST, has_channels=False)
    assert (said, known[0].told_severity) == (["opened: quote_kind"], None)
    known, said = after(known, FAILS, FIRST + timedelta(days=1), has_channels=False)
    assert (said, known[0].told_severity) == ([], None)
    over, said = after(known, PASSES, FIRST + timedelta(days=2), has_channels=False)
    assert (said, over[0].status) == (["resolved: quote_kind"], IncidentStatus.RESOLVED)
    for days, expected in ((2, ["opened: quote_kind"]), (3, [])):
        known, said = after(known, FAILS, FIRST + timedelta(days=days))
        assert said == expected


def test_what_a_killed_run_found_and_the_next_one_resolves_is_told_once() -> None:
    killed = advance_incidents([], fold_scopes(FAILS), "killed", FIRST)
    assert after(killed, PASSES, FIRST, silent_runs={"killed"})[1] == ["resolved: quote_kind"]
    assert after(killed, PASSES, FIRST)[1] == []
    assert after(killed, FAILS, FIRST, silent_runs={"killed"})[1] == ["opened: quote_kind"]


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
    assert (kept[0].status, said) == (IncidentStatus.RESOLVED, [])


def test_the_worst_is_told_first_and_resolutions_last() -> None:
    known, _ = after([], [check("a_rule")], FIRST)
    tonight = [check("a_rule", passed=True), check("b_rule"), check("z_rule", severity="critical")]
    _, said = after(known, tonight, FIRST + timedelta(days=1))
    assert said == ["opened: z_rule", "opened: b_rule", "resolved: a_rule"]


def test_changes_are_in_the_order_in_which_they_are_said() -> None:
    assert list(Change) == ["opened", "opened again", "worse", "resolved"]
