"""Times in the tree: the component behind the dates that frees a verb of a bare day taken for its subject or object.

A parser that has read many inverted attributions ("said Ann Roe") takes the day in "the mayor said Tuesday" for a second
subject, and the quote before it is lost.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from flows.enums import Label

UNMARKED = ("obl:unmarked", "npadvmod")
"""What the schemes of Universal Dependencies and ClearNLP call a time without a preposition."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
SECOND_OBJECTS = frozenset({"iobj", "dative"})
BESIDE = frozenset({"appos", "nmod:unmarked", "nmod:desc", "nmod", "flat", "compound"})


@Language.factory("onrecord_days", assigns=["token.dep"], requires=["token.dep", "doc.ents"])
class DayMender:
    """The component. It does nothing behind a parser without a relation for bare times."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        relations = nlp.get_pipe("parser").labels if nlp.has_pipe("parser") else ()  # type: ignore[attr-defined]
        self.unmarked = next((label for label in UNMARKED if label in relations), None)

    def __call__(self, doc: Doc) -> Doc:
        for span in doc.ents if self.unmarked else ():
            verb = find_verb_of_day(span) if span.label_ == Label.DATE else None
            if verb is not None and self.unmarked:
                span.root.head, span.root.dep_ = verb, self.unmarked
        return doc


def find_verb_of_day(span: Span) -> Token | None:
    """The verb before a bare date that the tree gives a wrong part in the clause; None where the tree may be right."""
    day = span.root
    head = day.head
    if head.i >= span.start or any(child.dep_ in {"case", "prep"} for child in day.children):
        return None
    if day.dep_ in SECOND_OBJECTS or (day.dep_ in SUBJECTS and _has_subject_before(head)):
        return head  # "She said Monday the plant would close", "the mayor said Tuesday"
    is_beside = day.dep_ in BESIDE and head.dep_ in SUBJECTS and head.head.i != head.i
    return head.head if is_beside else None  # "said the mayor Tuesday", "Ann Roe Tuesday announced"


def _has_subject_before(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.lefts)
