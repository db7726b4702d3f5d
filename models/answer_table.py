"""The questions that the fits of coreference learn from, as one table of answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from flows.extract.coreference.weights import Anaphor

Vector = NDArray[np.float64]
FEWEST = 8
"""Questions that a feature must decide between; rarer ones get no weight."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the numbers of its right answers."""

    kind: Anaphor
    answers: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    weight: float


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """All answers to questions as rows, the features that hold as ones.

    `starts` has the first row of each question, `is_right` a 1 for each right row, `importance` what a question counts.
    """

    features: list[str]
    rows: Any
    starts: NDArray[np.int64]
    is_right: Vector
    importance: Vector


def make_table(judged: Sequence[Judged]) -> AnswerTable:
    """The table of questions, without rare features."""
    counts = Counter(name for one in judged for name in set().union(*one.answers))
    features = sorted(name for name, count in counts.items() if count >= FEWEST)
    index = {name: number for number, name in enumerate(features)}
    rows, columns, starts, right = list[int](), list[int](), list[int](), list[float]()
    row = 0
    for one in judged:
        starts.append(row)
        for number, names in enumerate(one.answers):
            known = [index[name] for name in names if name in index]
            rows += [row] * len(known)
            columns += known
            right.append(float(number in one.right))
            row += 1
    table = csr_array((np.ones(len(rows)), (rows, columns)), shape=(row, len(index)))
    return AnswerTable(features, table, np.array(starts), np.array(right), np.array([one.weight for one in judged]))


def spread(values: NDArray[Any], starts: NDArray[np.int64], length: int) -> NDArray[Any]:
    """Each question's value for each of its `length` answers."""
    return np.repeat(values, np.diff([*starts, length]))


def measure_loss(
    scores: NDArray[Any], starts: NDArray[np.int64], is_right: Vector, importance: Vector
) -> tuple[float, NDArray[Any]]:
    """The loss of a softmax over each question's answers, and its slope for each score.

    The loss is the negative logarithm of the share of the right answers, times what the question counts.
    """
    length = len(scores)
    chances = np.exp(scores - spread(np.maximum.reduceat(scores, starts), starts, length))
    chances /= spread(np.add.reduceat(chances, starts), starts, length)
    right = np.maximum(np.add.reduceat(chances * is_right, starts), 1e-12)
    shares = chances * is_right / spread(right, starts, length)
    return -float(importance @ np.log(right)), spread(importance, starts, length) * (chances - shares)
