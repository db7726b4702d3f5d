"""Of which place and party somebody is, as the words beside a name tell: "Ohio Sen. Ann Roe (R-Utah)"."""

from __future__ import annotations

import re

from flows.extract.coreference.phrase import Kind, Phrase
from flows.extract.coreference.phrases import PhraseReader
from flows.extract.vocabulary import Vocabulary

REACH = 6
"""Tokens before and behind a name in which its places are sought."""
PARTY = re.compile(
    r"(?:, |\s?\()((?:[DRI]|Rep|Dem|Ind|Lab|Con|SNP|DUP|LibDem)\.?[-–—][A-Z][\w. ]{1,24})(?=[,).;:]|$)", re.MULTILINE
)
"""Party and place behind a name: "(R-Ohio)", ", D-Fenwick,"."""
MEMBERS = {"D": "democrat", "Dem": "democrat", "R": "republican", "Rep": "republican"}
"""What the letters before a place call somebody."""
PLACING = frozenset({"of", "from"})


class Regions:
    """Finds the places and parties of one document's people."""

    def __init__(self, reader: PhraseReader, vocabulary: Vocabulary) -> None:
        self.reader, self.layout, self.tokens = reader, reader.layout, reader.tokens
        self.short, self.common = vocabulary.place_aliases, reader.common_place_words

    def places(self, phrase: Phrase) -> set[str]:
        """Places, peoples and parties beside a person's name, a word each, in small letters."""
        if phrase.kind is not Kind.PERSON:
            return set()
        found = {self.tokens[i].lower_ for i in self._around(phrase) if self.reader.is_regional(i)}
        return found | self._of_member(phrase)

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

    def member(self, phrase: Phrase) -> str:
        """What the letters behind a name call somebody ("Ann Roe (R-Ohio)" is a republican), else ''."""
        return MEMBERS.get(re.split(r"[.–—-]", self._party(phrase))[0], "") if phrase.kind is Kind.PERSON else ""

    def _of_member(self, phrase: Phrase) -> set[str]:
        """The place behind the letters of a party, written out ("R-Ky." is of Kentucky)."""
        place = re.split(r"[–—-]", self._party(phrase), maxsplit=1)[-1].lower().rstrip(".")
        return {word for word in self.short.get(place, place).split() if word not in self.common}

    def _party(self, phrase: Phrase) -> str:
        last = self.tokens[phrase.end - 1]
        found = PARTY.match(self.layout.text, last.idx + len(last))
        return found.group(1) if found else ""
