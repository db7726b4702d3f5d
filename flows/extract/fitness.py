"""How well a language pipeline that can be used suits the rules: what they would miss, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_compatible_version

from flows.extract.chosen import MANY
from flows.extract.names.labels import read_labels
from flows.extract.text.tags import FINITE

SPEAKERS = ("PERSON", "ORG", "GPE")
"""The labels of those who speak most."""


def doubts(nlp: Language, doc: Doc, seeds: Path) -> Iterator[str]:
    """What speaks against a pipeline: language, version, tags, labels. Nothing where it suits.

    `doc` is a text that it read, with finite verbs ("told", "said"): if none is tagged so, its tags are not known.
    """
    if nlp.lang not in {"en", MANY}:
        yield f"it reads {nlp.lang}, and the rules and vocabularies that ship are for English"
    if other := other_version(nlp.meta.get("spacy_version", "")):
        yield f"{other}, which may read worse with it"
    if FINITE.isdisjoint(token.tag_ for token in doc):
        yield "it tags no verbs as the Penn Treebank does (no tagger?): most indirect quotes get lost"
    if not doc.has_annotation("POS"):
        yield "it tells no parts of speech: most quotes get lost"
    yield from _doubts_on_labels(labels(nlp), read_labels(seeds))


def other_version(made_for: str) -> str | None:
    """That spaCy is of another version than a pipeline was made for (a version specifier); None where it is not."""
    here = version("spacy")
    if made_for and is_compatible_version(here, made_for) is False:
        return f"it was made for spaCy {made_for} and this is {here}"
    return None


def _doubts_on_labels(theirs: list[str], known: dict[str, str]) -> Iterator[str]:
    strange = [label for label in theirs if label not in known]
    if strange:
        yield f"its labels {', '.join(strange)} mean nothing here and are left out (seeds/entity_labels.csv)"
    found = {known.get(label) for label in theirs}
    missing = [label for label in SPEAKERS if label not in found]
    if theirs and missing:
        yield f"none of its labels is {' or '.join(missing)} here"


def left_out(nlp: Language, seeds: Path) -> list[str]:
    """The labels of a pipeline that are known and label no name, such as amounts."""
    known = read_labels(seeds)
    return [label for label in labels(nlp) if known.get(label) == ""]


def labels(nlp: Language) -> list[str]:
    """The labels of names that a pipeline says it gives, in order."""
    names = (name for name in nlp.pipe_names if name == "ner" or "doc.ents" in nlp.get_pipe_meta(name).assigns)
    return sorted({label for name in names for label in nlp.pipe_labels.get(name, ())})
