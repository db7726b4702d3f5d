"""Decisions against the published file: only ids that entities have or had may stand in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.identity.decisions import DECISIONS, Decision, Verdict, append_decision
from flows.identity.resolve import name_id
from flows.load.database import open_stage
from flows.load.decisions import read_known_decisions

from .conftest import Nights, Publish, article, mention

ANN, BEN = (name_id(base, is_person=True) for base in ("ann roe", "ben poe"))
APART = Decision(Verdict.DIFFERENT, ANN, BEN, "two people")


def publish_two(publish: Publish, nights: Nights) -> Path:
    named = [mention("a1", 0, 7, "Ann Roe"), mention("a2", 0, 7, "Ben Poe")]
    return publish(nights.tonight(article("a1"), article("a2", "Snow."), mentions=named))


def test_known_ids_are_obeyed(publish: Publish, nights: Nights, warehouse: Path) -> None:
    publish_two(publish, nights)
    append_decision(warehouse / DECISIONS, APART)
    assert read_known_decisions(warehouse) == [APART]


def test_an_unknown_id_is_refused(publish: Publish, nights: Nights, warehouse: Path) -> None:
    publish_two(publish, nights)
    append_decision(warehouse / DECISIONS, Decision(Verdict.SAME, ANN, "0123456789abcdef", "a typing error"))
    with pytest.raises(UsageError, match=r"decisions.csv, line 2, column other: no entity has or had the id"):
        publish(nights.tonight())


def test_ids_are_not_compared_before_the_first_night(warehouse: Path) -> None:
    warehouse.mkdir(exist_ok=True)
    append_decision(warehouse / DECISIONS, APART)
    assert read_known_decisions(warehouse) == [APART]


def test_a_decision_outlives_its_entities(publish: Publish, nights: Nights, warehouse: Path) -> None:
    publish_two(publish, nights)
    append_decision(warehouse / DECISIONS, APART)
    publish(nights.tonight())
    publish(nights.tonight(article("a1", "Nobody came."), article("a2", "Nobody left.")))
    assert read_known_decisions(warehouse) == [APART]


def test_ids_of_an_older_file_are_not_compared(warehouse: Path, publish: Publish, nights: Nights) -> None:
    file = publish_two(publish, nights)
    append_decision(warehouse / DECISIONS, APART)
    file.chmod(0o644)
    with open_stage(file) as older:
        older.execute("drop table main.entity_decisions")
    assert read_known_decisions(warehouse) == [APART]
