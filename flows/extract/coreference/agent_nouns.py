"""Nouns for persons that no list has, known by how they are formed: "playwright", "lobbyist", "claimant"."""

from __future__ import annotations

AGENT_ENDINGS = ("er", "or", "ist", "man", "woman", "person", "ant", "ian", "eer", "ess", "ic", "wright", "ee")
THINGS = frozenset(
    [
        "access",
        "answer",
        "banner",
        "border",
        "center",
        "centre",
        "chapter",
        "clinic",
        "coffee",
        "committee",
        "computer",
        "disaster",
        "error",
        "fabric",
        "factor",
        "guarantee",
        "letter",
        "logic",
        "matter",
        "mirror",
        "music",
        "newsletter",
        "number",
        "offer",
        "order",
        "panic",
        "paper",
        "picture",
        "poster",
        "power",
        "process",
        "quarter",
        "register",
        "restaurant",
        "sector",
        "statistic",
        "stress",
        "success",
        "summer",
        "theater",
        "topic",
        "traffic",
        "weather",
        "winter",
    ]
)
"""Nouns that end like those for persons and are none."""


def is_agent(noun: str) -> bool:
    """Whether a noun that no list has is formed like one for a person."""
    return noun.endswith(AGENT_ENDINGS) and noun not in THINGS
