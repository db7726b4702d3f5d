"""Pronouns and descriptions as mentions: every third-person pronoun, and each description whose owner is named."""

from __future__ import annotations

from spacy.tokens import Doc

from flows.enums import Label, MentionKind
from flows.extract.coreference.chains import Chains
from flows.extract.coreference.phrase import Kind
from flows.extract.coreference.ranker import Reference
from flows.extract.names.mentions import Mention

LONGEST = 200
"""Code points of a description as a mention; a longer one is cut behind its head, as clauses hang on it."""
SAME_CLAUSE = frozenset({"name_beside", "predicate"})
"""Rules by which a description mentions nobody anew: it stands beside the name, or says what somebody is."""


def find_referring_mentions(doc: Doc, chains: Chains) -> list[Mention]:
    """The pronouns and resolved descriptions of a document in order, each with its entity (None: nobody named).

    A description beside its name ("his lawyer, Ann Roe") mentions nobody twice and makes no row.
    """
    found = [_mention(doc, reference) for reference in chains.references.values() if _is_row(reference)]
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _is_row(reference: Reference) -> bool:
    if reference.phrase.form is MentionKind.PRONOUN:
        return True
    is_named = reference.entity is not None and reference.entity.identity is not None
    return reference.phrase.form is MentionKind.NOMINAL and is_named and SAME_CLAUSE.isdisjoint(reference.why)


def _mention(doc: Doc, reference: Reference) -> Mention:
    phrase = reference.phrase
    identity = reference.entity.identity if reference.entity else None
    span = doc[phrase.start : phrase.end]
    if span.end_char - span.start_char > LONGEST or "\n" in span.text:
        span = doc[phrase.head : phrase.head + 1]
    label = identity.label if identity else Label.PERSON if phrase.kind is Kind.PERSON else Label.MISC
    return Mention(span.start_char, span.end_char, phrase.form, label, identity)
