"""Word lists of the training: a column of a seed file, or a kind of `words.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_words(path: Path, column: str) -> Iterator[str]:
    """Yield the words in one column of a CSV file."""
    for row in read_rows(path):
        yield from row[column].split()


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind. Errors: KeyError for a kind that `words.csv` has not."""
    return {row["kind"]: frozenset(row["words"].split()) for row in read_rows(HERE / "words.csv")}[kind]
