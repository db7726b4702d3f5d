"""Direct speech made from the treebanks' own sentences: a sentence is quoted, with a speaker and a verb of saying.

What belongs here: parsed training text in the six shapes that news quotes have. News is full of direct speech and
the open treebanks hold little, so the parser sees too few of the clauses that quotes hang on. The trees follow the
treebanks' custom: the verb of saying is the root and the quote its `ccomp`, before or after it; a verb that breaks
into the quote is its `parataxis`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from models.conllu import Sentence
from models.name_pools import Pools
from models.speech_parts import Node, nodes_of, punct, saying, speaker, word
from models.speech_trees import close_up, join, lowered, opened, root_of

MAX_WORDS, MIN_WORDS = 30, 3
SHARE = 0.3  # of the sentences that can be a quote: a tenth more training text
SHAPES = ("first", "first", "speaker", "broken", "that", "without")


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
    said, verb = saying(rng, speaker(rng, pools), end == "?", pools)
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
    said, verb = saying(rng, speaker(rng, pools), end == "?", pools)
    said = opened(said)
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


def that_clause(sentence: Sentence, rng: random.Random, pools: Pools) -> Sentence | None:
    """Anna Roth said that it was over. Every third has no "that"."""
    if sentence.words[-1].form != ".":
        return None
    body = close_up(lowered(nodes_of(sentence, 0, len(sentence.words) - 1)))
    said, verb = saying(rng, speaker(rng, pools), False, pools)
    said = opened(said)
    if said[0].word.upos == "VERB" or said[verb].word.lemma == "ask":
        return None
    mark = [Node(word("that", "that", "SCONJ", "IN", "_", "mark"), None)] if rng.random() < 0.7 else []
    quote = len(said) + len(mark) + root_of(body)
    return join(
        [
            (said, None, ""),
            (mark, quote, ""),
            (body, verb, "ccomp"),
            ([Node(punct(".", ".", True), None)], verb, ""),
        ],
        sentence.document,
    )


def without_marks(sentence: Sentence, rng: random.Random, pools: Pools) -> Sentence | None:
    """It is over, Anna Roth said."""
    if sentence.words[-1].form != ".":
        return None
    body = close_up(nodes_of(sentence, 0, len(sentence.words) - 1))
    said, verb = saying(rng, speaker(rng, pools), False, pools)
    verb += len(body) + 1
    return join(
        [
            (body, verb, "ccomp"),
            ([Node(punct(",", ",", True), None)], root_of(body), ""),
            (close_up(said), None, ""),
            ([Node(punct(".", ".", True), None)], verb, ""),
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
    with_marks = rng.random() < 0.7
    said, verb = saying(rng, speaker(rng, pools, plain=True), False, pools)
    first, second = close_up(nodes_of(sentence, 0, at)), close_up(nodes_of(sentence, at, len(sentence.words) - 1))
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


MAKERS = {
    "first": quote_first,
    "speaker": speaker_first,
    "broken": broken,
    "that": that_clause,
    "without": without_marks,
}


def direct_speech(document: list[Sentence], rng: random.Random, pools: Pools) -> Iterator[list[Sentence]]:
    """Yield small texts of one to three sentences, in which sentences of a document are spoken."""
    for i, sentence in enumerate(document):
        if rng.random() > SHARE or not can_be_quote(sentence):
            continue
        shape = rng.choice(SHAPES)
        spoken = MAKERS[shape](sentence, rng, pools)
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
