from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.identity.warehouses import is_one

PAIRS = Path(__file__).parent / "variant_pairs.csv"
LEAST_ACCURACY = 0.96


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict[str, str], bool]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (row, is_one((row["one"], row["one_label"]), (row["other"], row["other_label"])) == (row["verdict"] == "same"))
        for row in rows
    ]


def test_variant_pairs_are_judged_right(judged: list[tuple[dict[str, str], bool]]) -> None:
    wrong = [f"{row['one']} / {row['other']}: {row['verdict']}" for row, is_right in judged if not is_right]
    assert len(judged) >= 250
    assert 1 - len(wrong) / len(judged) >= LEAST_ACCURACY, wrong


def test_one_surname_is_never_one_person(judged: list[tuple[dict[str, str], bool]]) -> None:
    assert [row["one"] for row, is_right in judged if row["kind"] == "one surname" and not is_right] == []
