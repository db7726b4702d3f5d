"""Put the trained parts together into the pipeline that ships, without what only training needs.

    python -m models.assemble SYNTAX NAMES OUT

What belongs here: sourcing, the pipeline's own description. What is left out is `prune.py`. The figures are the card's
(`models/README.md`).
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from pathlib import Path

import spacy
import typer
from spacy.language import Language
from spacy.util import load_config

import models.registered  # noqa: F401  (registers what the training configs name)
from models.card import digest
from models.prune import needed_strings, prune_trees, write_strings

VERSION = "2.3.0"
LICENSE = "CC BY-SA 4.0"
DESCRIPTION = "English for news: tags, morphology, Universal Dependencies, lemmas and names; from open corpora."
LIMIT_MB = 40
# Texts that a process parses at once unless it asks for another number. With 16 articles of 640 words the arrays
# between the layers take 320 MB, with 8 half of that, at the same speed.
BATCH_SIZE = 8
HERE = Path(__file__).parent


def merge(syntax: Language, names: Language) -> Language:
    """Return the syntax pipeline with the recogniser behind it. Errors: ValueError where their vectors differ."""
    own, other = syntax.vocab.vectors, names.vocab.vectors
    if own.key2row != other.key2row or not (own.data == other.data).all():
        raise ValueError("the two parts were trained with different vectors: train both with the same [paths] vectors")
    for label in names.pipe_labels["ner"]:
        syntax.vocab.strings.add(label)
    syntax.add_pipe("ner", source=names)
    return syntax


def describe(nlp: Language) -> None:
    """Fill in `meta.json`."""
    with (HERE / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = [{key: row[key] for key in ("name", "url", "author", "license")} for row in csv.DictReader(file)]
    nlp.meta.update(
        name="onrecord_sm",
        version=VERSION,
        license=LICENSE,
        description=DESCRIPTION,
        author="On Record",
        sources=sources,
        performance={},
    )


def clean_config(path: Path) -> None:
    """Drop what only training reads: paths, and callbacks whose code does not ship."""
    config = load_config(path / "config.cfg")
    config["paths"] = {}
    config["corpora"] = {}
    config["nlp"].update(before_creation=None, batch_size=BATCH_SIZE)
    config["initialize"] = {"components": {}, "tokenizer": {}}
    config["training"] = {}
    config.to_disk(path / "config.cfg")


def main(syntax: Path, names: Path, out: Path) -> None:
    """Write the pipeline to OUT (replaced), and print its size and digest."""
    nlp = merge(spacy.load(syntax), spacy.load(names))
    describe(nlp)
    prune_trees(nlp.get_pipe("trainable_lemmatizer"))
    with tempfile.TemporaryDirectory() as folder:
        nlp.to_disk(folder)
        write_strings(Path(folder), needed_strings(nlp))
        clean_config(Path(folder))
        spacy.load(folder)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(folder, out)
    size = sum(p.stat().st_size for p in out.rglob("*") if p.is_file()) / 1e6
    typer.echo(f"{out}: {size:.1f} MB, digest {digest(out)}")
    if size > LIMIT_MB:
        raise typer.BadParameter(f"{size:.1f} MB is more than the {LIMIT_MB} MB that the repository takes")


if __name__ == "__main__":
    typer.run(main)
