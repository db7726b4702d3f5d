"""What an analyst has decided: two entities are the same, or different. A file of lines that every run obeys."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import astuple, dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path

from flows.errors import UsageError, name_unwritable
from flows.seeds import read_seed

DECISIONS = "decisions.csv"
"""The file of decisions in a warehouse folder."""
HEADER = ("verdict", "one", "other", "reason", "one_name", "other_name")

_ONE_KIND = (frozenset({"ORG", "GPE", "LOC"}), frozenset({"ORG", "NORP"}))
"""Labels that one entity may have in different articles: a government goes by its seat, a party by its members."""


class Verdict(StrEnum):
    """What a decision says of two entities."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: two entity ids, their names when it was written, and why."""

    verdict: Verdict
    one: str
    other: str
    reason: str
    one_name: str = ""
    other_name: str = ""


def read_decisions(path: Path, known: Set[str] | None = None) -> list[Decision]:
    """The decisions of a file; none where it is missing.

    Raises `UsageError` that names the line where a verdict is unknown, an id or the reason is missing, an id is not in
    `known` (if that is given), or a decision contradicts those before it.
    """
    if not path.exists():
        return []
    decisions: list[Decision] = []
    rows = read_seed(path.parent, path.stem, HEADER)
    for row in rows:
        verdict = Verdict(row.choice("verdict", Verdict))
        for column in ("one", "other", "reason"):
            if not row[column].strip():
                raise row.error(column, "it is empty")
        for column in ("one", "other"):
            if known is not None and row[column] not in known:
                raise row.error(column, _describe_unknown(row[column]))
        decisions.append(Decision(verdict, *(row[column] for column in HEADER[1:])))
    if find_contradiction(decisions):
        for number, row in enumerate(rows, 1):
            if reason := find_contradiction(decisions[:number]):
                raise row.error("verdict", reason)
    return decisions


def _describe_unknown(entity: str) -> str:
    return f"no entity has or had the id {entity[:40]!r}; see: onrecord entities show NAME"


def find_contradiction(decisions: Sequence[Decision]) -> str:
    """Why decisions cannot hold together; '' if they can. Sameness carries over: A is B and B is C, so A is C."""
    groups = group_same(decisions)
    for decision in decisions:
        one, other = groups.get(decision.one, decision.one), groups.get(decision.other, decision.other)
        if decision.verdict is Verdict.DIFFERENT and one == other:
            return f"{decision.one} and {decision.other} are different here, and the same by other lines or by one id"
    return ""


def group_same(decisions: Iterable[Decision]) -> dict[str, str]:
    """Each id that a decision calls the same as another -> the least id of its group."""
    groups: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        if decision.verdict is Verdict.SAME:
            merged = {decision.one, decision.other} | groups[decision.one] | groups[decision.other]
            for member in merged:
                groups[member] = merged
    return {member: min(group) for member, group in groups.items() if group}


def can_be_one(label: str, other: str) -> bool:
    """Whether entities of two labels may be one."""
    return label == other or any({label, other} <= kinds for kinds in _ONE_KIND)


def append_decision(path: Path, decision: Decision) -> None:
    """Write one decision as the last line of a file that does not have it yet.

    Raises `UsageError` if the next run would refuse it (an empty reason, a contradiction to the lines before it), or if
    it names one entity twice; also if the file cannot be written.
    """
    before = read_decisions(path)
    if decision in before:
        return
    if reason := _find_fault(decision) or find_contradiction([*before, decision]):
        raise UsageError(f"{path}: {reason}. Nothing was written.")
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    text = StringIO()
    if written and not written.endswith("\n"):
        text.write("\n")  # an editor may leave the last line open
    writer = csv.writer(text, lineterminator="\n")
    if not written:
        writer.writerow(HEADER)
    writer.writerow(astuple(decision))
    with name_unwritable(path), path.open("a", encoding="utf-8") as file:
        file.write(text.getvalue())


def _find_fault(decision: Decision) -> str:
    if not decision.reason.strip():
        return "the reason is empty; say why in --reason"
    if decision.one == decision.other:
        return f"both names mean the entity {decision.one}; the ids of others: onrecord entities show NAME"
    return ""
