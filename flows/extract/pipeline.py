"""The language pipeline: the trained model with our components around it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from flows.extract.names import dates, rules  # noqa: F401  (each registers its component)
from flows.extract.text import sentences  # noqa: F401
from flows.outcomes import UsageError


@lru_cache(maxsize=2)
def load(model: str, seeds: Path) -> Language:
    """The pipeline `model` (a folder or an installed one's name) with our components, which read the folder `seeds`.

    Loaded once per process.

    Raises `UsageError` where there is none, or where it has no parser or no names.
    """
    nlp = _trained(model)
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise UsageError(f"The pipeline {model} has no {' and no '.join(sorted(missing))}: choose one that has both")
    nlp.add_pipe("onrecord_sentences", first=True)
    for component in ("onrecord_names", "onrecord_dates"):
        nlp.add_pipe(component, config={"seeds": str(seeds)})
    return nlp


def _trained(model: str) -> Language:
    # NumPy's BLAS is 1.5 times as fast as thinc's own on the small matrices of these networks (x86-64, one core).
    set_current_ops(NumpyOps(use_blis=False))
    try:
        return spacy.load(Path(model) if Path(model).is_dir() else model)
    except OSError:
        raise UsageError(
            f"There is no language pipeline {model}: give `model` the folder of one, or install one by that name"
        ) from None
