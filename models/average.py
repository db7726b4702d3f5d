"""The mean of several trainings of the same pipeline: steadier than any one of them, and no slower.

    python -m models.average OUT FIRST SECOND [THIRD ...]

The trainings must go on from the same weights: the means of networks that were started apart are noise
(https://arxiv.org/abs/2203.05482).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import spacy
import typer
from spacy.language import Language

import models.registered  # noqa: F401  (registers what the training configs name)


def average_models(networks: list[Any]) -> None:
    """Put the mean of all parameters into the first Thinc model. Errors: ValueError where the layers differ."""
    for nodes in zip(*(network.walk() for network in networks), strict=True):
        if len({(node.name, *node.param_names) for node in nodes}) > 1:
            raise ValueError(f"different networks: {', '.join(sorted({node.name for node in nodes}))}")
        for param in nodes[0].param_names:
            if nodes[0].has_param(param):
                nodes[0].set_param(param, np.mean([node.get_param(param) for node in nodes], axis=0, dtype="float32"))


def average(pipelines: list[Language]) -> Language:
    """Return the first pipeline with the mean weights of all."""
    first = pipelines[0]
    for name in first.pipe_names:
        average_models([nlp.get_pipe(name).model for nlp in pipelines])  # type: ignore[attr-defined]
    return first


def main(out: Path, parts: list[Path]) -> None:
    """Write the mean of the pipelines PARTS to OUT."""
    if len(parts) < 2:
        raise typer.BadParameter("a mean takes at least two trainings")
    average([spacy.load(part) for part in parts]).to_disk(out)


if __name__ == "__main__":
    typer.run(main)
