"""What tests of the extraction share: the vocabularies, and documents built by hand or read by the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from flows.extract import pipeline, vocabulary
from flows.extract.rows import Found, document_rows
from flows.extract.text.plain import plain
from flows.extract.vocabulary import Vocabulary

SEEDS = Path(__file__).parents[2] / "seeds"

Extract = Callable[[str], Found]


@pytest.fixture(scope="session")
def words() -> Vocabulary:
    """The vocabularies as they ship."""
    return vocabulary.load(SEEDS)


@pytest.fixture(scope="session")
def extract(model: str, words: Vocabulary) -> Extract:
    """A function from a text to its rows, by the shipped pipeline."""
    nlp = pipeline.load(model, SEEDS)

    def of(text: str) -> Found:
        return document_rows("a", text, nlp(plain(text)), words)

    return of


@pytest.fixture(scope="session")
def built(words: Vocabulary) -> Callable[[Doc], Found]:
    """A function from a document built by hand to its rows."""
    return lambda doc: document_rows("a", doc.text, doc, words)


@pytest.fixture(scope="session")
def said_with(extract: Extract) -> Callable[[str, str], list[list[str]]]:
    """A function from a text and a cue as written to the pieces of each quote that has this cue."""

    def of(text: str, cue: str) -> list[list[str]]:
        rows = [row for row in extract(text).quotes if row["cue"] == cue]
        return [[text[s["start_char"] : s["end_char"]] for s in row["segments"]] for row in rows]

    return of


def said(text: str, found: Found) -> list[tuple[str | None, list[str]]]:
    """Who said which pieces of a text, a row a quote."""
    return [(row["speaker"], [text[s["start_char"] : s["end_char"]] for s in row["segments"]]) for row in found.quotes]
