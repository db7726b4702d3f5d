"""The language pipeline: the trained model with our components around it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from flows.errors import UsageError
from flows.extract.model_compatibility import describe_version_mismatch
from flows.extract.model_lookup import Model, describe_error, find_model
from flows.extract.names import dates, labels, rules  # noqa: F401  (each registers its component)
from flows.extract.text import days, sentences  # noqa: F401

PROBE = "“It is safe,” Ann Roe said on Monday."
"""A first text: an untrained part loads like any other and raises only here."""

UNREAD = ("lemmatizer", "trainable_lemmatizer")
"""Components, by the names that spaCy gives them, whose work no rule reads: a twentieth of the model's time."""


@lru_cache(maxsize=2)
def load(model: str, seeds: Path) -> Language:
    """Load the pipeline `model` (a folder or an installed one's name) with our components, which read `seeds`.

    Loaded once per process. Raises `UsageError` with the reason where it is missing or cannot be used.
    """
    nlp = _load_trained(model, find_model(model))
    nlp.add_pipe("onrecord_sentences", first=True)
    for component in ("onrecord_labels", "onrecord_names", "onrecord_dates"):
        nlp.add_pipe(component, config={"seeds": str(seeds)})
    nlp.add_pipe("onrecord_days")
    return nlp


def _load_trained(model: str, found: Model) -> Language:
    # NumPy's BLAS is 1.5 times as fast as thinc's own on the small matrices of these networks (x86-64, one core).
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(found.package or found.folder, exclude=UNREAD)
        nlp(PROBE)
    except Exception as error:  # a damaged file, a part that is not installed or was never trained: each has its own
        reasons = "; ".join(filter(None, (describe_error(error), describe_version_mismatch(found.spacy))))
        raise UsageError(
            f"The language pipeline {model} cannot be used ({reasons}): install what it needs, get it anew, or choose "
            "another `model`."
        ) from error
    return nlp
