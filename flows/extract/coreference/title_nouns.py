"""The nouns right before a name that say what somebody is: "former *prime minister* Ann Roe"."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.coreference.agent_nouns import is_agent, noun_at
from flows.extract.text.tokens import Token
from flows.extract.vocabulary import Vocabulary

REACH = 6
"""Tokens before a name in which its titles are sought."""


def find_title_nouns(tokens: Sequence[Token], start: int, vocabulary: Vocabulary) -> dict[str, set[str]]:
    """The nouns before the name that starts at token `start`, each with its modifiers in small letters."""
    found: dict[str, set[str]] = {}
    noun = ""
    for i in range(start - 1, max(-1, start - REACH), -1):
        token = tokens[i]
        word = vocabulary.title_nouns.get(token.lower_) or noun_at(tokens, i, vocabulary)
        if token.text == "-" and noun and not tokens[i - 1].whitespace_:
            continue  # "front-runner"
        is_agent_noun = not noun and token.tag_ == "NN" and is_agent(word, vocabulary)
        if word in vocabulary.roles or is_agent_noun:
            if noun:
                found[noun].add(word)  # "lieutenant governor"
            noun = word
            found[noun] = set()
        elif token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            break
        elif noun:
            found[noun].add(token.lower_)
    return found
