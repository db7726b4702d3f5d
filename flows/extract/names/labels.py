"""The labels of another pipeline's names, as ours: one component after the entity recogniser, before the rules.

Which label means which is `seeds/entity_labels.csv`. A label that is not there, or has no name of ours, is left out.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from flows.errors import UsageError
from flows.extract.vocabulary import rows

SEEDS = ("entity_labels",)
"""The seed files that the component reads."""

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "DATE", "EVENT", "MISC"})


def read_labels(seeds: Path) -> dict[str, str]:
    """Each label that is known and ours for it, empty where it labels no name. Upper and lower case are told apart.

    Raises `UsageError` where one is to be what is no label of ours.
    """
    ours = {row["label"]: row["ours"] for row in rows(seeds, "entity_labels")}
    strange = sorted(set(ours.values()) - LABELS - {""})
    if strange:
        raise UsageError(f"entity_labels.csv in {seeds}: {', '.join(strange)} is none of {', '.join(sorted(LABELS))}")
    return ours


@Language.factory("onrecord_labels", assigns=["doc.ents"], requires=["doc.ents"], default_config={"seeds": "seeds"})
class LabelMap:
    """The component. `seeds` is the folder with `entity_labels.csv`."""

    def __init__(self, nlp: Language, name: str, seeds: str) -> None:
        self.name = name
        self.ours = read_labels(Path(seeds))

    def __call__(self, doc: Doc) -> Doc:
        named = [(span, self.ours.get(span.label_)) for span in doc.ents]
        doc.ents = [Span(doc, span.start, span.end, label=label) for span, label in named if label]
        return doc
