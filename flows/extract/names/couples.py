"""Given names that share the surname of a name beside them: "Peter and Mary Hallam", "Ann Roe and her husband Ben"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from flows.enums import Label
from flows.extract.names.identity import Name
from flows.extract.names.middle_names import SUFFIXES

# Looked up once: on Python 3.11 each access to an enum's member costs as much as a look-up in a vocabulary.
PERSON = Label.PERSON

PAIRING = frozenset({" and ", " & "})
LISTING = ", "
KIN = re.compile(
    r"(?:['’]s?|(?:, \d{1,3})?,?(?: and| with)? (?:his|her)) (?:[a-z]+ ){0,2}"
    r"(?:wife|husband|brother|sister|son|daughter|father|mother)(?: of [\w-]+(?: \w+)?)?,? "
)
"""What stands between somebody's name and the given name of their kin: "and his wife of 31 years, "."""


def complete_couples(
    names: Sequence[Name], text: str, given_names: Mapping[str, str], titles: Mapping[str, str]
) -> list[Name]:
    """The names of an article in their order, each given name that shares a surname with it (`is_implied`)."""
    surnames = dict(_find_surnames(names, text, _find_lone(names, given_names), titles))
    return [
        replace(name, text=f"{name.text} {surnames[i]}", is_implied=True) if i in surnames else name
        for i, name in enumerate(names)
    ]


def _find_lone(names: Sequence[Name], given_names: Mapping[str, str]) -> set[int]:
    """The given names that stand alone, of persons whom the article never names in full nor by a title."""
    full = [name.text.split() for name in names if name.label == PERSON and " " in name.text]
    known = {word for words in full for word in (words[0], words[-1])} | {name.text for name in names if name.title}
    return {
        i
        for i, name in enumerate(names)
        if name.label == PERSON and name.text in given_names and name.text not in known
    }


def _find_surnames(
    names: Sequence[Name], text: str, lone: Set[int], titles: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """The surname that each of the `lone` names shares, by its number."""
    last_names = {surname for name in names if (surname := _read_surname(name))}
    addressed = {name.text for name in names if titles.get(name.title.lower())}
    links = [text[before.end : name.start] for before, name in pairwise(names)]
    for i in range(1, len(names)):
        if links[i - 1] in PAIRING and i - 1 in lone and (surname := _read_surname(names[i])):
            listed = _find_list(i - 1, links, lone)
            is_family = len(listed) == 1 or surname in addressed  # not the singers "Ann, Ben and Cal Roe"
            yield from ((each, surname) for each in listed if is_family)
        elif i in lone and KIN.fullmatch(links[i - 1]):
            before = names[i - 1]
            is_surname = before.text in last_names or before.text in addressed
            if surname := _read_surname(before) or (before.text if is_surname else ""):
                yield i, surname


def _find_list(last: int, links: Sequence[str], lone: Set[int]) -> list[int]:
    """The lone names listed up to the `last` ("Ann, Ben and Cal Roe"); none where the list names others in full."""
    first = last
    while first and links[first - 1] == LISTING:
        first -= 1
    listed = list(range(first, last + 1))
    return listed if lone >= set(listed) else []


def _read_surname(name: Name) -> str:
    """The surname of a person's full name, with its particles ("van der Berg"), '' for other names."""
    words = [word.strip(",") for word in name.text.split()]
    while words and words[-1].lower() in SUFFIXES:
        words.pop()
    first = next((i for i, word in enumerate(words) if i and word[0].islower()), len(words) - 1)
    return " ".join(words[first:]) if name.label == PERSON and first > 0 else ""
