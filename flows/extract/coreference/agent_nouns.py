"""Nouns for persons that no list has, known by how they are formed: "playwright", "lobbyist", "claimant"."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary
from flows.extract.word_groups import WordGroup

AGENT_ENDINGS = ("er", "or", "ist", "man", "woman", "person", "ant", "ian", "eer", "ess", "ic", "wright", "ee")

QUALITY = "ness"
"""The end of nouns for what somebody is ("weakness")."""


def noun_at(tokens: Sequence[Token], i: int, vocabulary: Vocabulary) -> str:
    """The noun at token `i` in small letters, with what a hyphen joins to it ("front-runner") where that is known."""
    word: str = tokens[i].lower_
    if i > 1 and tokens[i - 1].text == "-" and not tokens[i - 1].whitespace_:
        joined = f"{tokens[i - 2].lower_}-{word}"
        if joined in vocabulary.roles:
            return joined
    return word


def is_agent(noun: str, vocabulary: Vocabulary) -> bool:
    """Whether a noun that no list has is formed like one for a person."""
    return (
        noun.endswith(AGENT_ENDINGS) and not noun.endswith(QUALITY) and noun not in vocabulary.groups[WordGroup.THING]
    )


def read_number(head: Token, tokens: Sequence[Token], vocabulary: Vocabulary) -> str:
    """one, many, body, place or text, as the noun at `head` tells, or its form ("gynecologist"); else ''."""
    word = noun_at(tokens, head.i, vocabulary).removeprefix("co-")
    role = vocabulary.roles.get(word)
    if role is not None or word == "one":
        return role.number if role is not None else "one"
    if vocabulary.demonym_kinds.get(word) == "nationality" and head.tag_ in {"NN", "NNP", "JJ"}:
        return "one"  # "Ann Roe, an Egyptian, said"
    return "one" if head.tag_ == "NN" and is_agent(word, vocabulary) else ""


def ends_name(tokens: Sequence[Token], i: int, vocabulary: Vocabulary) -> bool:
    """Whether the noun at token `i` ends a name that the recogniser missed: "the *Daily Caller*", "Business Insider".

    Offices are written with capitals too ("the Opposition Leader"): a noun of a family of persons or a title ends
    no name. Nor does one in a headline, where the verb has a capital as well.
    """
    word, before = tokens[i], tokens[i - 1]
    if not (i and word.text.istitle() and before.text.istitle() and before.head.i == i and word.head.text.islower()):
        return False
    families = [vocabulary.roles.get(family) for family in vocabulary.families.get(word.lower_, ())]
    is_office = word.lower_ in vocabulary.titles or any(role and role.number == "one" for role in families)
    is_placed = before.lower_ in vocabulary.region_kinds or before.lower_ in vocabulary.titles
    return before.pos_ in {"PROPN", "ADJ", "NOUN"} and not is_office and not is_placed
