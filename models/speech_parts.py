"""The parts that direct speech is put together from: a speaker, and a verb of saying in either order.

What belongs here: small parsed phrases. How they and a quote make a sentence is `direct_speech.py`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from models.conllu import Sentence, Word
from models.name_pools import Pools
from models.words import words

VERBS = (("said", "say"),) * 12 + (
    ("added", "add"),
    ("told", "tell"),
    ("explained", "explain"),
    ("asked", "ask"),
    ("warned", "warn"),
    ("wrote", "write"),
    ("recalled", "recall"),
    ("insisted", "insist"),
    ("argued", "argue"),
)
SAYS = (("says", "say"),) * 3
PRONOUNS = (
    ("he", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"),
    ("she", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
    ("they", "Case=Nom|Number=Plur|Person=3|PronType=Prs"),
)
TITLES = ("President", "Minister", "Mr.", "Ms.", "Dr.", "Sen.", "Mayor", "Judge", "Gen.", "Professor")
SINGULAR = "Number=Sing"
LISTENERS = ("reporters", "journalists", "lawmakers", "investigators", "supporters")


@dataclass(frozen=True)
class Node:
    """A word of a piece that is being built; `head` is a position in the piece, None for the piece's root."""

    word: Word
    head: int | None


def word(form: str, lemma: str, upos: str, xpos: str, feats: str, deprel: str, space: bool = True) -> Word:
    """A word whose head is set when its sentence is put together."""
    return Word(form, lemma, upos, xpos, feats, 0, deprel, {}, space)


def punct(form: str, xpos: str, space: bool) -> Word:
    lemma = '"' if form in {"“", "”", '"'} else form
    return word(form, lemma, "PUNCT", xpos, "_", "punct", space)


def nodes_of(sentence: Sentence, start: int, end: int) -> list[Node]:
    """The words [start, end) of a sentence; a head outside of them becomes None."""
    return [
        Node(w, w.head - 1 - start if w.head and start <= w.head - 1 < end else None) for w in sentence.words[start:end]
    ]


def speaker(rng: random.Random, pools: Pools) -> list[Node]:
    """A subject: a pronoun, a name, a role, a name with its title or with its role after a comma."""
    kind = rng.choices(("pronoun", "name", "last", "role", "title", "appos"), (3, 4, 3, 2, 2, 3))[0]
    person = pools.person(rng)
    if kind == "pronoun":
        form, feats = rng.choice(PRONOUNS)
        return [Node(word(form, form, "PRON", "PRP", feats, "nsubj"), None)]
    if kind == "role":
        article, role = rng.choice(("the", "a")), rng.choice(sorted(words("role")))
        feats = "Definite=Def|PronType=Art" if article == "the" else "Definite=Ind|PronType=Art"
        determiner = word(article, article, "DET", "DT", feats, "det")
        return [Node(determiner, 1), Node(word(role, role, "NOUN", "NN", SINGULAR, "nsubj"), None)]
    names = [person.last] if kind in {"last", "title"} else list(person.words)
    flat = [
        Node(word(n, n, "PROPN", "NNP", SINGULAR, "flat" if i else "nsubj"), 0 if i else None)
        for i, n in enumerate(names)
    ]
    if kind == "title":
        title = rng.choice(TITLES)
        shifted = [Node(n.word, None if n.head is None else n.head + 1) for n in flat]
        return [Node(word(title, title, "PROPN", "NNP", SINGULAR, "nmod:desc"), 1), *shifted]
    if kind == "appos":
        at, city = len(flat), rng.choice(pools.cities).split()[0]
        role = rng.choice(sorted(words("role")))
        flat[-1] = Node(replace(flat[-1].word, space_after=False), flat[-1].head)
        return [
            *flat,
            Node(punct(",", ",", True), at + 2),
            Node(word("a", "a", "DET", "DT", "Definite=Ind|PronType=Art", "det"), at + 2),
            Node(word(role, role, "NOUN", "NN", SINGULAR, "appos"), 0),
            Node(word("in", "in", "ADP", "IN", "_", "case"), at + 4),
            Node(word(city, city, "PROPN", "NNP", SINGULAR, "nmod"), at + 2),
        ]
    return flat


def saying(rng: random.Random, subject: list[Node], is_question: bool) -> tuple[list[Node], int]:
    """Subject and verb in either order, and the verb's position. A pronoun stands before its verb."""
    form, lemma = (
        ("asked", "ask") if is_question and rng.random() < 0.6 else rng.choice(VERBS if rng.random() < 0.85 else SAYS)
    )
    if form == "told" and any(
        n.word.deprel == "appos" for n in subject
    ):  # it needs a listener, and there is one phrase enough
        form, lemma = "said", "say"
    present = form == "says"
    feats = "Mood=Ind|Number=Sing|Person=3|Tense=" + ("Pres" if present else "Past") + "|VerbForm=Fin"
    verb = word(form, lemma, "VERB", "VBZ" if present else "VBD", feats, "root")
    count = len(subject)
    plain = subject[0].word.upos != "PRON" and form != "told"
    if plain and rng.random() < 0.4:
        moved = [Node(n.word, 0 if n.head is None else n.head + 1) for n in subject]
        return [Node(verb, None), *moved], 0
    tail = Node(punct(",", ",", True), count - 1)
    built = [Node(n.word, count if n.head is None else n.head) for n in subject]
    if any(
        n.word.deprel == "appos" for n in subject
    ):  # "Anna Roth, a nurse in Bonn, said": the comma closes what it opened
        built[-1] = Node(replace(built[-1].word, space_after=False), built[-1].head)
        appos = next(i for i, n in enumerate(subject) if n.word.deprel == "appos")
        built = [
            Node(n.word, count + 1 if n.head == count and subject[i].head is None else n.head)
            for i, n in enumerate(built)
        ]
        return [*built, Node(tail.word, appos), Node(verb, None)], count + 1
    built.append(Node(verb, None))
    if form == "told":
        listener = rng.choice(LISTENERS)
        built.append(Node(word(listener, listener[:-1], "NOUN", "NNS", "Number=Plur", "iobj"), count))
    return built, count
