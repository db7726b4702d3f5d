"""Direct speech made from the treebanks' own sentences: a sentence is quoted, with a speaker and a verb of saying.

What belongs here: parsed training text in the four shapes that news quotes have. News is full of direct speech and
the open treebanks hold little, so the parser sees too few of the clauses that quotes hang on. The trees follow the
treebanks' custom: the verb of saying is the root and the quote its `ccomp`, before or after it; a verb that breaks
into the quote is its `parataxis`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.conllu import Sentence, Word
from models.name_pools import Pools
from models.speech_parts import Node, nodes_of, punct, saying, speaker

MAX_WORDS, MIN_WORDS = 30, 3
SHARE = 0.3  # of the sentences that can be a quote: a sixth more training text


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


def root_of(nodes: list[Node]) -> int:
    return next(i for i, node in enumerate(nodes) if node.head is None)


def can_be_quote(sentence: Sentence) -> bool:
    """A whole sentence of ordinary length, with a verb, an end mark, and no mark or speech of its own."""
    words = sentence.words
    marked = any(w.form in {'"', "“", "”", "''", "``", "(", ":", "‘"} for w in words)
    speaks = any(w.lemma in {"say", "tell"} or w.deprel == "parataxis" for w in words)
    finite = any(w.head == 0 and w.upos in {"VERB", "ADJ", "NOUN", "AUX"} for w in words) and any(
        "nsubj" in w.deprel for w in words
    )
    ends = words[-1].form in {".", "!", "?"} and words[-1].deprel == "punct" and words[-1].head != 0
    return MIN_WORDS < len(words) <= MAX_WORDS and finite and ends and not marked and not speaks


def quote_first(sentence: Sentence, rng: random.Random, pools: Pools) -> Sentence:
    """“It is over,” said Anna Roth."""
    end = sentence.words[-1].form
    body = close_up(nodes_of(sentence, 0, len(sentence.words) - 1))
    said, verb = saying(rng, speaker(rng, pools), end == "?")
    quote, mark = 1 + root_of(body), "," if end == "." else end
    said_at = 1 + len(body) + 2
    said = close_up(said)
    return join(
        [
            ([Node(punct('"', "``", False), None)], quote, ""),
            (body, said_at + verb, "ccomp"),
            ([Node(punct(mark, "," if mark == "," else ".", False), None)], quote, ""),
            ([Node(punct('"', "''", True), None)], quote, ""),
            (said, None, ""),
            ([Node(punct(".", ".", True), None)], said_at + verb, ""),
        ],
        sentence.document,
    )


def speaker_first(sentence: Sentence, rng: random.Random, pools: Pools) -> Sentence:
    """Anna Roth said: “It is over.”"""
    end = sentence.words[-1].form
    body = close_up(nodes_of(sentence, 0, len(sentence.words) - 1))
    subject = speaker(rng, pools)
    subject[0] = Node(
        replace(subject[0].word, form=subject[0].word.form[0].upper() + subject[0].word.form[1:]), subject[0].head
    )
    said, verb = saying(rng, subject, end == "?")
    if said[0].word.upos == "VERB":
        said = [Node(replace(said[0].word, form=said[0].word.form.capitalize()), None), *said[1:]]
    body_at = len(said) + 2
    quote = body_at + root_of(body)
    return join(
        [
            (close_up(said), None, ""),
            ([Node(punct(rng.choice((",", ":")), ",", True), None)], quote, ""),
            ([Node(punct('"', "``", False), None)], quote, ""),
            (body, verb, "ccomp"),
            ([Node(punct(end, ".", False), None)], verb, ""),
            ([Node(punct('"', "''", True), None)], quote, ""),
        ],
        sentence.document,
    )


def break_point(sentence: Sentence) -> int | None:
    """Where a speaker can break in without parting a phrase but the root's own; None where there is no such place."""
    words = sentence.words
    root = next(i for i, w in enumerate(words) if w.head == 0)
    for i in range(2, min(len(words) - 4, 14)):
        crossing = any(
            min(j, w.head - 1) < i <= max(j, w.head - 1) and root not in {j, w.head - 1}
            for j, w in enumerate(words)
            if w.head
        )
        if (
            not crossing
            and root >= i
            and words[i - 1].upos != "PUNCT"
            and words[i].upos != "PUNCT"
            and words[i - 1].space_after
        ):
            return i
    return None


def broken(sentence: Sentence, rng: random.Random, pools: Pools) -> Sentence | None:
    """“The vote,” she said, “was lost.”"""
    at, end = break_point(sentence), sentence.words[-1].form
    if at is None or end == "?":
        return None
    said, verb = saying(rng, speaker(rng, pools), False)
    first, second = close_up(nodes_of(sentence, 0, at)), close_up(nodes_of(sentence, at, len(sentence.words) - 1))
    with_marks = rng.random() < 0.7
    root = next(i for i, w in enumerate(sentence.words) if w.head == 0) - at
    marks = 1 if with_marks else 0
    said_at = marks + len(first) + 1 + marks
    root_at = said_at + len(said) + 1 + marks + root
    opening = [([Node(punct('"', "``", False), None)], root_at, "")] * marks
    closing = [([Node(punct('"', "''", True), None)], root_at, "")] * marks
    tail: list[tuple[list[Node], int | None, str]] = [*opening, (_rooted(second, root), None, "")]
    end_mark = ([Node(punct(end, ".", not with_marks), None)], root_at, "")
    return join(
        [
            *opening,
            (first, root_at, ""),
            ([Node(punct(",", ",", not with_marks), None)], said_at + verb, ""),
            *closing,
            (close_up(said), root_at, "parataxis"),
            ([Node(punct(",", ",", True), None)], said_at + verb, ""),
            *tail,
            end_mark,
            *closing,
        ],
        sentence.document,
    )


def _rooted(nodes: list[Node], root: int) -> list[Node]:
    """The second half, its only root the sentence's: what hung on the first half would have crossed."""
    return [Node(n.word, root if n.head is None and i != root else n.head) for i, n in enumerate(nodes)]


def continued(sentence: Sentence) -> Sentence:
    """“And that was it.” A quote that runs on: the marks hang on its root."""
    body = close_up(nodes_of(sentence, 0, len(sentence.words)))
    root = 1 + root_of(body)
    opening, closing = punct('"', "``", False), punct('"', "''", True)
    return join(
        [([Node(opening, None)], root, ""), (body, None, ""), ([Node(closing, None)], root, "")], sentence.document
    )


def direct_speech(document: list[Sentence], rng: random.Random, pools: Pools) -> Iterator[list[Sentence]]:
    """Yield small texts of one to three sentences, in which sentences of a document are spoken."""
    for i, sentence in enumerate(document):
        if rng.random() > SHARE or not can_be_quote(sentence):
            continue
        shape = rng.choice(("first", "first", "speaker", "broken", "broken"))
        spoken = (
            broken(sentence, rng, pools)
            if shape == "broken"
            else speaker_first(sentence, rng, pools)
            if shape == "speaker"
            else quote_first(sentence, rng, pools)
        )
        text = [spoken] if spoken else []
        following = document[i + 1] if i + 1 < len(document) else None
        if spoken and following and can_be_quote(following):
            text.append(
                continued(following)
                if rng.random() < 0.5 and shape == "first"
                else replace(following, opens_paragraph=False)
            )
        if len(text) == 2:
            text[1] = replace(text[1], opens_paragraph=False)
        if text:
            yield text
