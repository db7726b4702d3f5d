"""Finds the fields of a record by their names: `seeds/record_fields.csv` lists those of many tools and data sets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from flows.ingest.units import Refused
from flows.seeds import read_seed
from flows.settings import HOME

FIELDS = ("text", "html", "id", "url", "canonical_url", "title", "authors", "published_at", "source", "language")
"""The fields of a record that are read."""

_CONTENT = ("text", "html")
# A record with more fields is a table turned on its side, or an attack.
_MAX_FIELDS = 1_000
_PLANS = 256
# The keys of a record in a cached plan: those of real tools have fewer characters, those of an attack fill the memory.
_MAX_PLANNED_CHARS = 20_000
_SQUEEZED = re.compile(r"[^\w.]|_")

Path = tuple[str, str | None]
"""A key of the record, and a key inside its value, if the field is nested."""


@dataclass(frozen=True)
class Plan:
    """Where the fields of records with certain keys are. `paths` has the places of each field, the best first;
    `content` has the keys that are fields for the text, in the order of the record."""

    paths: dict[str, tuple[Path, ...]]
    content: tuple[str, ...]
    ignored: tuple[str, ...]


def squeeze(name: object) -> str:
    """A field's name as it is compared: "publishedAt", "Published At" and "PUBLISHED_AT" are "publishedat"."""
    return _squeeze(str(name)[:200])


@lru_cache(maxsize=8192)
def _squeeze(name: str) -> str:
    return _SQUEEZED.sub("", name).lower()


def has_content_field(record: object) -> bool:
    """Whether one of the keys of a record is a field for the text."""
    return isinstance(record, dict) and bool(content_keys(record))


def content_keys(record: dict[str, object]) -> tuple[str, ...]:
    """The keys of a record that are fields for the text."""
    return plan_fields(tuple(map(str, islice(record, _MAX_FIELDS)))).content


def has_title_field(names: dict[str, object]) -> bool:
    """Whether one of the keys of a record is a field for the title."""
    titles = {name.partition(".")[0] for name in _names()["title"]}
    return any(squeeze(name) in titles for name in list(names)[:_MAX_FIELDS])


def require_content_field(names: Sequence[str]) -> None:
    """Refuse a record or table without a field for the text. The reason names the fields that it has."""
    if len(names) > _MAX_FIELDS:
        raise Refused("not_a_record", f"{len(names):,} fields, the limit is {_MAX_FIELDS:,}")
    if not plan_fields(tuple(names)).content:
        found = ", ".join(name[:60] for name in names[:30]) or "none"
        reason = "no field for the text: expected text or html, or one of the names in docs/ingest.md"
        raise Refused("missing_text", f"{reason}; found {found}")


def known_columns(names: list[str]) -> list[str]:
    """The columns that are read, in the order given."""
    ignored = set(plan_fields(tuple(names)).ignored)
    return [name for name in names if name not in ignored]


def plan_fields(keys: tuple[str, ...]) -> Plan:
    """Where the fields are in records with these keys."""
    plan = _plan_fields if sum(map(len, keys)) <= _MAX_PLANNED_CHARS else _plan_fields.__wrapped__
    return plan(keys)


@lru_cache(maxsize=_PLANS)
def _plan_fields(keys: tuple[str, ...]) -> Plan:
    by_name: dict[str, str] = {}
    for key in keys:
        by_name.setdefault(squeeze(key), key)
    paths = {field: tuple(_find_paths(field, by_name)) for field in FIELDS}
    used = {key for found in paths.values() for key, _ in found}
    content = tuple(key for key in keys if squeeze(key) in _content_names())
    return Plan(paths, content, tuple(key for key in keys if key not in used))


def _find_paths(field: str, by_name: dict[str, str]) -> list[Path]:
    found: list[Path] = []
    for name in _names()[field]:
        top, _, inner = name.partition(".")
        if top in by_name:
            found.append((by_name[top], inner or None))
    return found


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The squeezed names of each field, in the order of the seed file: the first with a value wins."""
    names: dict[str, list[str]] = {field: [] for field in FIELDS}
    for row in read_seed(HOME / "seeds", "record_fields", ("field", "name", "reason")):
        names[row.choice("field", FIELDS)].append(squeeze(row["name"]))
    return {field: tuple(found) for field, found in names.items()}


@cache
def _content_names() -> frozenset[str]:
    return frozenset(name.partition(".")[0] for field in _CONTENT for name in _names()[field])
