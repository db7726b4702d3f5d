"""How well a usable language pipeline suits the rules: what they would miss with it, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_compatible_version

from flows.enums import Label
from flows.extract.model_lookup import MANY
from flows.extract.names.labels import read_labels
from flows.extract.text.tags import FINITE

SPEAKERS = (Label.PERSON, Label.ORG, Label.GPE)
"""The labels of those who speak most."""


def find_doubts(nlp: Language, doc: Doc, seeds: Path) -> Iterator[str]:
    """Yield the doubts about a pipeline: its language, version, tags and labels. Nothing where it suits.

    `doc` is a text that it read, with finite verbs ("told", "said"): without one its tags are not those of the rules.
    """
    if nlp.lang not in {"en", MANY}:
        yield f"it reads {nlp.lang}, and the rules and vocabularies that ship are for English"
    if mismatch := describe_version_mismatch(nlp.meta.get("spacy_version", "")):
        yield f"{mismatch}, which may read worse with it"
    if FINITE.isdisjoint(token.tag_ for token in doc):
        yield "it tags no verbs as the Penn Treebank does (no tagger?): most indirect quotes get lost"
    if not doc.has_annotation("POS"):
        yield "it tells no parts of speech: most quotes get lost"
    yield from _find_label_doubts(find_labels(nlp), read_labels(seeds))


def describe_version_mismatch(made_for: str) -> str | None:
    """A sentence where spaCy is of another version than a pipeline was made for (a version specifier), else None."""
    here = version("spacy")
    if made_for and is_compatible_version(here, made_for) is False:
        return f"it was made for spaCy {made_for} and this is {here}"
    return None


def _find_label_doubts(theirs: list[str], known: dict[str, str]) -> Iterator[str]:
    strange = [label for label in theirs if label not in known]
    if strange:
        yield f"its labels {', '.join(strange)} mean nothing here and are left out (seeds/entity_labels.csv)"
    found = {known.get(label) for label in theirs}
    missing = [label for label in SPEAKERS if label not in found]
    if theirs and missing:
        yield f"none of its labels is {' or '.join(missing)} here"


def find_unnamed_labels(nlp: Language, seeds: Path) -> list[str]:
    """The known labels of a pipeline that label no name, such as amounts."""
    known = read_labels(seeds)
    return [label for label in find_labels(nlp) if known.get(label) == ""]


def find_labels(nlp: Language) -> list[str]:
    """The labels of names that a pipeline gives, in order."""
    names = (name for name in nlp.pipe_names if name == "ner" or "doc.ents" in nlp.get_pipe_meta(name).assigns)
    return sorted({label for name in names for label in nlp.pipe_labels.get(name, ())})
