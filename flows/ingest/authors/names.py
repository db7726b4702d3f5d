"""Tells the names of persons from those of organisations and accounts."""

from __future__ import annotations

import re
from enum import IntEnum

from flows.ingest.authors.vocabulary import load_vocabulary

# Spanish and Portuguese names have up to six words with their particles.
_MAX_WORDS = 6
# The longest names of agencies and departments in bylines.
_MAX_OTHER_WORDS = 8
_NAME_WORD = re.compile(r"[^\W\d_][^\d\s<>@/{}\[\]|=,;:\"]*\Z")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z")
_NO_NAME = re.compile(r"https?:|[@/<>{}\[\]=]|\d{3}")
# Chinese and Korean names have two to four characters, Japanese ones up to eight, with a dot between foreign names.
_EAST_ASIAN = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}|[\uac00-\ud7af]{2,4}|[\u3040-\u30ff\u4e00-\u9fff・]{2,8}"
    r"|[\u4e00-\u9fff]{1,4} [\u3040-\u30ff\u4e00-\u9fff]{1,4})\Z"
)


class Kind(IntEnum):
    """What a name is the name of, the best author first."""

    PERSON = 0
    UNSURE = 1
    ORGANISATION = 2
    NOBODY = 3


def classify_name(name: str, outlets: frozenset[str] = frozenset()) -> Kind:
    """The kind of a name. `outlets` has the names of the site and its publisher in lower case.

    `UNSURE`: one word ("Voltaire"), or words in lower case. `NOBODY`: accounts, addresses, slugs, sentences.
    """
    vocabulary = load_vocabulary()
    lower = name.lower().strip(" .")
    words = name.split()
    if lower in vocabulary.accounts or not 0 < len(words) <= _MAX_OTHER_WORDS or _NO_NAME.search(name):
        return Kind.NOBODY
    if lower in outlets or lower in vocabulary.agencies or _names_organisation(lower):
        return Kind.ORGANISATION
    if _EAST_ASIAN.match(name) or _is_person(words):
        return Kind.PERSON
    return Kind.NOBODY if _SLUG.match(name) else Kind.UNSURE


def _names_organisation(lower: str) -> bool:
    vocabulary = load_vocabulary()
    words = {word.strip(".,’'") for word in lower.split()}
    if words & (vocabulary.organisations | vocabulary.roles):
        return True
    return not lower.isascii() and any(word in lower for word in vocabulary.organisations if not word.isascii())


def _is_person(words: list[str]) -> bool:
    if not 2 <= len(words) <= _MAX_WORDS or not all(_NAME_WORD.match(word) for word in words):
        return False
    particles = load_vocabulary().particles
    names = [word for word in words if word.lower() not in particles]
    return len(names) >= 2 and all(not word[0].islower() or "-" in word[1:4] or "’" in word[1:3] for word in names)
