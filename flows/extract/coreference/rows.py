"""Pronouns and descriptions as mentions: every third-person pronoun, and each description whose owner is named."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from flows.enums import Label, MentionKind
from flows.extract.coreference.chains import Chains
from flows.extract.coreference.phrase import MANY, Kind, Phrase
from flows.extract.coreference.ranker import Reference, anaphor_of
from flows.extract.coreference.weights import QUOTED
from flows.extract.names.identity import Identity
from flows.extract.names.mentions import Mention

LONGEST = 200
"""Code points of a description as a mention; a longer one is cut behind its head, as clauses hang on it."""
SAME_CLAUSE = frozenset({"name_beside", "predicate"})
"""Rules by which a description mentions nobody anew: it stands beside the name, or says what somebody is."""


def find_referring_mentions(doc: Doc, chains: Chains, least: Mapping[str, float]) -> list[Mention]:
    """The pronouns and resolved descriptions of a document in order, each with its entity (None: nobody named).

    A description beside its name ("his lawyer, Ann Roe") mentions nobody twice and makes no row. Whoever speaks has the
    entity of the quote. Any other phrase has one only where its chance is at least that of its kind in `least`: a wrong
    mention is worse than none.
    """
    found = []
    for reference in chains.references.values():
        is_sure = reference.phrase.head in chains.discourse.acts_by_source or _is_likely(reference, chains, least)
        identity = reference.entity.identity if reference.entity is not None and is_sure else None
        if _is_row(reference, identity):
            found.append(_mention(doc, reference.phrase, identity))
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _is_likely(reference: Reference, chains: Chains, least: Mapping[str, float]) -> bool:
    """Whether the chance is enough; inside quotation marks it must be greater, as speakers know more than the text.

    "They" that does not speak seldom means a body: of 6 that were read none did.
    """
    if reference.phrase.word in MANY and reference.entity is not None and reference.entity.kind is not Kind.PEOPLE:
        return False
    enough = least[anaphor_of(reference.phrase)]
    is_quoted = chains.discourse.is_quoted(reference.phrase.head)
    return reference.plain_chance >= (max(enough, least[QUOTED]) if is_quoted else enough)


def _is_row(reference: Reference, identity: Identity | None) -> bool:
    if reference.phrase.form is MentionKind.PRONOUN:
        return True
    is_resolved = reference.phrase.form is MentionKind.NOMINAL and identity is not None
    return is_resolved and SAME_CLAUSE.isdisjoint(reference.why)


def _mention(doc: Doc, phrase: Phrase, identity: Identity | None) -> Mention:
    span = doc[phrase.start : phrase.end]
    if span.end_char - span.start_char > LONGEST or "\n" in span.text:
        span = doc[phrase.head : phrase.head + 1]
    label = identity.label if identity else Label.PERSON if phrase.kind is Kind.PERSON else Label.MISC
    return Mention(span.start_char, span.end_char, phrase.form, label, identity)
