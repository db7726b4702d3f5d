"""Training-time variants of a text: quotation marks of every style, marks that are missing, case lost.

What belongs here: changes that leave the annotation true. News arrives with straight and curly marks, with one of a
pair lost to a bad export, and with headlines in capitals; the treebanks hold mostly one style each.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

OPENING = frozenset({'"', "“", "``", "‘‘", "„"})
CLOSING = frozenset({'"', "”", "''", "’’"})
DOUBLE = OPENING | CLOSING
# Straight and curly make up most of what publishers send; the others are house styles that were met in real pages.
STYLES = (('"', '"'), ("“", "”"), ("“", "”"), ("‘", "’"), ("''", "''"), ("«", "»"), ("“", '"'))


@dataclass(frozen=True)
class Rates:
    """Share of documents that get each change; `drop` is per mark within the documents that are changed."""

    quotes: float
    drop: float
    lower: float
    upper: float


def restyle_quotes(words: list[str], style: tuple[str, str]) -> list[str]:
    """Write the double quotation marks among `words` in `style`; a straight mark opens and closes by turns."""
    changed, is_open = [], False
    for word in words:
        if word not in DOUBLE:
            changed.append(word)
            continue
        opens = word not in CLOSING or (word in OPENING and not is_open)
        is_open = opens
        changed.append(style[0] if opens else style[1])
    return changed


def without_tokens(doc: Doc, drop: set[int]) -> Doc:
    """Return `doc` without the tokens at `drop`. A token that others hang on, or that starts a sentence, must stay."""
    keep = [t for t in doc if t.i not in drop]
    position = {t.i: n for n, t in enumerate(keep)}
    spaces = [bool(t.whitespace_) or (t.i + 1 in drop and bool(doc[t.i + 1].whitespace_)) for t in keep]
    return Doc(
        doc.vocab,
        words=[t.text for t in keep],
        spaces=spaces,
        tags=[t.tag_ for t in keep],
        pos=[t.pos_ for t in keep],
        morphs=[str(t.morph) for t in keep],
        lemmas=[t.lemma_ for t in keep],
        heads=[position[t.head.i] for t in keep],
        deps=[t.dep_ for t in keep],
        sent_starts=[bool(t.is_sent_start) for t in keep],
    )


def droppable_quotes(doc: Doc) -> list[int]:
    """Positions of double marks that nothing hangs on and that start no sentence."""
    return [t.i for t in doc if t.text in DOUBLE and not t.is_sent_start and t.n_lefts + t.n_rights == 0]


def with_words(doc: Doc, words: list[str]) -> Doc:
    """Return a copy of `doc` with its tokens spelled as `words`, the annotation kept."""
    copy = without_tokens(doc, set())
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(t.whitespace_) for t in copy],
        tags=[t.tag_ for t in copy],
        pos=[t.pos_ for t in copy],
        morphs=[str(t.morph) for t in copy],
        lemmas=[t.lemma_ for t in copy],
        heads=[t.head.i for t in copy],
        deps=[t.dep_ for t in copy],
        sent_starts=[bool(t.is_sent_start) for t in copy],
    )


def vary(doc: Doc, rates: Rates, rng: random.Random) -> Doc:
    """Return a variant of a parsed reference `doc`, or `doc` itself where no change was drawn."""
    if rng.random() < rates.quotes and any(t.text in DOUBLE for t in doc):
        doc = without_tokens(doc, {i for i in droppable_quotes(doc) if rng.random() < rates.drop})
        doc = with_words(doc, restyle_quotes([t.text for t in doc], rng.choice(STYLES)))
    draw = rng.random()
    if draw < rates.lower:
        doc = with_words(doc, [t.lower_ for t in doc])
    elif draw < rates.lower + rates.upper:
        doc = with_words(doc, [t.text.upper() for t in doc])
    return doc


@registry.augmenters("onrecord.syntax_variants.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def create_syntax_variants(
    quotes: float, drop: float, lower: float, upper: float, seed: int
) -> Callable[[Language, Example], Iterator[Example]]:
    """An augmenter for parsed documents; its draws follow `seed` alone, so that a training run can be repeated."""
    rates, rng = Rates(quotes, drop, lower, upper), random.Random(seed)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        doc = vary(example.reference, rates, rng)
        yield example if doc is example.reference else Example(nlp.make_doc(doc.text), doc)

    return augment
