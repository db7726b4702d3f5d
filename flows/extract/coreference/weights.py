"""The weights of the features: data, fitted by `python -m models.fit_coreference`."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from flows.extract import seed_files

QUOTED = "quoted"
"""The row of `seeds/mention_chances.csv` for phrases inside quotation marks."""
SEED, CHANCES = "coreference_weights", "mention_chances"


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


@lru_cache(maxsize=4)
def read_mention_chances(seeds: Path) -> dict[str, float]:
    """The chance below which a phrase that does not speak has no entity, for each kind, and for quoted ones of all.

    Raises `SeedError` as `read_weights` does.
    """
    kinds = (*Anaphor, QUOTED)
    return {row.choice("anaphor", kinds): row.number("least") for row in seed_files.read(seeds, CHANCES)}
