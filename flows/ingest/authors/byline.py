"""Splits bylines into the names of authors ("By A. Writer and B. Writer, Political Editors")."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from flows.ingest.authors.names import Kind, classify_name
from flows.ingest.authors.vocabulary import load_vocabulary
from flows.ingest.text.normalise import normalise

# The longest bylines of large teams are below it; a longer text is no byline.
_MAX_CHARS = 4_000
_TAG = re.compile(r"<[^<>]*>")
_MAIL_THEN_NAME = re.compile(r"[\w.+-]+@[\w.-]+\s*\(([^()@]+)\)")
_MAIL = re.compile(r"\s*[<(\[]?(?:mailto:)?[\w.+-]+@[\w.-]+\.\w+[>)\]]?")
_HANDLE = re.compile(r"\s*\(?@\w+\)?")
_BRACKETS = re.compile(r"\s*[(\[（【][^()\[\]（）【】]*[)\]）】]\s*\Z")
_SEPARATOR = re.compile(r"\s*(?:[;；|•·、，\n／/]|\s[-–—]\s)\s*")
_URL = re.compile(r"https?:\S+")
# What a correspondent's place or outlet begins with: "Ida Wren in Paris", "Ida Wren for the Courier".
_PLACE = re.compile(r"\s+(?:in|at|for|from|of|à|aus|en|reports?|reporting)\s+(?=[A-Z‘’'\"tT]).*\Z")
_EAST_ASIAN_ROLE = re.compile(r"\s*(?:기자|특파원|記者|记者|编辑|編集委員)\Z")
_LIST_SHAPE = re.compile(r"""[\[({]\s*(?:["'].*["'])?\s*,?\s*[\])}]\Z""", re.DOTALL)
_NAME_KEYS = ("name", "full_name", "fullname", "display_name", "displayName", "byline", "author", "original", "#text")
_NAME_PARTS = (("first_name", "firstname"), ("last_name", "lastname"))

Named = tuple[str, Kind]


def parse_authors(value: object) -> tuple[str, ...]:
    """The authors that a record names: in a list, an object, or one string, in order.

    Persons are preferred: organisations and other names remain only where no person is named.
    """
    if isinstance(value, str) and len(value) <= _MAX_CHARS:
        return _parse_string(value)
    return prefer_persons(named for text in _texts(value) for named in parse_byline(text))


@lru_cache(maxsize=1024)  # reporters write every day
def _parse_string(value: str) -> tuple[str, ...]:
    return prefer_persons(named for text in _texts(value) for named in parse_byline(text))


def prefer_persons(names: Iterable[Named]) -> tuple[str, ...]:
    """The names of the best kind among `names`, each once. Accounts and the like are dropped."""
    found = [(name, kind) for name, kind in names if kind is not Kind.NOBODY]
    best = min((kind for _, kind in found), default=Kind.NOBODY)
    return tuple(dict.fromkeys(name for name, kind in found if kind is best))


def parse_byline(text: str, outlets: frozenset[str] = frozenset()) -> list[Named]:
    """The names in a byline, each with its kind."""
    text = _clean(text)
    parts = [part for part in _SEPARATOR.split(text) if part.strip()]
    return [named for part in parts for named in _split_part(part, outlets)]


def _clean(text: str) -> str:
    text = normalise(unescape(_TAG.sub(" ", text[:_MAX_CHARS])))
    text = _MAIL_THEN_NAME.sub(r"\1", text)
    text = _HANDLE.sub("", _MAIL.sub("", text))
    text = _URL.sub("", text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _split_part(part: str, outlets: frozenset[str]) -> list[Named]:
    """The names in a part without strong separators. It is split at commas and "and" only if persons come out."""
    vocabulary = load_vocabulary()
    part = _without_prefix(part)
    whole = _without_work(part)
    pieces = _join_suffixes([piece for piece in vocabulary.conjunction.split(part) if piece.strip(" .")])
    if len(pieces) == 2 and all(" " not in piece.strip() for piece in pieces) and "," in part:
        # "Wren, Ida": the family name first.
        pieces = [f"{pieces[1].strip()} {pieces[0].strip()}"]
    named = [(name, classify_name(name, outlets)) for name in map(_without_work, map(_without_prefix, pieces))]
    kinds = {kind for _, kind in named}
    is_whole_person = classify_name(whole, outlets) is Kind.PERSON
    # "José Ortega y Gasset" is one person, "Ana Ruiz y Luis Paz" are two.
    if Kind.PERSON in kinds and (not is_whole_person or len(kinds) == 1):
        return named
    return [(whole, classify_name(whole, outlets))] if whole else []


def _join_suffixes(pieces: list[str]) -> list[str]:
    """The pieces with "Jr." joined to the name before it."""
    joined: list[str] = []
    for piece in pieces:
        if joined and piece.lower().strip(" .") in load_vocabulary().suffixes:
            joined[-1] = f"{joined[-1]} {piece.strip()}"
        else:
            joined.append(piece)
    return joined


def _without_prefix(text: str) -> str:
    """The text without "By", "Por", "Von", unless the word is part of a name ("Von der Leyen", "Di Maio")."""
    text = _trim(text)
    match = load_vocabulary().prefix.match(text)
    if match is None:
        return text
    rest = text[match.end() :]
    is_part_of_name = match[0].strip().lower() in load_vocabulary().particles and " " not in rest.strip()
    is_sure = match[0].strip()[-1] in ":：/／＝" or not rest[:1].islower() or match[0].lower().startswith("by")
    return rest.strip() if rest and is_sure and not is_part_of_name else text


def _without_work(text: str) -> str:
    """A name without the role, place, outlet or brackets behind it."""
    text = _trim(_BRACKETS.sub("", _trim(text)))
    text = _EAST_ASIAN_ROLE.sub("", text)
    shorter = _PLACE.sub("", text)
    if shorter != text and classify_name(shorter) is Kind.PERSON:
        text = shorter
    vocabulary = load_vocabulary()
    words = text.split()
    while len(words) > 2 and words[-1].lower().strip(".,") in vocabulary.roles | vocabulary.qualifiers:
        words.pop()
    stripped = " ".join(words).rstrip(",")
    return stripped if classify_name(stripped) is Kind.PERSON else text


def _trim(text: str) -> str:
    """The text without punctuation around it; the point of "Jr." and of an initial stays."""
    text = text.strip(" ,:\"“”„'").lstrip(".")
    last = text.rstrip(".").rpartition(" ")[2].lower()
    is_abbreviation = text.endswith(".") and (last in load_vocabulary().suffixes or len(last) == 1)
    return text if is_abbreviation else text.rstrip(".")


def _texts(value: object, depth: int = 0) -> list[str]:
    """The texts that name authors in a record's value: lists, objects with a name, lists that were printed."""
    if depth > 3:
        return []
    if isinstance(value, str):
        text = value.strip()
        items = _parse_printed_list(text)
        return _texts(items, depth + 1) if items is not None else [text]
    if isinstance(value, list | tuple | set):
        return [text for item in value for text in _texts(item, depth + 1)]
    return _texts(_name_in(value), depth + 1) if isinstance(value, dict) else []


def _name_in(value: dict[object, object]) -> object:
    """The name in an object that describes an author."""
    for key in (
        "name",
        "full_name",
        "fullname",
        "display_name",
        "displayName",
        "byline",
        "author",
        "original",
        "#text",
    ):
        if value.get(key):
            return value[key]
    parts = (
        value.get(keys[0]) or value.get(keys[1]) for keys in (("first_name", "firstname"), ("last_name", "lastname"))
    )
    return " ".join(str(part) for part in parts if part)


def _parse_printed_list(text: str) -> object | None:
    """The list in a text that Python or JSON printed ("['A B', 'C D']"); None for any other text."""
    if len(text) > _MAX_CHARS or not _LIST_SHAPE.match(text):
        return None
    for parse in (json.loads, ast.literal_eval):
        try:
            value: object = parse(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        return list(value) if isinstance(value, list | tuple | set | dict) else None
    return None
