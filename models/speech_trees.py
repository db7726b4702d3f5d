"""Pieces of a tree put together into a sentence, and what changes at their edges.

What belongs here: joining parsed pieces. Which pieces a sentence is made of is `direct_speech.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.conllu import Sentence, Word
from models.speech_parts import Node


def join(pieces: Sequence[tuple[list[Node], int | None, str]], document: str) -> Sentence:
    """Put pieces together. Of each: its nodes, the position in the whole that its roots hang on (None: the sentence's
    root) and the relation they take ("" keeps their own)."""
    out: list[Word] = []
    for nodes, parent, deprel in pieces:
        offset = len(out)
        for node in nodes:
            if node.head is not None:
                out.append(replace(node.word, head=offset + node.head + 1))
            elif parent is None:
                out.append(replace(node.word, head=0, deprel="root"))
            else:
                out.append(replace(node.word, head=parent + 1, deprel=deprel or node.word.deprel))
    return Sentence(document, True, tuple(out))


def close_up(nodes: list[Node]) -> list[Node]:
    """No space after the last word."""
    return [*nodes[:-1], Node(replace(nodes[-1].word, space_after=False), nodes[-1].head)]


def opened(nodes: list[Node]) -> list[Node]:
    """A capital on the first word."""
    first = nodes[0].word
    return [Node(replace(first, form=first.form[0].upper() + first.form[1:]), nodes[0].head), *nodes[1:]]


def lowered(nodes: list[Node]) -> list[Node]:
    """No capital on a first word that owes it to its place in the sentence."""
    first = nodes[0].word
    if first.upos == "PROPN" or first.form == "I" or first.form.startswith("I'") or first.form.isupper():
        return nodes
    return [Node(replace(first, form=first.form[0].lower() + first.form[1:]), nodes[0].head), *nodes[1:]]


def root_of(nodes: list[Node]) -> int:
    return next(i for i, node in enumerate(nodes) if node.head is None)
