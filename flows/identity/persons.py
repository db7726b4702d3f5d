"""A person's name in its parts, and whether two names can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.identity.fold import fold_name, unify_spelling
from flows.identity.vocabulary import Names, unify_given

GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_HYPHENATED_ARTICLE = re.compile(r"^(?:al|el|ul|ur|as|ad|an|ar|at)[-‐‑]", re.IGNORECASE)
_GIVEN_LIKE = frozenset({"al", "el", "ben", "van", "la", "lo", "de"})
"""Particles that are given names too (Al Gore, Van Jones): kept at the start unless the text writes them small."""
_SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]|zh|ch|sh|ng|ny|hy|ts)?[aeiouwy]{1,3}(?:ng|[nklmpt])?"
_EAST_ASIAN = re.compile(rf"(?:{_SYLLABLE}){{1,2}}")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name. `words` are folded, without titles, particles and generation; `given` is empty for a surname.

    `family` is the surname with its spelling unified: names of different families are never one person's.
    """

    words: tuple[str, ...]
    given: tuple[str, ...]
    family: str
    generation: str
    gender: str = ""

    @property
    def is_surname(self) -> bool:
        """Whether the name is a surname alone."""
        return not self.given

    @property
    def first(self) -> str:
        """The first given name or initial."""
        return self.given[0] if self.given else ""


@lru_cache(maxsize=200_000)
def parse_person(text: str, names: Names) -> PersonName:
    """The parts of a person's name; an East Asian name has its family first and its given name as one word."""
    words, gender = _drop_titles(fold_name(_HYPHENATED_ARTICLE.sub("", text)), names)
    words, generation = _split_generation(words)
    words = _drop_particles(words, text, names)
    if is_family_first(words, names):
        return PersonName(words, ("".join(words[1:]),), _unify_family(words[0], names), generation, gender)
    return PersonName(words, words[:-1], _unify_family(words[-1], names), generation, gender)


def _drop_titles(words: tuple[str, ...], names: Names) -> tuple[tuple[str, ...], str]:
    gender = ""
    while length := _title_length(words, names):
        gender = gender or names.titles[words[:length]]
        words = words[length:]
    return words or ("",), gender


def _title_length(words: tuple[str, ...], names: Names) -> int:
    """Words of the title at the start of a name that has more words; 0 for none."""
    if not words or words[0] not in names.title_starts:
        return 0
    return next((length for length in (3, 2, 1) if len(words) > length and words[:length] in names.titles), 0)


def _split_generation(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    if len(words) > 1 and words[-1] in GENERATIONS:
        return words[:-1], GENERATIONS[words[-1]]
    return words, ""


def _drop_particles(words: tuple[str, ...], text: str, names: Names) -> tuple[str, ...]:
    is_small = text[:1].islower()
    if len(words) > 1 and words[0] in names.particles and (is_small or words[0] not in _GIVEN_LIKE):
        words = words[1:]
        while len(words) > 1 and words[0] in names.particles:
            words = words[1:]
    return (words[0], *(w for w in words[1:-1] if w not in names.particles), *words[1:][-1:])


def is_family_first(words: tuple[str, ...], names: Names) -> bool:
    """Whether the words are an East Asian name with its family name first: Xi Jinping, but neither Kim Clark nor Ma."""
    if not 2 <= len(words) <= 3 or words[0] not in names.family_first:
        return False
    if len(words) == 2 and (words[1] in names.family_first or words[1] in names.given_names):
        return False
    return all(_EAST_ASIAN.fullmatch(word) for word in words[1:])


def _unify_family(word: str, names: Names) -> str:
    return unify_spelling(names.families.get(word, word))


def has_same_given(one: PersonName, other: PersonName, names: Names) -> str:
    """The reason why the first given names may be one person's: '' if they may not."""
    a, b = one.first, other.first
    if a == b or "".join(one.given) == "".join(other.given):
        return "same_name"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[:1] == b[:1] and not _goes_by_initials(one, other) else ""
    if unify_spelling(a) == unify_spelling(b):
        return "spelling"
    if unify_spelling(b) in unify_given(a, names) or unify_spelling(a) in unify_given(b, names):
        return "nickname"
    return ""


def _goes_by_initials(one: PersonName, other: PersonName) -> bool:
    """Whether one name has initials alone, the other a single given name: J. J. Roe is no short form of Jonah Roe."""
    few, many = sorted((one.given, other.given), key=len)
    return len(few) == 1 < len(many) and len(few[0]) > 1 and all(len(word) == 1 for word in many)


def has_same_middle(one: PersonName, other: PersonName) -> bool:
    """Whether the middle names do not contradict: those of the shorter list stand in the longer one, in order.

    An initial fits the next name only: George W. is not George H. W., while Rodham is found behind Diane.
    """
    short, rest = sorted((tuple(map(unify_spelling, name.given[1:])) for name in (one, other)), key=len)
    for word in short:
        if rest and 1 in (len(word), len(rest[0])) and word[0] == rest[0][0]:
            rest = rest[1:]
        elif len(word) > 1 and word in rest:
            rest = rest[rest.index(word) + 1 :]
        else:
            return False
    return True


def is_tail(short: PersonName, long: PersonName) -> bool:
    """Whether a name is the end of a fuller one: Tayyip Erdogan of Recep Tayyip Erdogan."""
    return 1 < len(short.words) < len(long.words) and long.words[-len(short.words) :] == short.words


def has_same_generation(one: PersonName, other: PersonName) -> bool:
    """Whether "Jr." and the like do not contradict.

    A full formal name drops its Jr. in short forms (Joseph R. Biden Jr., Joe Biden); "Donald Trump Jr." without a
    middle name has it to be told from his father.
    """
    if one.generation == other.generation:
        return True
    if one.generation and other.generation:
        return False
    marked, plain = (one, other) if one.generation else (other, one)
    return (
        len(marked.given) > 1
        and marked.generation == "jr"
        and not (len(plain.given) > 1 and plain.given[0] == marked.given[0])
    )


def compare_persons(one: PersonName, other: PersonName, names: Names) -> str:
    """The reason why two full names are one person's, '' if a fact contradicts; a surname alone gives ''."""
    if one.family != other.family or not one.given or not other.given:
        return ""
    if one.gender and other.gender and one.gender != other.gender:
        return ""
    if is_tail(one, other) or is_tail(other, one):
        return "middle_name" if has_same_generation(one, other) else ""
    if not has_same_middle(one, other) or not has_same_generation(one, other):
        return ""
    reason = has_same_given(one, other, names)
    if reason == "same_name" and one.words != other.words:
        return "spelling" if "".join(one.words) == "".join(other.words) else "middle_name"
    return reason
