"""The extract step: finds who and what an article names, and who said what.

This is its face: other parts of the package import these names from here and no module inside. Each name is loaded at
its first use, because spaCy and Polars take seconds to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.extract.coreference.why import Meaning, explain_meanings
    from flows.extract.exchange import Exchange, extract_from, name_place
    from flows.extract.model_compatibility import find_doubts, find_unnamed_labels
    from flows.extract.model_lookup import require_model
    from flows.extract.pipeline import load as load_pipeline
    from flows.extract.step import Extracted, extract_shard, extractor_digest, load_extractor
    from flows.extract.vocabulary import require_seeds

__all__ = [
    "Exchange",
    "Extracted",
    "Meaning",
    "explain_meanings",
    "extract_from",
    "extract_shard",
    "extractor_digest",
    "find_doubts",
    "find_unnamed_labels",
    "load_extractor",
    "load_pipeline",
    "name_place",
    "require_model",
    "require_seeds",
]

_PLACES = {
    "Exchange": ("exchange", "Exchange"),
    "Extracted": ("step", "Extracted"),
    "Meaning": ("coreference.why", "Meaning"),
    "explain_meanings": ("coreference.why", "explain_meanings"),
    "extract_from": ("exchange", "extract_from"),
    "extract_shard": ("step", "extract_shard"),
    "extractor_digest": ("step", "extractor_digest"),
    "find_doubts": ("model_compatibility", "find_doubts"),
    "find_unnamed_labels": ("model_compatibility", "find_unnamed_labels"),
    "load_extractor": ("step", "load_extractor"),
    "load_pipeline": ("pipeline", "load"),
    "name_place": ("exchange", "name_place"),
    "require_model": ("model_lookup", "require_model"),
    "require_seeds": ("vocabulary", "require_seeds"),
}
"""Name -> the module that has it, and its name there."""


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    module, attribute = _PLACES[name]
    return getattr(import_module(f"{__name__}.{module}"), attribute)
