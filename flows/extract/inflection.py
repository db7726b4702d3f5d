"""The regular inflection of English verbs: enough to know a reporting verb in any form without a lemmatizer."""

from __future__ import annotations

from collections.abc import Sequence

VOWELS = frozenset("aeiou")


def inflections(verb: str, irregular: Sequence[str] = ()) -> frozenset[str]:
    """The base form, -s, -ed and -ing forms of a verb, together with its irregular ones.

    A final consonant is doubled *and* left single (travelled, traveled): a form that nobody writes is harmless.
    """
    return frozenset([verb, plural(verb), *irregular, *_with_endings(verb)])


def plural(noun: str) -> str:
    """The regular plural of a noun (and, spelt alike, the third person of a verb)."""
    if _consonant_y(noun):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def verbs_of(noun: str) -> list[str]:
    """The verbs of which a noun may name the doer: driver, drive; teacher, teach; runner, run; director, direct; coach.

    Verbs that there are not are harmless, as nobody writes them.
    """
    if not noun.endswith(("er", "or")):
        return [noun]
    stem = noun[:-2]
    return [noun, stem, f"{stem}e", *([stem[:-1]] if stem[-2:-1] == stem[-1:] else [])]


def _with_endings(verb: str) -> list[str]:
    if _consonant_y(verb):
        return [verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("ee"):
        return [verb + "d", verb + "ing"]
    if verb.endswith("e"):
        return [verb + "d", verb[:-1] + "ing"]
    forms = [verb + "ed", verb + "ing"]
    if _may_double(verb):
        forms += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return forms


def _consonant_y(verb: str) -> bool:
    return len(verb) > 1 and verb.endswith("y") and verb[-2] not in VOWELS


def _may_double(verb: str) -> bool:
    """Whether it ends in consonant, vowel, consonant (admit, brag, travel)."""
    return len(verb) > 2 and verb[-1] not in VOWELS | set("wxy") and verb[-2] in VOWELS and verb[-3] not in VOWELS
