"""Convert the treebanks (UD English EWT, GUM) into the `.spacy` files that the parser trains and is tested on.

    python -m models.convert_syntax CORPORA OUT

CORPORA holds the folders `UD_English-EWT` and `gum/dep` with `gum/splits.md`, laid out as in their repositories.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import typer
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from models.checksums import read_sums
from models.conllu import Sentence, read_sentences, to_doc
from models.direct_speech import direct_speech
from models.name_pools import load_pools

# Training documents are cut below the parser's own cut size (the config's 200, halved), above which spaCy works
# out an oracle sequence first: a third of the training time when measured with blocks of 10 sentences.
# Tests keep whole documents.
BLOCK_TOKENS = 90
CUTS = (BLOCK_TOKENS, 60)  # other neighbours for a sentence: which ends it has, the net cannot learn by heart
HERE = Path(__file__).parent
SPEECH_SEED, ORDER_SEED = 11, 13
END_MARKS = ".!?\"”')…:"
SPLIT_HEADING = re.compile(r"^## (\w+)")
SPLIT_ITEM = re.compile(r"^\s*\* (GUM_\w+)")


def read_splits(path: Path) -> dict[str, str]:
    """Map each GUM document to its split (`train`, `dev`, `test`), from the corpus' own `splits.md`."""
    splits, current = {}, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := SPLIT_HEADING.match(line):
            current = heading[1]
        elif item := SPLIT_ITEM.match(line):
            splits[item[1]] = current
    return splits


def documents(paths: Iterable[Path]) -> Iterator[list[Sentence]]:
    """Yield the documents of several CoNLL-U files, each as the list of its sentences."""
    for path in paths:
        for _, group in groupby(read_sentences(path), key=lambda s: s.document):
            yield list(group)


def blocks(document: list[Sentence], size: int) -> Iterator[list[Sentence]]:
    """Cut a document into runs of whole sentences of at most `size` words; a longer sentence stands alone."""
    block: list[Sentence] = []
    for sentence in document:
        if block and sum(len(s.words) for s in block) + len(sentence.words) > size:
            yield block
            block = []
        block.append(sentence)
    yield block


def genre(document: str) -> str:
    """The genre in a document's name: `weblog-…` of EWT, `GUM_news_…` of GUM."""
    return document.removeprefix("GUM_").replace("_", "-").split("-")[0]


def mixed(paths: Iterable[Path], rng: random.Random) -> Iterator[list[Sentence]]:
    """Yield blocks of one genre's sentences in a drawn order, those without an end mark (headings, lines) twice.

    Between their own neighbours alone, the net learns the ends by heart and breaks text without line ends too seldom.
    """
    together = sorted((s for document in documents(paths) for s in document), key=lambda s: genre(s.document))
    for _, group in groupby(together, key=lambda s: genre(s.document)):
        sentences = [s for s in group for _ in range(1 if s.words[-1].form[-1] in END_MARKS else 2)]
        rng.shuffle(sentences)
        yield from blocks(sentences, BLOCK_TOKENS)


def training_docs(vocab: Vocab, paths: Sequence[Path]) -> Iterator[Doc]:
    """Yield every document in two cuts, then all sentences mixed. Every second block of the first cut has blank lines
    between paragraphs, as an article has; the rest have lost their line ends, as text from the web often has."""
    for size in CUTS:
        for n, block in enumerate(b for document in documents(paths) for b in blocks(document, size)):
            yield to_doc(vocab, block, paragraph_breaks=size == BLOCK_TOKENS and n % 2 == 0)
    for block in mixed(paths, random.Random(ORDER_SEED)):
        yield to_doc(vocab, block, paragraph_breaks=False)


def speech_docs(vocab: Vocab, paths: Sequence[Path]) -> Iterator[Doc]:
    """Yield the training blocks, and after them the same documents' sentences as direct speech."""
    yield from training_docs(vocab, paths)
    rng, pools = random.Random(SPEECH_SEED), load_pools()
    for document in documents(paths):
        for text in direct_speech(document, rng, pools):
            yield to_doc(vocab, text, paragraph_breaks=True)


def test_docs(vocab: Vocab, paths: Iterable[Path]) -> Iterator[Doc]:
    """Yield whole documents as one run of text without paragraph breaks: the harder, and the comparable, reading."""
    for document in documents(paths):
        yield to_doc(vocab, document, paragraph_breaks=False)


def used_files() -> frozenset[str]:
    """The files, by their paths below the corpora, that may be used: those with a sum in `corpora.md5`.

    GUM has more documents than these: genres whose texts allow no commercial use, and five that are kept apart.
    """
    return frozenset(read_sums(HERE / "corpora.md5"))


def sources(corpora: Path, used: Collection[str]) -> dict[str, list[Path]]:
    """List the files of each output by its stem. Errors: BadParameter where a corpus is not there."""
    ewt, gum = corpora / "UD_English-EWT", corpora / "gum" / "dep"
    if not (ewt.is_dir() and gum.is_dir()):
        raise typer.BadParameter(f"{corpora}: no {ewt.name} and gum/dep here; models/README.md says where to get them")
    splits = read_splits(corpora / "gum" / "splits.md")
    by_split: dict[str, list[Path]] = {"train": [], "dev": [], "test": []}
    for path in sorted(gum.glob("GUM_*.conllu")):
        if path.relative_to(corpora).as_posix() in used:
            by_split[splits[path.stem]].append(path)
    ewt_files = {split: ewt / f"en_ewt-ud-{split}.conllu" for split in ("train", "dev", "test")}
    return {
        "syntax-train": [ewt_files["train"], *by_split["train"]],
        "syntax-speech": [ewt_files["train"], *by_split["train"], *by_split["dev"]],
        "syntax-dev": [ewt_files["dev"], *by_split["dev"]],
        "ewt-dev": [ewt_files["dev"]],
        "gum-dev": by_split["dev"],
        "ewt-test": [ewt_files["test"]],
        "gum-test": by_split["test"],
    }


MAKERS: dict[str, Callable[[Vocab, Sequence[Path]], Iterator[Doc]]] = {
    "syntax-train": training_docs,
    "syntax-speech": speech_docs,
}


def main(corpora: Path, out: Path) -> None:
    """Write one `.spacy` file per corpus part into OUT."""
    vocab = Vocab()
    parts = sources(corpora, used_files())
    out.mkdir(parents=True, exist_ok=True)
    for stem, paths in parts.items():
        make = MAKERS.get(stem, test_docs)
        docs = list(make(vocab, paths))
        DocBin(docs=docs, store_user_data=False).to_disk(out / f"{stem}.spacy")
        typer.echo(f"{stem}: {len(docs)} documents, {sum(len(d) for d in docs):,} tokens")


if __name__ == "__main__":
    typer.run(main)
