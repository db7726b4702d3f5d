"""Convert the name corpora into the `.spacy` files that the entity recogniser trains and is tested on.

    python -m models.convert_names CORPORA OUT

CORPORA holds the folders `wikigold`, `CrossNER/ner_data`, `Re-DocRED/data`, `re3d`, `UNER_English-EWT` and `gum`,
laid out as in their repositories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import typer
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from models import name_corpora as corpora_on_disk
from models.convert_syntax import sources, used_files
from models.mentions import Labelled, relabel, to_doc, with_demonyms
from models.templates import filled_templates

DOMAINS = ("ai", "literature", "music", "politics", "science")
TEMPLATE_TEXTS, TEMPLATE_SEED = 5000, 7
WEB_REPEATS = 3  # the only web text, 4 % of the training words without repeats


def labelled(corpus: str, texts: Iterable[Labelled]) -> Iterator[Labelled]:
    """Texts of one corpus with the pipeline's labels."""
    return (relabel(text, corpus) for text in texts)


def training_texts(root: Path) -> Iterator[Labelled]:
    """All that the recogniser learns from. The test sets and GUM's dev documents are kept out."""
    gum = [path for path in sources(root, used_files())["syntax-train"] if path.stem.startswith("GUM_")]
    crossner = (
        corpora_on_disk.read_crossner(root, domain, split)
        for domain in DOMAINS
        for split in ("train", "dev", "test")
        if (domain, split) != ("politics", "test")
    )
    yield from labelled("wikigold", corpora_on_disk.read_wikigold(root))
    yield from labelled("crossner", chain.from_iterable(crossner))
    yield from labelled("redocred", corpora_on_disk.read_redocred(root))
    yield from labelled("re3d", corpora_on_disk.read_re3d(root))
    for _ in range(WEB_REPEATS):
        yield from map(with_demonyms, labelled("uner", corpora_on_disk.read_uner(root, "dev")))
    yield from labelled("gum", corpora_on_disk.read_gum(gum))
    yield from filled_templates(TEMPLATE_TEXTS, TEMPLATE_SEED)


def test_texts(root: Path) -> dict[str, Iterable[Labelled]]:
    """The test sets, and the development set that picks the checkpoint."""
    gum = sources(root, used_files())["gum-dev"]
    politics = labelled("crossner", corpora_on_disk.read_crossner(root, "politics", "test"))
    return {
        "names-dev": labelled("gum", corpora_on_disk.read_gum(gum)),
        "uner-test": labelled("uner", corpora_on_disk.read_uner(root, "test")),
        "politics-test": politics,
    }


def main(corpora: Path, out: Path) -> None:
    """Write one `.spacy` file per corpus part into OUT."""
    out.mkdir(parents=True, exist_ok=True)
    vocab = Vocab()
    for stem, texts in {"names-train": training_texts(corpora), **test_texts(corpora)}.items():
        docs = [to_doc(vocab, text) for text in texts]
        DocBin(docs=docs, store_user_data=False).to_disk(out / f"{stem}.spacy")
        names = sum(len(doc.ents) for doc in docs)
        typer.echo(f"{stem}: {len(docs):,} texts, {sum(map(len, docs)):,} tokens, {names:,} names")


if __name__ == "__main__":
    typer.run(main)
