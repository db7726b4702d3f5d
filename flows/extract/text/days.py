"""Days in the tree: one component behind the dates that gives a day back to its verb.

A parser that has read many inverted attributions ("said Ann Roe") takes the day in "the mayor said Tuesday" for a
second subject, or for a part of the name before it.
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
CLIMB = 3
"""Nouns passed from a day up to the subject ("an aide to the mayor of Fenwick Tuesday")."""


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
    cases = {child.lower_ for child in day.children if child.dep_ in {"case", "prep"}}
    if head.i >= span.start or not cases <= {"on"}:
        return None
    is_second = day.dep_ in SECOND_OBJECTS or (day.dep_ in SUBJECTS and _has_subject_before(head))
    if is_second and not cases:
        return head  # "She said Monday the plant would close", "the mayor said Tuesday"
    subject = _climb_to_subject(day) if day.dep_ in BESIDE else None
    if subject is None or subject.head.i == subject.i:
        return None
    is_inverted = subject.head.i < subject.i  # "said an aide to the mayor on Tuesday"
    return subject.head if is_inverted or (subject is head and not cases) else None  # "Ann Roe Tuesday announced"


def _climb_to_subject(day: Token) -> Token | None:
    """The subject whose phrase a day ends, None where it stands in none."""
    token = day.head
    for _ in range(CLIMB):
        if token.dep_ in SUBJECTS:
            return token
        token = token.head
    return None


def _has_subject_before(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.lefts)
