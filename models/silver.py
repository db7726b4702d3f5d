"""Names in the web treebank and in plain texts, labelled where proper nouns, a recogniser and a third voice agree.

    python -m models.silver CORPORA RECOGNISER TRAIN OUT [--parser PIPELINE]

The treebank says by hand which words are proper nouns and which of them are one name; what kind of name it is, it does
not say. A name is labelled where the recogniser and the lists say the same, or the recogniser and the one in the
package that the word vectors come from; it is left open (missing, never outside) where neither holds. Words that are no
proper nouns are outside. With a parser, texts without any annotation are labelled too: its tags stand for the
treebank's. TRAIN is the `.spacy` file of the name corpora; OUT takes all together.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path

import spacy
import typer
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from models.conllu import Sentence, Word, from_span
from models.convert_syntax import blocks, documents
from models.fast_gemm import use_numpy_blas
from models.gazetteer import Members, collect
from models.mentions import MISSING, Labelled, Mention, demonyms, governed_places, titles, to_doc, trim, with_demonyms
from models.name_corpora import BLOCK_WORDS
from models.plain_texts import read_unnamed
from models.vectors import package_folder
from models.words import SEEDS, words

PEOPLE = ("first_common", "first_rare", "first_other", "last_common", "last_rare", "last_other")
FIRST_NAMES = PEOPLE[:3]
COARSE = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "place", "LOC": "place", "FAC": "place"}
Spans = dict[tuple[int, int], str]


@cache
def members() -> Members:
    """The gazetteer's lists, by dimension."""
    return collect(SEEDS)


def is_listed(word: str, dimensions: Iterable[str]) -> bool:
    return any(word in members()[dimension] for dimension in dimensions)


def proper_runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that hang together as one name, half-open, without titles and days of the week."""
    start = 0
    while start < len(sentence.words):
        end = start
        while end < len(sentence.words) and _is_proper(sentence.words[end]) and (end == start or _joins(sentence, end)):
            end += 1
        while start < end and sentence.words[start].form in titles():
            start += 1
        if start < end:
            yield start, end
        start = max(start, end) + (end <= start)


def _is_proper(word: Word) -> bool:
    return word.xpos in {"NNP", "NNPS"} and word.form not in words("calendar") and any(c.isalpha() for c in word.form)


def _joins(sentence: Sentence, position: int) -> bool:
    """Whether the word belongs to the name that the word before it ends: one hangs on the other or both on a third."""
    before, word = sentence.words[position - 1], sentence.words[position]
    return word.head == position or before.head == position + 1 or (word.head == before.head and word.head > 0)


def is_flat(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words are a headless name, as the treebank writes those of people."""
    return end - start > 1 and all(w.deprel.startswith("flat") for w in sentence.words[start + 1 : end])


def is_called(parts: list[str]) -> bool:
    """Whether the first of several words is a first name, and the whole no place and no organisation."""
    name = " ".join(part.capitalize() for part in parts)
    is_other = name in governed_places() or is_listed(parts[-1].capitalize(), ["organisation_word"])
    return is_listed(parts[0].capitalize(), FIRST_NAMES) and not is_other


