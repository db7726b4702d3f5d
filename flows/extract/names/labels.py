"""Maps the labels of another pipeline's names to ours: one component after the entity recogniser, before the rules.

`seeds/entity_labels.csv` maps them. A name whose label is not listed, or maps to nothing, is left out.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from flows.enums import Label
from flows.extract import seed_files


def read_labels(seeds: Path) -> dict[str, str]:
    """Each known label and ours for it, empty where it labels no name. Upper and lower case differ.

    Raises `SeedError` with file, line and column where a label of ours does not exist.
    """
    rows = seed_files.read(seeds, "entity_labels")
    return {row["label"]: row.choice("ours", [*Label, ""]) for row in rows}


@Language.factory("onrecord_labels", assigns=["doc.ents"], requires=["doc.ents"], default_config={"seeds": "seeds"})
class LabelMap:
    """The component. `seeds` is the folder with `entity_labels.csv`."""

    def __init__(self, nlp: Language, name: str, seeds: str) -> None:
        self.name = name
        self.ours = read_labels(Path(seeds))

    def __call__(self, doc: Doc) -> Doc:
        named = [(span, self.ours.get(span.label_)) for span in doc.ents]
        if any(label != span.label_ for span, label in named):
            doc.ents = [Span(doc, span.start, span.end, label=label) for span, label in named if label]
        return doc
