"""Openly licensed texts as text alone: more to learn from than the treebanks, once parsers and recognisers agree on it.

What belongs here: which texts, in which pieces. What is learned from them is `silver_syntax.py` and `silver.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from models import coreference_corpora, name_corpora
from models.convert_names import DOMAINS
from models.name_corpora import BLOCK_WORDS


def pieces(lines: Iterable[str]) -> Iterator[str]:
    """Lines joined into pieces of at most `BLOCK_WORDS` words; a longer line stands alone."""
    piece: list[str] = []
    for line in lines:
        words = line.split()
        if piece and len(piece) + len(words) > BLOCK_WORDS:
            yield " ".join(piece)
            piece = []
        piece = piece + words
    if piece:
        yield " ".join(piece)


def spell(words: Iterable[str], spaces: Iterable[bool]) -> str:
    """The text of words and of the spaces behind them."""
    return "".join(word + " " * space for word, space in zip(words, spaces, strict=True)).strip()


def read_unnamed(root: Path) -> Iterator[str]:
    """The texts that no name corpus has: fiction, full of direct speech, and passages of Wikipedia about people."""
    for work in coreference_corpora.read_litbank(root / "litbank" / "coref" / "brat"):
        yield from pieces(work.text.splitlines())
    for example in coreference_corpora.read_gap(root / "gap-coreference" / "gap-development.tsv"):
        yield " ".join(example.text.split())


def read_texts(root: Path) -> Iterator[str]:
    """All texts. CrossNER's test part of politics, which tests, is left out."""
    parts = [(d, s) for d in DOMAINS for s in ("train", "dev", "test") if (d, s) != ("politics", "test")]
    named = chain(
        name_corpora.read_re3d(root),
        name_corpora.read_wikigold(root),
        name_corpora.read_redocred(root),
        *(name_corpora.read_crossner(root, domain, split) for domain, split in parts),
    )
    yield from (" ".join(spell(text.words, text.spaces).split()) for text in named)
    yield from read_unnamed(root)
