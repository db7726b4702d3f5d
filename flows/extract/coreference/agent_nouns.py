"""Nouns for persons that no list has, known by how they are formed: "playwright", "lobbyist", "claimant"."""

from __future__ import annotations

from flows.extract.vocabulary import Vocabulary, WordGroup

AGENT_ENDINGS = ("er", "or", "ist", "man", "woman", "person", "ant", "ian", "eer", "ess", "ic", "wright", "ee")


def is_agent(noun: str, vocabulary: Vocabulary) -> bool:
    """Whether a noun that no list has is formed like one for a person."""
    return noun.endswith(AGENT_ENDINGS) and noun not in vocabulary.groups[WordGroup.THING]
