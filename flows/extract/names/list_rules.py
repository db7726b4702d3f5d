"""Names as the NER model gives them: trimmed, and labelled where a list knows better."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from flows.enums import Label
from flows.extract.names.seeds import NameSeeds
from flows.extract.names.spans import FIXED, Names, split_lines
from flows.extract.text.punctuation import DASHES

ARTICLES = frozenset({"the", "a", "an"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def trim_names(names: Names, seeds: NameSeeds) -> None:
    """Cut off white space, marks, a possessive, "the" and a person's title; cut a name at a line end.

    A span that is too long for a name is removed.
    """
    for span in list(names.spans):
        pieces = [
            _trim_piece(names.doc, start, end, span.label_, seeds)
            for start, end in split_lines(names.words, span.start, span.end)
        ]
        kept = [
            Span(names.doc, start, end, label=span.label_)
            for start, end in pieces
            if start < end and names.fits(start, end)
        ]
        if [(k.start, k.end) for k in kept] != [(span.start, span.end)]:
            names.replace([span], kept)


def _trim_piece(doc: Doc, start: int, end: int, label: str, seeds: NameSeeds) -> tuple[int, int]:
    while start < end and (doc[start].is_space or doc[start].is_quote or _is_article(doc, start)):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_quote or doc[end - 1].text in POSSESSIVES | DASHES):
        end -= 1
    if label == Label.PERSON:
        start += seeds.title_length(doc, start, end - 1)
        end -= end - start > 1 and doc[end - 1].text.endswith(".") and seeds.is_title([doc[end - 1].text])
    is_title_cut = end - start > 1 and end < len(doc) and seeds.is_title([doc[end - 1].text, doc[end].text])
    return start, end - is_title_cut  # "Saudi Crown | Prince"; "Ohio | Sen." above


def _is_article(doc: Doc, i: int) -> bool:
    """Whether a word is "the" or "a"; the "A" of "A-League" is none."""
    return doc[i].lower_ in ARTICLES and not (doc[i + 1 : i + 2].text in DASHES and not doc[i].whitespace_)


def label_listed(names: Names, seeds: NameSeeds) -> None:
    """Label countries, capitals, demonyms and unmistakable organisations, unless they are part of a longer name."""
    vocab = names.doc.vocab
    matches = sorted(seeds.phrases(names.doc), key=lambda m: m[1] - m[2])  # longest first
    taken: set[int] = set()
    for match, start, end in matches:
        label = vocab.strings[match]
        if taken.isdisjoint(range(start, end)) and not _is_person(names, start, end, label):
            names.put(start, end, label, FIXED if names.doc[start:end].text in seeds.fixed else "")
            taken.update(range(start, end))


def _is_person(names: Names, start: int, end: int, label: str) -> bool:
    """Whether a person is called Israel here: the NER model says so, and the text has a full name with it. "Moody's" is
    hers where the text has one that ends in Moody."""
    if names.words[end - 1] in POSSESSIVES and names.has_full_name(names.words[start]):
        return True
    persons = [s for s in names.at(start, end) if (s.start, s.end, s.label_) == (start, end, Label.PERSON)]
    return label == Label.GPE and bool(persons) and names.has_full_name(names.doc[start:end].text)
