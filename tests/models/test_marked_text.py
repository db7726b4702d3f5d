"""Names marked inline in texts of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.marked_text import parse, read_marked

NEWSWIRE = Path(__file__).parent / "newswire.jsonl"


def test_marks_become_offsets() -> None:
    marked = parse("[Mette Holm](PERSON) left [Aarhus](GPE).")
    assert marked.text == "Mette Holm left Aarhus."
    assert [(marked.text[a:b], label) for a, b, label in marked.spans] == [("Mette Holm", "PERSON"), ("Aarhus", "GPE")]


def test_an_unknown_label_is_refused() -> None:
    with pytest.raises(ValueError, match="no such label: PLACE"):
        parse("[Aarhus](PLACE)")


def test_the_newswire_holds_forty_varied_paragraphs() -> None:
    paragraphs = read_marked(NEWSWIRE)
    assert len({p.id for p in paragraphs}) == 40
    assert not any(mark in p.text for p in paragraphs for mark in ("](", "["))
    assert {label for p in paragraphs for _, _, label in p.spans} >= {"PERSON", "GPE", "ORG", "LOC", "NORP", "EVENT"}
