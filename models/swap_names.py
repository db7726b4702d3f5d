"""Training-time swaps: other people, towns and bodies in the places of those that a text names.

What belongs here: replacing names while the labels stay true. A document's people keep their surnames throughout, so
that the net can learn that a surname follows its full name.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from models.name_pools import Pools, load_pools
from models.vectors import is_plain, package_folder, plain_words, ranks
from models.words import words as word_list

END_MARKS = frozenset({".", "!", "?"})
SMALL = word_list("small_title")  # half of the houses write these without a capital in a headline


@dataclass(frozen=True)
class Rates:
    """Shares: of documents with swapped people or towns, of organisations swapped, of documents in one case, of
    documents that open with a headline in title case, of plain words exchanged for others."""

    people: float
    places: float
    organisations: float
    upper: float
    lower: float
    headline: float = 0.0
    plain: float = 0.0


@dataclass(frozen=True)
class Piece:
    """A run of words with one label; the empty label is outside, None is not known."""

    words: list[str]
    label: str | None
    space_after: bool


def pieces(doc: Doc) -> list[Piece]:
    """Cut a reference document into its entities and the single words between them."""
    out: list[Piece] = []
    for token in doc:
        if token.ent_iob_ == "I" and out:
            last = out.pop()
            out.append(Piece([*last.words, token.text], last.label, bool(token.whitespace_)))
        else:
            label = None if token.ent_iob_ == "" else token.ent_type_
            out.append(Piece([token.text], label, bool(token.whitespace_)))
    return out


class Swapper:
    """The names that one document gets in exchange for its own."""

    def __init__(self, pools: Pools, rates: Rates, rng: random.Random, plain: Sequence[str] = ()) -> None:
        self.pools, self.rates, self.rng, self.plain = pools, rates, rng, plain
        self.swaps_people = rng.random() < rates.people
        self.swaps_places = rng.random() < rates.places
        self.region = rng.choice(sorted(pools.first))
        self.known: dict[tuple[str, str], str] = {}

    def swap(self, piece: Piece) -> Piece:
        if piece.label == "PERSON" and self.swaps_people:
            return Piece(self._person(piece.words), piece.label, piece.space_after)
        if piece.label == "GPE" and self.swaps_places and len(piece.words) == 1 and piece.words[0].istitle():
            city = self._once("place", piece.words[0], self.rng.choice(self.pools.cities))
            return Piece([city], piece.label, piece.space_after)
        if piece.label == "ORG" and self.rng.random() < self.rates.organisations:
            make = self.pools.body if len(piece.words) > 2 else self.pools.company
            return Piece(make(self.rng).split(), piece.label, piece.space_after)
        if piece.label == "" and self.plain and is_plain(piece.words[0]) and self.rng.random() < self.rates.plain:
            return replace(piece, words=[self.rng.choice(self.plain)])
        return piece

    def _person(self, words: list[str]) -> list[str]:
        """First names for all words but the last, a surname for the last; initials, particles and marks stay."""
        firsts = [self._once("first", w, self.pools.first_name(self.region, self.rng)) for w in words[:-1]]
        return [*firsts, self._once("last", words[-1], self.pools.last_name(self.region, self.rng))]

    def _once(self, kind: str, word: str, new: str) -> str:
        """The same word gets the same exchange; one that is no plain capitalised word is kept."""
        if len(word) < 3 or not word[0].isupper() or not word.isalpha():
            return word
        new = self.known.setdefault((kind, word), new)
        return new.upper() if word.isupper() else new


def headlined(found: list[Piece], small: frozenset[str]) -> list[Piece]:
    """The pieces with a capital on every word that is surely no name, up to the first end mark: a capital alone makes
    no name. Words in `small` stay as they are."""
    end = next((i for i, piece in enumerate(found) if piece.words[-1] in END_MARKS), len(found))
    return [
        replace(piece, words=[word[:1].upper() + word[1:] for word in piece.words])
        if i < end and piece.label == "" and (i == 0 or found[i - 1].space_after) and piece.words[0] not in small
        else piece
        for i, piece in enumerate(found)
    ]


def swapped(doc: Doc, pools: Pools, rates: Rates, rng: random.Random, plain: Sequence[str] = ()) -> Doc:
    """Return a reference document with names exchanged and, by `rates`, all in capitals or none."""
    swapper = Swapper(pools, rates, rng, plain)
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    draw = rng.random()
    recase = str.upper if draw < rates.upper else str.lower if draw < rates.upper + rates.lower else str
    found = pieces(doc)
    if rng.random() < rates.headline:
        found = headlined(found, SMALL if rng.random() < 0.5 else frozenset())
    for piece in map(swapper.swap, found):
        # A city of the pools has several words; a no-break space inside a word of a corpus parts it too.
        flat = [w for word in piece.words for w in word.split()] or piece.words
        words += map(recase, flat)
        spaces += [True] * (len(flat) - 1) + [piece.space_after]
        if piece.label:
            tags += [f"B-{piece.label}"] + [f"I-{piece.label}"] * (len(flat) - 1)
        else:
            tags += ["" if piece.label is None else "O"] * len(flat)
    return Doc(doc.vocab, words=words, spaces=spaces, ents=tags)


@registry.augmenters("onrecord.name_swaps.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def create_name_swaps(
    people: float,
    places: float,
    organisations: float,
    upper: float,
    lower: float,
    headline: float,
    plain: float,
    seed: int,
) -> Callable[[Language, Example], Iterator[Example]]:
    """An augmenter for documents with entities; its draws follow `seed` alone."""
    rates = Rates(people, places, organisations, upper, lower, headline, plain)
    rng, pools, found = random.Random(seed), load_pools(), list[str]()

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        if not found:
            found.extend(plain_words(ranks(package_folder())))
        doc = swapped(example.reference, pools, rates, rng, found)
        yield Example(nlp.make_doc(doc.text), doc)

    return augment
