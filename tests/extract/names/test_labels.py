"""What the names of other pipelines are called here."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Span

from flows.enums import Label
from flows.extract.names.labels import LabelMap, read_labels
from flows.seeds import SeedError

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("PERSON", "PERSON"), ("PER", "PERSON"), ("ORGANIZATION", "ORG"), ("LOCATION", "LOC"), ("FAC", "LOC"),
        ("TIME", "DATE"), ("WORK_OF_ART", "MISC"), ("MONEY", None), ("Per", None), ("OTHER", None),
    ],
)  # fmt: skip
def test_a_label_is_ours_or_left_out(theirs: str, ours: str | None) -> None:
    nlp = spacy.blank("en")
    doc = nlp("Ann Roe left.")
    doc.ents = [Span(doc, 0, 2, label=theirs)]
    LabelMap(nlp, "labels", str(SEEDS))(doc)
    assert [(span.text, span.label_) for span in doc.ents] == ([("Ann Roe", ours)] if ours else [])


def test_our_own_labels_stay_as_they_are() -> None:
    ours = read_labels(SEEDS)
    assert {label: ours[label] for label in Label} == {label: label for label in Label}


def test_a_label_of_nobodys_is_refused(tmp_path: Path) -> None:
    (tmp_path / "entity_labels.csv").write_text("label,ours,reason\nPER,HUMAN,none\n")
    with pytest.raises(SeedError, match=r"entity_labels\.csv, line 2, column ours: 'HUMAN' is not one of PERSON, ORG"):
        read_labels(tmp_path)