def is_addressed(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a single common first name stands where a greeting or a signature has it: alone, or before a comma."""
    word = sentence.words[start].form.capitalize()
    alone = sum(w.upos != "PUNCT" for w in sentence.words) == end - start
    greets = end < len(sentence.words) and sentence.words[end].form in {",", ":", "-", "--"} and start < 2
    return (
        end - start == 1 and is_listed(word, ["first_common"]) and word not in governed_places() and (alone or greets)
    )


def is_agreed(guess: str, other: str) -> bool:
    """Whether two recognisers name the same kind of thing; a town and a river are both places to one of them."""
    return guess in COARSE and COARSE[guess] == COARSE.get(other)


def label_of(sentence: Sentence, start: int, end: int, guess: str, people: frozenset[str]) -> str:
    """The label of a run of proper nouns, given the recogniser's guess for exactly this run ("" for none).

    `people` are the words of the full names of people in the same document.
    """
    parts = [w.form for w in sentence.words[start:end]]
    if guess in {"GPE", "LOC"} and (guess == "LOC" or " ".join(parts) in governed_places()):
        return guess
    if is_flat(sentence, start, end) and guess in {"PERSON", ""} and is_called(parts):
        return "PERSON"
    if guess == "PERSON" and (is_listed(parts[0].capitalize(), PEOPLE) or is_flat(sentence, start, end)):
        return "PERSON"
    if guess in {"PERSON", ""} and (is_addressed(sentence, start, end) or (end - start == 1 and parts[0] in people)):
        return "PERSON"
    if guess == "ORG" and not is_listed(parts[0].capitalize(), FIRST_NAMES):
        return "ORG"
    return MISSING


def people_in(document: list[Sentence]) -> frozenset[str]:
    """The words, of three letters at least, of the full names that the treebank's own marks show to be people's."""
    found: set[str] = set()
    for sentence in document:
        for start, end in proper_runs(sentence):
            parts = [w.form for w in sentence.words[start:end]]
            if is_flat(sentence, start, end) and is_called(parts):
                found.update(part for part in parts if len(part) > 2 and part.isalpha())
    return frozenset(found)


def covered(mentions: Iterable[Mention]) -> set[int]:
    return {i for mention in mentions for i in range(mention.start, mention.end)}


def silver_block(sentences: list[Sentence], guesses: Spans, others: Spans, people: frozenset[str]) -> Labelled:
    """Label one block of sentences. `guesses` and `others` are two recognisers' names in words of the block."""
    flat = [w for s in sentences for w in s.words]
    mentions = [Mention(*place, label) for place, label in guesses.items() if is_agreed(label, others.get(place, ""))]
    taken = covered(mentions)
    offset = 0
    for sentence in sentences:
        for start, end in proper_runs(sentence):
            place = (offset + start, offset + end)
            if taken.isdisjoint(range(*place)):
                label = label_of(sentence, start, end, guesses.get(place, ""), people)
                mentions.append(Mention(*place, label))
        offset += len(sentence.words)
    mentions.sort(key=attrgetter("start"))
    taken = covered(mentions)
    doubtful = {i for (start, end), label in guesses.items() if label != "NORP" for i in range(start, end)}
    doubtful |= {i for i, word in enumerate(flat) if _is_proper(word) and word.form not in demonyms()}
    mentions += [Mention(i, i + 1, MISSING) for i in sorted(doubtful - taken)]
    text = Labelled(
        tuple(w.form for w in flat),
        tuple(w.space_after for w in flat),
        tuple(mentions),
    )
    return with_demonyms(text)


def guessed(nlp: Language, block: list[Sentence]) -> Spans:
    """The recogniser's names in a block, on its words; "the" and titles are no part of them, whoever says so."""
    flat = [w for s in block for w in s.words]
    doc = nlp(Doc(nlp.vocab, words=[w.form for w in flat], spaces=[w.space_after for w in flat]))
    texts = [w.form for w in flat]
    found = (trim(texts, Mention(span.start, span.end, span.label_)) for span in doc.ents)
    return {(mention.start, mention.end): mention.label for mention in found if mention}


def parsed_texts(parser: Language, texts: Iterable[str]) -> Iterator[list[Sentence]]:
    """Plain texts as documents of a treebank."""
    for doc in parser.pipe(texts, disable=["ner"]):
        yield [from_span(sentence) for sentence in doc.sents]


def silver_texts(nlp: Language, other: Language, texts: Iterable[list[Sentence]]) -> Iterator[Labelled]:
    """The blocks of documents with their labels."""
    for document in texts:
        people = people_in(document)
        for block in blocks(document, BLOCK_WORDS):
            yield silver_block(block, guessed(nlp, block), guessed(other, block), people)


def load_other() -> Language:
    """The recogniser (MIT) of the package with the word vectors; it was saved by an older spaCy, which it says."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095")
        return spacy.load(package_folder().parent, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])


def main(
    corpora: Path, recogniser: Path, train: Path, out: Path, parser: Path | None = None, texts: int | None = None
) -> None:
    """Label the web treebank's training part, and with a parser plain texts; write them behind the name corpora.

    `texts` of the plain texts are enough to try the recipe.
    """
    use_numpy_blas()
    nlp = spacy.load(recogniser, exclude=["tok2vec", "tagger", "morphologizer", "parser", "trainable_lemmatizer"])
    unlabelled = documents([corpora / "UD_English-EWT" / "en_ewt-ud-train.conllu"])
    if parser:
        unlabelled = chain(unlabelled, parsed_texts(spacy.load(parser), islice(read_unnamed(corpora), texts)))
    found = list(silver_texts(nlp, load_other(), unlabelled))
    together = DocBin(store_user_data=False).from_disk(train)
    for text in found:
        together.add(to_doc(nlp.vocab, text))
    together.to_disk(out)
    for label in ("PERSON", "ORG", "GPE", "LOC", "NORP", MISSING):
        typer.echo(f"{label:7} {sum(m.label == label for text in found for m in text.mentions):6,}")


if __name__ == "__main__":
    typer.run(main)
