from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from flows.identity.scope import find_blocks
from tests.identity.warehouses import Article, entities, names, units

PAIRS = Path(__file__).parent / "variant_pairs.csv"
LEAST_ACCURACY = 0.96

Pair = dict[str, str]


@pytest.fixture(scope="module")
def judged() -> list[tuple[Pair, bool]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    return [one for apart in split(pairs) for one in judge(apart)]


def judge(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, bool]]:
    """Each pair, and whether one warehouse of all of them agrees with its verdict."""
    found = entities({name: article for number, pair in enumerate(pairs) for name, article in write(number, pair)})
    for number, pair in enumerate(pairs):
        is_one = found[f"{number} a", pair["one"]] == found[f"{number} b", pair["other"]]
        yield pair, is_one == (pair["verdict"] == "same")


def write(number: int, pair: Pair) -> list[tuple[str, Article]]:
    """An article with one name of a pair, and two with the other."""
    one, other = [(pair["one"], pair["one_label"])], [(pair["other"], pair["other_label"])]
    return [(f"{number} a", one), (f"{number} b", other), (f"{number} c", other)]


def split(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs in groups in which none shares a block with another, so that none changes how another is judged."""
    groups: list[tuple[set[str], list[Pair]]] = []
    for pair in pairs:
        named = units(dict(write(0, pair))).units.select("base", "is_person", "name").unique().iter_rows()
        blocks = {block for base, is_person, name in named for block in find_blocks(base, is_person, name, names())}
        taken, group = next((each for each in groups if not each[0] & blocks), (set[str](), []))
        if not group:
            groups.append((taken, group))
        taken |= blocks
        group.append(pair)
    return [group for _, group in groups]


def test_variant_pairs_are_judged_right(judged: list[tuple[Pair, bool]]) -> None:
    wrong = [f"{row['one']} / {row['other']}: {row['verdict']}" for row, is_right in judged if not is_right]
    assert len(judged) >= 250
    assert 1 - len(wrong) / len(judged) >= LEAST_ACCURACY, wrong


def test_one_surname_is_never_one_person(judged: list[tuple[Pair, bool]]) -> None:
    assert [row["one"] for row, is_right in judged if row["kind"] == "one surname" and not is_right] == []
