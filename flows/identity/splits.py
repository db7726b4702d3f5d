"""Mentions that extraction has in the chain of another name: a son in his father's, a product in its maker's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from typing import Any

from flows.identity.adjectives import find_country, is_language
from flows.identity.bodies import fold_thing
from flows.identity.fold import fold_name
from flows.identity.persons import parse_person
from flows.identity.vocabulary import Names, Words
from flows.records import digest

Row = dict[str, Any]
STATE_REACH = 40
"""Code points before a body's name in which its state stands ("California state ")."""
_NUMERAL = re.compile(r" (I{1,3}|One|Two|Three)\b")
"""What tells one event from the next of its name: "World War II"."""
_MODEL = re.compile(r" ((?=[A-Z0-9-]*\d)[A-Z][A-Z0-9]*-?[A-Z0-9]*)\b")
"""The letters and digits behind a maker's name that make it a product: "Airbus A380", "Lockheed F-16"."""
_STATE = re.compile(r"(?:\b((?:[A-Z][\w.]+ ){1,3}))?\bstate $")
_FAMILY = re.compile(r" (?:family|dynasty|clan)\b")
_HISSED = re.compile(r"(?:s|x|z|ch|sh)$")
"""The end of a surname whose plural has "es"."""


def split_mention(mention: Row, text: str, marked: Set[str], names: Names) -> Row:
    """A mention, in a chain of its own if what stands beside it makes it another name. `marked`: `find_marked`.

    The adjective of a country is a mention of the country, that of a language one of the language.
    """
    if mention["kind"] != "name":
        return mention
    chain_id, start, end, label = (mention[key] for key in ("entity_id", "start_char", "end_char", "label"))
    if label == "NORP" and is_language(text, start, end, names):
        return _part(mention, "language", "MISC", f"{mention['text']} language")
    if label == "NORP" and (country := find_country(text, start, end, names)):
        return _part(mention, "country", "GPE", country)
    if chain_id in marked and (generation := parse_person(mention["text"], names).generation):
        return {**mention, "entity_id": digest(chain_id, generation)}
    if label == "PERSON" and len(fold_name(mention["text"])) == 1 and _FAMILY.match(text, end):
        return _part(mention, "family", "NORP", _pluralise(mention["text"]))
    if label == "EVENT" and (numeral := _NUMERAL.match(text, end)):
        return _part(mention, numeral[1], label, f"{mention['text']} {numeral[1]}")
    if label == "ORG" and (model := _MODEL.match(text, end)):
        return _part(mention, model[1], "MISC", f"{mention['text']} {model[1]}")
    return _split_state(mention, text, names) if label == "ORG" else mention


def _part(mention: Row, part: str, label: str, name: str) -> Row:
    return {**mention, "entity_id": digest(mention["entity_id"], part), "label": label, "text": name}


def _pluralise(surname: str) -> str:
    return f"{surname}es" if _HISSED.search(surname) else f"{surname}s"


def _split_state(mention: Row, text: str, names: Names) -> Row:
    """The body of a state that has the name of a nation's: "the California state Senate"; MISC where none is named."""
    start = mention["start_char"]
    found = _STATE.search(text, max(0, start - STATE_REACH), start)
    if not found or fold_thing(mention["text"]) not in names.aliases:
        return mention
    state = _find_place(found[1] or "", names)
    return _part(mention, f"state {state}", "ORG" if state else "MISC", f"{state or 'state'} {mention['text']}")


def _find_place(before: str, names: Names) -> str:
    """The longest place that words end with, by its full name; '' for none: "In North Carolina"."""
    words = before.split()
    ends = (fold_thing(" ".join(words[at:])) for at in range(len(words)))
    at = next((at for at, end in enumerate(ends) if end in names.places), None)
    if at is None:
        return ""
    place = " ".join(words[at:])
    return names.aliases.get(fold_thing(place), place)


def find_marked(mentions: Iterable[Row], names: Names) -> set[str]:
    """The chains that hold a son and his father: "Donald Trump Jr." beside "Donald Trump"."""
    full: dict[str, set[tuple[Words, str]]] = defaultdict(set)
    for mention in mentions:
        if mention["kind"] == "name" and mention["label"] == "PERSON":
            person = parse_person(mention["text"], names)
            if person.given:
                full[mention["entity_id"]].add((person.words, person.generation))
    return {chain for chain, forms in full.items() if any(_has_father(form, forms) for form in forms)}


def _has_father(form: tuple[Words, str], forms: set[tuple[Words, str]]) -> bool:
    words, generation = form
    return bool(generation) and len(words) == 2 and (words, "") in forms
