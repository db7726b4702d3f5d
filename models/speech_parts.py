"""The parts that direct speech is put together from: a speaker, and a verb of saying in either order.

What belongs here: small parsed phrases, as `speech.csv` spells them. How they and a quote make a sentence is
`direct_speech.py`.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from models.conllu import Sentence, Word
from models.name_pools import Pools
from models.words import HERE, read_rows, words

VERBS = (("said", "say"),) * 14 + (
    ("added", "add"),
    ("told", "tell"),
    ("told", "tell"),
    ("explained", "explain"),
    ("asked", "ask"),
    ("warned", "warn"),
    ("wrote", "write"),
    ("recalled", "recall"),
    ("insisted", "insist"),
    ("argued", "argue"),
    ("announced", "announce"),
    ("claimed", "claim"),
    ("admitted", "admit"),
    ("replied", "reply"),
    ("noted", "note"),
    ("stressed", "stress"),
    ("vowed", "vow"),
    ("testified", "testify"),
)
PRESENT_SHARE, INVERTED_SHARE, ASKED_SHARE = 0.15, 0.4, 0.6
TITLES = ("President", "Minister", "Mr.", "Ms.", "Dr.", "Sen.", "Mayor", "Judge", "Gen.", "Professor")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "DT": "DET", "IN": "ADP", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON",
    "POS": "PART", "JJ": "ADJ", "VBZ": "VERB", ",": "PUNCT",
}  # fmt: skip
FEATS = {"NN": "Number=Sing", "NNS": "Number=Plur", "NNP": "Number=Sing", "JJ": "Degree=Pos", "WP": "PronType=Rel"}
FORM_FEATS = {
    "the": "Definite=Def|PronType=Art",
    "a": "Definite=Ind|PronType=Art",
    "an": "Definite=Ind|PronType=Art",
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
    "his": "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "her": "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "its": "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "runs": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "lives": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
}
LEMMAS = {
    "an": "a", "officials": "official", "reporters": "reporter", "lawmakers": "lawmaker",
    "investigators": "investigator", "supporters": "supporter", "runs": "run", "lives": "live",
}  # fmt: skip


@dataclass(frozen=True)
class Node:
    """A word of a piece that is being built; `head` is a position in the piece, None for the piece's root."""

    word: Word
    head: int | None


@dataclass(frozen=True)
class Phrase:
    """A row of `speech.csv`: its words as (form or slot, tag, relation, head from 1; 0 for the phrase's own)."""

    weight: int
    words: tuple[tuple[str, str, str, int], ...]

    @property
    def is_set_off(self) -> bool:
        """Whether it has a part between commas, which a verb behind it must close."""
        return any(tag == "," for _, tag, _, _ in self.words)


@cache
def phrases(part: str) -> tuple[Phrase, ...]:
    """The phrases of one part of speech.csv: subject, tail or listener."""
    rows = [row for row in read_rows(HERE / "speech.csv") if row["part"] == part]
    return tuple(Phrase(int(row["weight"]), tuple(map(_spelled, row["words"].split()))) for row in rows)


def _spelled(item: str) -> tuple[str, str, str, int]:
    form, tag, deprel, head = item.split("/")
    return form, tag, deprel, int(head)


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


def drawn(part: str, rng: random.Random, pools: Pools, plain: bool = False) -> list[Node]:
    """A phrase of one part with its slots filled; a `plain` one has nothing between commas."""
    choices = [phrase for phrase in phrases(part) if not (plain and phrase.is_set_off)]
    (phrase,) = rng.choices(choices, [choice.weight for choice in choices])
    person, slots = pools.person(rng), {"city": rng.choice(pools.cities).split()[0], "title": rng.choice(TITLES)}
    slots |= {"first": person.first, "last": person.last, "day": rng.choice(DAYS)}
    slots |= {kind: rng.choice(sorted(words(kind))) for kind in ("role", "kin", "field")}
    return [
        Node(_filled(form.format(**slots), tag, deprel, _stands_close(phrase, i)), head - 1 if head else None)
        for i, (form, tag, deprel, head) in enumerate(phrase.words)
    ]


def _stands_close(phrase: Phrase, position: int) -> bool:
    """Whether a comma or an 's follows without a space."""
    return position + 1 < len(phrase.words) and phrase.words[position + 1][1] in {",", "POS"}


def _filled(form: str, tag: str, deprel: str, closes: bool) -> Word:
    feats = FORM_FEATS.get(form, FEATS.get(tag, "_"))
    return word(form, LEMMAS.get(form, form), UPOS[tag], tag, feats, deprel, not closes)


def speaker(rng: random.Random, pools: Pools, plain: bool = False) -> list[Node]:
    """A subject: a pronoun, a name, an office, a body; a name with its title, or with its office on either side."""
    return drawn("subject", rng, pools, plain)


def verb_of(subject: Sequence[Node], rng: random.Random, is_question: bool) -> Word:
    """A verb of saying that agrees with its subject."""
    root = next(n.word for n in subject if n.head is None)
    number = "Plur" if "Number=Plur" in root.feats else "Sing"
    form, lemma = ("asked", "ask") if is_question and rng.random() < ASKED_SHARE else rng.choice(VERBS)
    if lemma == "say" and rng.random() < PRESENT_SHARE:
        form, tag = ("say", "VBP") if number == "Plur" else ("says", "VBZ")
        return word(form, lemma, "VERB", tag, f"Mood=Ind|Number={number}|Person=3|Tense=Pres|VerbForm=Fin", "root")
    return word(form, lemma, "VERB", "VBD", f"Mood=Ind|Number={number}|Person=3|Tense=Past|VerbForm=Fin", "root")


def closed(subject: list[Node]) -> list[Node]:
    """The subject before its verb: the comma that opened a part of it has its twin behind."""
    opened = next((n.head for n in subject if n.word.form == ","), None)
    if opened is None:
        return subject
    last = Node(replace(subject[-1].word, space_after=False), subject[-1].head)
    return [*subject[:-1], last, Node(punct(",", ",", True), opened)]


def shifted(nodes: Sequence[Node], offset: int, parent: int) -> list[Node]:
    """The nodes `offset` words further right, their root hung on `parent`."""
    return [Node(n.word, parent if n.head is None else n.head + offset) for n in nodes]


def saying(rng: random.Random, subject: list[Node], is_question: bool, pools: Pools) -> tuple[list[Node], int]:
    """Subject and verb in either order, and the verb's position. A pronoun stands before its verb."""
    verb = verb_of(subject, rng, is_question)
    set_off = any(n.word.form == "," for n in subject)
    tells = verb.lemma == "tell"
    if subject[0].word.xpos != "PRP" and not tells and rng.random() < INVERTED_SHARE:
        tail = [] if set_off else drawn("tail", rng, pools)
        return [Node(verb, None), *shifted(subject, 1, 0), *shifted(tail, 1 + len(subject), 0)], 0
    before = closed(subject)
    at = len(before)
    tail = drawn("listener" if tells else "tail", rng, pools)
    return [*shifted(before, 0, at), Node(verb, None), *shifted(tail, at + 1, at)], at
