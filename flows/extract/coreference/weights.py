"""The weights of the features, alone and together: data, fitted by `python -m models.fit_coreference`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import numpy as np

from flows.extract import seed_files
from flows.seeds import SeedError

QUOTED = "quoted"
"""The row of `seeds/mention_chances.csv` for phrases inside quotation marks."""
SEED, UNITS, CHANCES = "coreference_weights", "coreference_units", "mention_chances"
BIAS, OUTPUT = "bias", "output"
"""The rows of `seeds/coreference_units.csv` that belong to no feature."""


class Anaphor(StrEnum):
    """What kind of phrase asks for an antecedent: each has weights of its own."""

    PERSON = "person"
    THEY = "they"
    IT = "it"
    ROLE = "role"
    """A description of a person."""
    BODY = "body"
    """A description of a body or place."""


class Scorer:
    """Scores the answers to questions of one kind of anaphor.

    The score of an answer is the sum of the weights of its features, and what a layer of rectified linear units adds,
    which see the features together: being named last counts more for a subject than for a possessor.

    `weights` has a number for each feature, `units` as many numbers as there are units for each feature and for `BIAS`
    and `OUTPUT`; without `units` there is no layer.
    """

    def __init__(self, weights: Mapping[str, float], units: Mapping[str, Sequence[float]]) -> None:
        self.weights = weights
        features = sorted(units.keys() - {BIAS, OUTPUT})
        self._row = {feature: number for number, feature in enumerate(features, 1)}
        self._output = np.array(units[OUTPUT]) if units else None
        self._layer = np.array([units[name] for name in (BIAS, *features)]) if units else np.empty((0, 0))

    def score(self, answers: Sequence[Sequence[str]]) -> list[float]:
        """The score of each answer, given its features."""
        weigh = self.weights.get
        alone = [sum([weigh(name, 0.0) for name in names]) for names in answers]
        if self._output is None:
            return alone
        return [one + other for one, other in zip(alone, self.add(answers), strict=True)]

    def add(self, answers: Sequence[Sequence[str]]) -> list[float]:
        """What the layer adds to the score of each answer."""
        if self._output is None:
            return [0.0] * len(answers)
        known, rows, starts = self._row, list[int](), list[int]()
        for names in answers:
            starts.append(len(rows))
            rows.append(0)
            rows += [known[name] for name in names if name in known]
        values = np.maximum(np.add.reduceat(self._layer[rows], starts), 0.0)
        # Not a matrix product: the libraries behind it add in an order that depends on the processor.
        return [float(value) for value in (values * self._output).sum(axis=1)]


Scorers = dict[Anaphor, Scorer]


@lru_cache(maxsize=4)
def read_scorers(seeds: Path) -> Scorers:
    """The scorer of each kind of anaphor. Raises `SeedError` where a file is not as it should be."""
    weights = {kind: dict[str, float]() for kind in Anaphor}
    for row in seed_files.read(seeds, SEED):
        for kind in Anaphor:
            weights[kind][row["feature"]] = row.number(kind)
    units = _read_units(seeds)
    return {kind: Scorer(weights[kind], units[kind]) for kind in Anaphor}


def _read_units(seeds: Path) -> dict[Anaphor, dict[str, list[float]]]:
    """The numbers of each unit for each feature, `BIAS` and `OUTPUT`, for the kinds of anaphor that have a layer."""
    units = defaultdict[Anaphor, dict[str, list[float]]](dict)
    for row in seed_files.read(seeds, UNITS):
        own, numbers = units[Anaphor(row.choice("anaphor", Anaphor))], row.numbers("weights")
        if row["feature"] in own:
            raise row.error("feature", f"{row['feature']!r} has a line already")
        if len(next(iter(own.values()), numbers)) != len(numbers):
            raise row.error("weights", f"{len(numbers)} numbers where the lines before have another count")
        own[row["feature"]] = numbers
    for kind, rows in units.items():
        if missing := [name for name in (BIAS, OUTPUT) if not rows.get(name)]:
            raise SeedError(
                f"{seeds / UNITS}.csv: {kind} has no line {' and no line '.join(missing)}. Restore the file, or fit it "
                "again (python -m models.fit_coreference)."
            )
    return units


@lru_cache(maxsize=4)
def read_mention_chances(seeds: Path) -> dict[str, float]:
    """The chance below which a phrase that does not speak has no entity, for each kind, and for quoted ones of all.

    Raises `SeedError` as `read_scorers` does.
    """
    kinds = (*Anaphor, QUOTED)
    return {row.choice("anaphor", kinds): row.number("least") for row in seed_files.read(seeds, CHANCES)}
