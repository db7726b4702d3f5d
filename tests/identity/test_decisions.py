from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.identity.decisions import DECISIONS, HEADER, Decision, Verdict, append_decision, can_be_one, read_decisions

SAME = Decision(Verdict.SAME, "e1", "e2", "a stage name", "Prince", "Roger Nelson")
CARRIED = Decision(Verdict.SAME, "e2", "e3", "his later name")
APART = Decision(Verdict.DIFFERENT, "e1", "e3", "a namesake")


def test_decisions_are_read_as_they_were_written(tmp_path: Path) -> None:
    append_decision(tmp_path / DECISIONS, SAME)
    append_decision(tmp_path / DECISIONS, CARRIED)
    assert read_decisions(tmp_path / DECISIONS) == [SAME, CARRIED]


def test_no_file_means_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / DECISIONS) == []


def test_unknown_ids_are_refused_with_the_line(tmp_path: Path) -> None:
    for decision in (SAME, CARRIED):
        append_decision(tmp_path / DECISIONS, decision)
    assert read_decisions(tmp_path / DECISIONS, {"e1", "e2", "e3"}) == [SAME, CARRIED]
    with pytest.raises(UsageError, match=r"decisions.csv, line 3, column other: no entity has or had the id 'e3'"):
        read_decisions(tmp_path / DECISIONS, {"e1", "e2"})


def test_contradicting_decision_is_not_written(tmp_path: Path) -> None:
    for decision in (SAME, CARRIED):
        append_decision(tmp_path / DECISIONS, decision)
    with pytest.raises(UsageError, match="e1 and e3 are different here, and the same by other lines"):
        append_decision(tmp_path / DECISIONS, APART)
    assert read_decisions(tmp_path / DECISIONS) == [SAME, CARRIED]


@pytest.mark.parametrize(
    ("decision", "message"),
    [
        (Decision(Verdict.SAME, "e1", "e2", " "), "the reason is empty"),
        (Decision(Verdict.SAME, "e1", "e1", "x"), "both names mean the entity e1"),
        (Decision(Verdict.DIFFERENT, "e1", "e1", "x"), "both names mean the entity e1"),
    ],
)
def test_decision_that_a_run_would_refuse_is_not_written(tmp_path: Path, decision: Decision, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        append_decision(tmp_path / DECISIONS, decision)
    assert not (tmp_path / DECISIONS).exists()


def test_a_file_without_a_last_line_break_is_continued(tmp_path: Path) -> None:
    (tmp_path / DECISIONS).write_text(f"{','.join(HEADER)}\nsame,e1,e2,a stage name,Prince,Roger Nelson", "utf-8")
    append_decision(tmp_path / DECISIONS, CARRIED)
    assert read_decisions(tmp_path / DECISIONS) == [SAME, CARRIED]


def test_the_same_decision_again_writes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        append_decision(tmp_path / DECISIONS, SAME)
    assert read_decisions(tmp_path / DECISIONS) == [SAME]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["same,e1,e2,x,,", "different,e2,e1,y,,"], "line 3, column verdict: e2 and e1 are different here"),
        (["alike,e1,e2,x,,"], "line 2, column verdict: 'alike' is not one of same, different"),
        (["same,e1,,x,,"], "line 2, column other: it is empty"),
        (["same,e1,e2,,,"], "line 2, column reason: it is empty"),
        (["same,e1,e2,x"], "line 2: 4 fields where the header has 6"),
        (["different,e1,e1,x,,"], "line 2, column verdict: e1 and e1 are different here"),
    ],
)
def test_wrong_lines_are_refused(tmp_path: Path, lines: list[str], message: str) -> None:
    (tmp_path / DECISIONS).write_text("\n".join([",".join(HEADER), *lines]) + "\n", "utf-8")
    with pytest.raises(UsageError) as raised:
        read_decisions(tmp_path / DECISIONS)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("PERSON PERSON", True),
        ("ORG GPE", True),
        ("LOC ORG", True),
        ("NORP ORG", True),
        ("NORP GPE", False),
        ("PERSON GPE", False),
        ("ORG PERSON", False),
        ("EVENT GPE", False),
    ],
)
def test_only_bodies_and_places_or_groups_have_two_kinds(labels: str, expected: bool) -> None:
    one, other = labels.split()
    assert can_be_one(one, other) is can_be_one(other, one) is expected
