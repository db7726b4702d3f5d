"""The entities of a document while rules look at them: found by their tokens, never overlapping."""

from __future__ import annotations

from spacy.lang.en import English
from spacy.tokens import Doc, Span

from flows.extract.names.spans import Names


def names() -> Names:
    doc = Doc(English().vocab, words=["Ann", "Roe", "met", "Poe", "in", "New", "Rome", "."])
    doc.ents = (Span(doc, 0, 2, "PERSON"), Span(doc, 5, 7, "GPE"))
    return Names(doc)


def shown(spans: list[Span]) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in spans]


def test_entities_are_found_by_any_token() -> None:
    found = names()
    assert shown(found.at(1, 6)) == [("Ann Roe", "PERSON"), ("New Rome", "GPE")]
    assert shown(found.at(6, 99)) == [("New Rome", "GPE")]
    assert found.at(2, 5) == []


def test_a_name_replaces_shorter_names_only() -> None:
    found = names()
    assert found.put(3, 4, "PERSON")
    assert not found.put(1, 3, "ORG")
    assert found.put(4, 7, "ORG")
    assert shown(found.spans) == [("Ann Roe", "PERSON"), ("Poe", "PERSON"), ("in New Rome", "ORG")]


def test_full_names_are_counted_while_they_stand() -> None:
    found = names()
    assert (found.full["Roe"], found.full["Poe"], found.full["Rome"]) == (1, 0, 0)
    found.replace(found.at(0, 2), [])
    assert found.full["Roe"] == 0
    assert shown(found.spans) == [("New Rome", "GPE")]
