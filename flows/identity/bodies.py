"""A body's name in its parts: the country in it, its own words, and the kind of company that writers leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.identity.fold import fold_body
from flows.identity.vocabulary import Names, Words

_DEPARTMENT = re.compile(r"^(department|ministry) (.+)$")
LONGEST_COUNTRY = 4
"""Words of a country in another name: Democratic Republic of the Congo is written short there."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """The name of a body: `stem` its own words, `types` the kinds of company in it, `country` '' where it has none."""

    stem: Words
    types: frozenset[str]
    country: str

    @property
    def family(self) -> str:
        """The word by which bodies that may be one are found."""
        return self.stem[0]


@lru_cache(maxsize=200_000)
def parse_body(words: Words, names: Names) -> BodyName:
    """The parts of a body's name from its folded words; the stem keeps at least one word."""
    country, rest = _split_country(words, names)
    content = tuple(word for word in rest if names.body_words.get(word, ("",))[0] not in ("legal", "filler"))
    if len(content) > 1:  # one word alone tells bodies apart: Time and The Times
        content = tuple(map(_singular, content))
    stem, types = _split_types(_order_department(content or rest), names)
    return BodyName(stem, types, country)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _split_country(words: Words, names: Names) -> tuple[str, Words]:
    """The country before a body's name or behind "of"; elsewhere it is a part of it (Ford Australia)."""
    for length in range(min(LONGEST_COUNTRY, len(words) - 1), 0, -1):
        if words[:length] in names.countries and not _is_type(words[length:], names):
            return names.countries[words[:length]], words[length:]
        if words[-length:] in names.countries and words[-length - 1] == "of" and len(words) > length + 1:
            return names.countries[words[-length:]], words[: -length - 1]
    return "", words


def _is_type(words: Words, names: Names) -> bool:
    return all(names.body_words.get(word, names.body_words.get(f"{word}s", ("",)))[0] == "type" for word in words)


def _order_department(words: Words) -> Words:
    found = _DEPARTMENT.match(" ".join(words))
    return (*found[2].split(), found[1]) if found else words


def _split_types(words: Words, names: Names) -> tuple[Words, frozenset[str]]:
    types: set[str] = set()
    while len(words) > 1 and _is_type(words[-1:], names):
        kind = names.body_words.get(words[-1]) or names.body_words[f"{words[-1]}s"]
        types.add(kind[1])
        words = words[:-1]
    return words, frozenset(types)


def compare_bodies(one: BodyName, other: BodyName) -> str:
    """The reason why two names are one body's; '' if they are not or a fact contradicts (another country or kind)."""
    if one.stem != other.stem or (one.country and other.country and one.country != other.country):
        return ""
    if one.types and other.types and not (one.types <= other.types or other.types <= one.types):
        return ""
    if one.country != other.country:
        return "country"
    return "company_form"


def fold_thing(text: str) -> Words:
    """The folded words of a name that is no person's, without its leading article."""
    words = fold_body(text)
    return words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words
