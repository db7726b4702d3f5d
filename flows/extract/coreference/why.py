"""Why a phrase means whom it means: the signs behind each choice, for `onrecord explain --why`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from flows.enums import MentionKind
from flows.extract import pipeline, vocabulary
from flows.extract.coreference.chains import Chains
from flows.extract.coreference.ranker import Reference, anaphor_of
from flows.extract.coreference.weights import Scorers
from flows.extract.finder import QuoteFinder
from flows.extract.names.mentions import find_mentions
from flows.extract.text.plain import plain

TOGETHER = "signs_together"
"""Stands for what the signs add to their own weights where they stand together."""


class Meaning(NamedTuple):
    """A pronoun or description at `start` (code points), whom it means, and the signs that chose it, strongest first.

    A sign without a weight (0) is a rule that settled the choice.
    """

    text: str
    start: int
    name: str | None
    chance: float
    signs: list[tuple[str, float]]


def explain_meanings(text: str, model: str, seeds: Path) -> list[Meaning]:
    """Read a text with a pipeline and return whom its pronouns and descriptions mean, in order."""
    words = vocabulary.load(seeds)
    doc = pipeline.load(model, seeds)(plain(text))
    _, chains = QuoteFinder(words).read(doc, find_mentions(doc, words))
    asked = [found for found in chains.references.values() if found.phrase.form is not MentionKind.NAME]
    return sorted((_explain(chains, found, words.coreference) for found in asked), key=lambda meaning: meaning.start)


def _explain(chains: Chains, reference: Reference, scorers: Scorers) -> Meaning:
    phrase = reference.phrase
    text, start = chains.layout.text_of(phrase.start, phrase.end), chains.layout.token_starts[phrase.start]
    scorer = scorers[anaphor_of(phrase)]
    signs = [(sign, scorer.weights.get(sign, 0.0)) for sign in reference.why]
    [together] = scorer.add([reference.why])
    if together:
        signs.append((TOGETHER, together))
    signs.sort(key=lambda sign: -abs(sign[1]))
    name = reference.entity.name if reference.entity is not None else None
    return Meaning(text, start, name, reference.chance, signs)
