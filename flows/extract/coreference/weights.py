"""The weights of the features: data, fitted by `python -m models.fit_coreference`."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from flows.extract import seed_files

SEED = "coreference_weights"


class Anaphor(StrEnum):
    """What kind of phrase asks for an antecedent: each has weights of its own."""

    PERSON = "person"
    THEY = "they"
    IT = "it"
    ROLE = "role"
    """A description of a person."""
    BODY = "body"
    """A description of a body or place."""


Weights = dict[Anaphor, dict[str, float]]


@lru_cache(maxsize=4)
def read_weights(seeds: Path) -> Weights:
    """The weight of each feature for each kind of anaphor. Raises `SeedError` where the file is not as it should be."""
    found: Weights = {kind: {} for kind in Anaphor}
    for row in seed_files.read(seeds, SEED):
        for kind in Anaphor:
            found[kind][row["feature"]] = row.number(kind)
    return found
