"""More text for the parser: sentences of openly licensed texts, parsed alike by several parsers.

    python -m models.silver_syntax CORPORA GOLD OUT PARSER PARSER PARSER [...]

Every sentence takes the tree that the outside parser contradicts least, then the one that the other PARSERs support
most; it is kept where both hold for nearly the whole tree. The outside parser (news, other trees) is the one in the
package that the word vectors come from: it is asked for what quotes hang on alone, which both kinds of trees write
alike. GOLD is the `.spacy` file of the treebanks; OUT takes both together.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path

import spacy
import typer
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span, Token
from spacy.vocab import Vocab

from models.conllu import Sentence, from_span, to_doc
from models.convert_syntax import BLOCK_TOKENS, blocks
from models.direct_speech import direct_speech
from models.fast_gemm import use_numpy_blas
from models.name_pools import load_pools
from models.plain_texts import read_texts
from models.vectors import package_folder

SUPPORT = 0.9  # share of a tree's arcs that the majority of the other parsers has too
SPEECH_SEED = 12
MIN_WORDS, MAX_WORDS = 4, 60
BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m", "’s", "’re", "’m"})
SUBJECTS = {"nsubj": "nsubj", "nsubjpass": "nsubj", "nsubj:pass": "nsubj"}
NAME_PARTS = frozenset({"compound", "flat", "nmod:desc"})
Arc = tuple[int, str]
Fact = tuple[str, int, int]


def arcs(span: Span) -> list[Arc]:
    """Head (in the document) and relation of every word."""
    return [(token.head.i, token.dep_) for token in span]


def name_start(token: Token) -> int:
    """Where a name begins: one kind of trees hangs it on its first word, the other on its last."""
    return min([token.i, *(child.i for child in token.children if child.dep_ in NAME_PARTS)])


def facts(span: Span) -> set[Fact]:
    """What two kinds of trees write alike: the subjects of verbs other than "be", and which verbs have a clause."""
    found: set[Fact] = set()
    for token in span:
        head = token.head
        if head.text.lower() in BE or head.i == token.i:
            continue
        if token.dep_ in SUBJECTS and (head.tag_ or head.pos_ or "V")[0] == "V":
            found.add((SUBJECTS[token.dep_], head.i, name_start(token)))
        elif token.dep_ == "ccomp":
            found.add(("ccomp", head.i, -1))
    return found


def support(tree: list[Arc], others: list[list[Arc]]) -> float:
    """Share of a tree's arcs that most of the other trees have too."""
    votes = [sum(arc == other[i] for other in others) for i, arc in enumerate(tree)]
    return sum(2 * vote >= len(others) for vote in votes) / len(tree)


def best_tree(spans: list[Span], outside: Span) -> Span | None:
    """Of one sentence's parses, the one to learn from; None where no parse is agreed on."""
    trees, said = [arcs(span) for span in spans], facts(outside)
    scored = []
    for n, span in enumerate(spans):
        others = trees[:n] + trees[n + 1 :]
        scored.append((-len(facts(span) ^ said), support(trees[n], others), -n))
    conflicts, supported, place = max(scored)
    allowed = len(outside) // 20
    return spans[-place] if -conflicts <= allowed and supported >= SUPPORT else None


def agreed_sentences(docs: list[Doc], outside: Doc) -> Iterator[Span | None]:
    """The sentences in order, None for each that is not agreed on; most parsers must end it alike."""
    bounds = [{(sentence.start, sentence.end) for sentence in doc.sents} for doc in docs]
    for sentence in docs[0].sents:
        place = (sentence.start, sentence.end)
        spans = [doc[slice(*place)] for doc, found in zip(docs, bounds, strict=True) if place in found]
        usable = 2 * len(spans) > len(docs) and MIN_WORDS <= len(sentence) <= MAX_WORDS
        yield best_tree(spans, outside[slice(*place)]) if usable else None


def runs(sentences: Iterable[Span | None]) -> Iterator[list[Sentence]]:
    """Agreed sentences that follow one another; they may come from different parses of the text."""
    for is_agreed, group in groupby(sentences, key=lambda sentence: sentence is not None):
        if is_agreed:
            yield [from_span(sentence) for sentence in group if sentence]


def load_outside() -> Language:
    """The parser (MIT) of the package with the word vectors; it was saved by an older spaCy, which it says."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095")
        return spacy.load(package_folder().parent, exclude=["ner", "attribute_ruler", "lemmatizer"])


def parse(nlp: Language, texts: list[Doc]) -> Iterator[Doc]:
    """Parse texts on the words that they come with."""
    words = (Doc(nlp.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d]) for d in texts)
    return nlp.pipe(words, batch_size=64)


def silver_runs(parsers: list[Language], outside: Language, texts: Iterable[str]) -> Iterator[list[Sentence]]:
    """The agreed parts of texts, as sentences of a treebank."""
    cut = [parsers[0].make_doc(text) for text in texts]
    for *docs, other in zip(*(parse(nlp, cut) for nlp in [*parsers, outside]), strict=True):
        yield from runs(agreed_sentences(docs, other))


def silver_docs(vocab: Vocab, found: Iterable[list[Sentence]]) -> Iterator[Doc]:
    """The agreed sentences in blocks, and after each run direct speech made from it, as from the treebanks."""
    rng, pools = random.Random(SPEECH_SEED), load_pools()
    for run in found:
        for block in blocks(run, BLOCK_TOKENS):
            yield to_doc(vocab, block, paragraph_breaks=False)
        for text in direct_speech(run, rng, pools):
            yield to_doc(vocab, text, paragraph_breaks=True)


def main(corpora: Path, gold: Path, out: Path, parsers: list[Path], texts: int | None = None) -> None:
    """Write the treebanks and the agreed sentences to OUT; `texts` of the texts are enough to try the recipe."""
    use_numpy_blas()
    voices = [spacy.load(path, exclude=["ner"]) for path in parsers]
    together = DocBin(store_user_data=False).from_disk(gold)
    found = silver_runs(voices, load_outside(), islice(read_texts(corpora), texts))
    docs = list(silver_docs(voices[0].vocab, found))
    for doc in docs:
        together.add(doc)
    together.to_disk(out)
    speech = sum(token.dep_ == "ccomp" for doc in docs for token in doc)
    typer.echo(f"{len(docs):,} texts, {sum(map(len, docs)):,} tokens, {speech:,} clauses as objects")


if __name__ == "__main__":
    typer.run(main)
