"""Documents whose names are given by hand, so that the rules need no trained pipeline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Span

from flows.extract.names.rules import correct_names
from flows.extract.names.seeds import read_seeds

SEEDS = Path(__file__).parents[3] / "seeds"
Name = tuple[str, str]
FindNames = Callable[..., list[Name]]


@pytest.fixture(scope="session")
def find_names() -> FindNames:
    """The names of a text of several sentences after the rules, where the net gave some (text and label, in order)."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    seeds = read_seeds(nlp, SEEDS)

    def find(text: str, *given: Name) -> list[Name]:
        doc = nlp(text)
        spans, position = [], 0
        for phrase, label in given:
            start = text.index(phrase, position)
            position = start + len(phrase)
            span = doc.char_span(start, position, label=label)
            assert isinstance(span, Span), f"{phrase!r} does not fall on token edges"
            spans.append(span)
        doc.ents = spans
        return [(span.text, span.label_) for span in correct_names(doc, seeds)]

    return find
