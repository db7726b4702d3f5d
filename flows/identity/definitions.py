"""The short names that an article has beside long ones: acronyms, and the first word of a body's name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from flows.identity.bodies import fold_thing
from flows.identity.chains import NamedChain
from flows.identity.forms import is_acronym, spells
from flows.identity.splits import Row
from flows.identity.vocabulary import Names
from flows.ordinary_words import is_known

MOST_LONG_NAMES = 50
"""Longer names of one first letter that a short name of the article is compared with."""
LONGEST_OPENING = 5
"""Code points between a name and the acronym in brackets behind it."""
SHORTEST_IN_BRACKETS = 3
"""Letters of an acronym in brackets; two are mostly a state or a party behind a name."""
_OPENS = re.compile(r"\s*[(\[]\s*[\"“”'‘’]?\s*")

MADE = ("ORG", "MISC")
"""Labels of what is made. Its model alone ("A380") is a short form of the maker's and its own ("Airbus A380")."""
_MODEL = re.compile(r"[A-Za-z]-?\d|\d-?[A-Za-z]")

Pairs = dict[tuple[str, str], bool]
"""(short, long), both folded -> whether the short name is an acronym."""


def find_definitions(article: Row, chains: Sequence[NamedChain], units: Sequence[Row], names: Names) -> list[Row]:
    """The definitions of an article (`frames.DEFINITIONS`). `units` are the rows of `chains`, in the same order."""
    pairs: Pairs = {}
    for chain, unit in zip(chains, units, strict=True):
        for form in chain.chain.forms if not unit["is_person"] else ():
            if is_acronym(form) and spells(form, chain.name):
                pairs[_fold(form), unit["base"]] = True
    _compare_chains(chains, units, pairs, names)
    _read_brackets(article["text"], chains, units, pairs)
    return [
        {"article_id": article["article_id"], "short": short, "long": long, "is_acronym": is_short}
        for (short, long), is_short in pairs.items()
        if short != long
    ]


def _fold(text: str) -> str:
    return " ".join(fold_thing(text))


def _compare_chains(chains: Sequence[NamedChain], units: Sequence[Row], pairs: Pairs, names: Names) -> None:
    """Names of one word against the longer names of other chains with the same first letter."""
    by_letter: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    by_last: dict[str, list[Row]] = defaultdict(list)
    for chain, unit in zip(chains, units, strict=True):
        if len(chain.words) > 1 and not unit["gender"]:
            by_letter[chain.words[0][:1]].append((chain.name, unit))
            by_last[chain.words[-1]].append(unit)
    for chain, unit in zip(chains, units, strict=True):
        if len(chain.words) != 1 or unit["is_listed"] or chain.words in names.places or chain.words in names.peoples:
            continue
        if unit["label"] in MADE and _MODEL.search(chain.name):
            pairs |= {
                (unit["base"], other["base"]): True for other in by_last.get(chain.words[0], ())[:MOST_LONG_NAMES]
            }
        is_head = unit["label"] == "ORG" and names.heads.get(chain.words[0]) == "body"
        if is_head:
            pairs |= {
                (unit["base"], other["base"]): False for other in by_last.get(chain.words[0], ())[:MOST_LONG_NAMES]
            }
        is_opening = unit["label"] in ("ORG", "PERSON") and (is_head or chain.words[0] not in names.body_words)
        for long, other in by_letter.get(chain.words[0][:1], ())[:MOST_LONG_NAMES]:
            if is_acronym(chain.name) and spells(chain.name, long):
                pairs[unit["base"], other["base"]] = True
            elif is_opening and _is_opening(chain.words[0], other):
                pairs.setdefault((unit["base"], other["base"]), False)


def _is_opening(word: str, long: Row) -> bool:
    """Whether a name may be the first word of a longer one; an adjective is none of a listed name: White House."""
    is_plain = bool(long["is_listed"]) and is_known(word)
    return bool(long["base"].split()[0] == word) and long["label"] in ("ORG", "PERSON") and not is_plain


def _read_brackets(text: str, chains: Sequence[NamedChain], units: Sequence[Row], pairs: Pairs) -> None:
    """A body and at once an acronym in brackets: "Singapore Airlines (SIA)". Datelines have places before theirs."""
    placed = sorted((m["start_char"], m["end_char"], i) for i, each in enumerate(chains) for m in each.chain.mentions)
    for (_, end, long), (start, stop, _) in pairwise(placed):
        if not 0 < start - end < LONGEST_OPENING or stop - start < SHORTEST_IN_BRACKETS:
            continue
        if units[long]["label"] == "ORG" and _OPENS.fullmatch(text[end:start]) and is_acronym(text[start:stop]):
            pairs[_fold(text[start:stop]), units[long]["base"]] = True
