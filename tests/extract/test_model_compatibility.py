"""What is said of pipelines that can be used and do not suit."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from flows.extract import pipeline
from flows.extract.model_compatibility import find_doubts, find_labels, find_unnamed_labels

SEEDS = Path(__file__).parents[2] / "seeds"
OURS = ("EVENT", "GPE", "LOC", "MISC", "NORP", "ORG", "PERSON")


def made(language: str = "en", *names: str) -> Language:
    """A pipeline of a language whose recogniser gives the labels `names`, or ours."""
    nlp = spacy.blank(language)
    recogniser = nlp.add_pipe("ner", name="names")
    for label in names or OURS:
        recogniser.add_label(label)  # type: ignore[attr-defined]
    return nlp


def read(nlp: Language, tags: tuple[str, ...] = ("PRP", "VBD"), pos: tuple[str, ...] = ("PRON", "VERB")) -> Doc:
    """What it read, with tags given by hand."""
    return Doc(nlp.vocab, ["She", "spoke"], tags=list(tags), pos=list(pos))


def said(nlp: Language, doc: Doc) -> str:
    return "; ".join(find_doubts(nlp, doc, SEEDS))


def test_the_shipped_pipeline_suits(model: str) -> None:
    nlp = pipeline.load(model, SEEDS)
    assert said(nlp, nlp("She said that it works.")) == ""
    assert find_unnamed_labels(nlp, SEEDS) == []


STRANGE = "its labels BOAT mean nothing here and are left out (seeds/entity_labels.csv)"


@pytest.mark.parametrize(
    ("language", "names", "told"),
    [
        ("en", (), ""),
        ("xx", (), ""),
        ("de", (), "it reads de, and the rules and vocabularies that ship are for English"),
        ("en", ("PER", "ORGANIZATION", "GPE", "MONEY"), ""),
        ("en", ("PER", "ORG", "LOC", "MISC"), "none of its labels is GPE here"),
        ("en", ("PERSON", "ORG", "GPE", "BOAT"), STRANGE),
        ("en", ("person", "BOAT"), f"{STRANGE}; none of its labels is ORG or GPE here"),
    ],
)
def test_what_its_language_and_labels_tell(language: str, names: tuple[str, ...], told: str) -> None:
    nlp = made(language, *names)
    assert said(nlp, read(nlp)) == told


@pytest.mark.parametrize(
    ("made_for", "is_told"), [(">=3.8.0,<3.9.0", False), (">=2.3.0,<2.4.0", True), (">=4.0.0", True), ("", False)]
)
def test_another_version_of_spacy(made_for: str, is_told: bool) -> None:
    nlp = made()
    nlp.meta["spacy_version"] = made_for
    assert (f"made for spaCy {made_for} and this is {version('spacy')}" in said(nlp, read(nlp))) == is_told


@pytest.mark.parametrize(
    ("tags", "pos", "told"),
    [
        (("", ""), ("PRON", "VERB"), "it tags no verbs as the Penn Treebank does"),
        (("PRON", "VERB"), ("PRON", "VERB"), "it tags no verbs as the Penn Treebank does"),
        (("PRP", "VBD"), ("", ""), "it tells no parts of speech"),
    ],
)
def test_without_a_tagger(tags: tuple[str, ...], pos: tuple[str, ...], told: str) -> None:
    nlp = made()
    assert said(nlp, read(nlp, tags, pos)).startswith(told)


def test_amounts_are_left_out_on_purpose() -> None:
    nlp = made("en", "PERSON", "MONEY", "CARDINAL")
    assert find_labels(nlp) == ["CARDINAL", "MONEY", "PERSON"]
    assert find_unnamed_labels(nlp, SEEDS) == ["CARDINAL", "MONEY"]
