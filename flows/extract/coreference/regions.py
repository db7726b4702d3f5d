"""Of which place and party somebody is, as the words beside a name tell: "Ohio Sen. Ann Roe (R-Utah)"."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.extract.coreference.phrase import Kind, Phrase
from flows.extract.coreference.phrases import PhraseReader
from flows.extract.vocabulary import Vocabulary

REACH = 6
"""Tokens before and behind a name in which its places are sought."""
PARTY = re.compile(
    r"(?:, |\s?\()((?:[DRI]|Rep|Dem|Ind|Lab|Con|SNP|DUP|LibDem)\.?[-–—][A-Z][\w. ]{1,24})(?=[,).;:]|$)", re.MULTILINE
)
"""Party and place behind a name: "(R-Ohio)", ", D-Fenwick,"."""
PLACING = frozenset({"of", "from"})


class Origin(NamedTuple):
    """Of which places, peoples and parties somebody is, a word each in small letters, and what the party's letters say.

    `member` is a noun ("Ann Roe (R-Ohio)" is a republican), '' where no letters tell it.
    """

    places: set[str]
    member: str


class Regions:
    """Finds the places and parties of one document's people."""

    def __init__(self, reader: PhraseReader, vocabulary: Vocabulary) -> None:
        self.reader, self.layout, self.tokens = reader, reader.layout, reader.tokens
        self.short, self.common = vocabulary.place_aliases, reader.common_place_words
        self.nouns = vocabulary.title_nouns

    def origin(self, phrase: Phrase) -> Origin:
        """What the words beside a person's name tell."""
        if phrase.kind is not Kind.PERSON:
            return Origin(set(), "")
        places = {self.tokens[i].lower_ for i in self._around(phrase) if self.reader.is_regional(i)}
        last = self.tokens[phrase.end - 1]
        found = PARTY.match(self.layout.text, last.idx + len(last))
        if found is None:
            return Origin(places, "")
        letters, place = re.split(r"[–—-]", found.group(1), maxsplit=1)
        return Origin(places | self._words(place), self.nouns.get(f"{letters.lower().rstrip('.')}-", ""))

    def _around(self, phrase: Phrase) -> list[int]:
        """The tokens of the titles before a name, and of the bracket or the "of Ohio" behind it."""
        first, end, length = phrase.start, phrase.end, len(self.tokens)
        while first > 0 and self.tokens[first - 1].pos_ in {"NOUN", "PROPN", "ADJ"} and phrase.start - first < REACH:
            first -= 1
        following, last = self.tokens[end].lower_ if end < length else "", end
        if following == "(":
            last = next((i for i in range(end, min(end + REACH, length)) if self.tokens[i].text == ")"), end)
        elif following in PLACING:
            last = end + 1
            while last < min(end + REACH, length) and self.reader.is_regional(last):
                last += 1
        return [*range(first, phrase.start), *range(end + 1, last)]

    def _words(self, place: str) -> set[str]:
        """The words of a place behind the letters of a party, written out ("R-Ky." is of Kentucky)."""
        name = place.lower().rstrip(".")
        return {word for word in self.short.get(name, name).split() if word not in self.common}
