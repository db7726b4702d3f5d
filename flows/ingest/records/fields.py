"""Reads a record's fields into a draft: synonyms, types, lists of authors, times. The rest is noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from flows.ingest.article.draft import Draft, Note
from flows.ingest.dates.parse import parse_time
from flows.ingest.text.decode import normalise
from flows.ingest.text.language import parse_language_tag
from flows.ingest.units import Fields, Refused

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article"),
    "html": ("html",),
    "id": ("id",),
    "url": ("url",),
    "canonical_url": ("canonical_url",),
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline"),
    "published_at": ("published_at", "date", "published", "pub_date"),
    "source": ("source",),
    "language": ("language",),
}
"""The names of each field. The first name with a value wins."""

TEXT_FIELDS = frozenset((*SYNONYMS["text"], *SYNONYMS["html"]))
KNOWN_FIELDS = frozenset(name for names in SYNONYMS.values() for name in names)

_SHOWN_CHARS = 200
_BYLINE = re.compile(r"\A\s*by[\s:]+", re.IGNORECASE)
_BETWEEN_AUTHORS = re.compile(r"\s*(?:,|&|\band\b)\s*")
_USABLE_URL = re.compile(r"(?:https?|file)://[^\s<>\"'\x00-\x1f]+\Z", re.IGNORECASE)


def field_name(key: object) -> str:
    """A field's name in the form that is compared: "Pub Date " becomes "pub_date"."""
    return re.sub(r"[\s-]+", "_", str(key).strip().lower())


def require_text_field(names: list[str]) -> None:
    """Refuse a record or table without a field for the text. The reason names the fields that it has."""
    if not TEXT_FIELDS & {field_name(name) for name in names}:
        found = ", ".join(names[:30]) or "none"
        raise Refused(
            "missing_text", f"no field for the text: expected text or html (or body, content, article); found {found}"
        )


def read_fields(record: Fields) -> tuple[Draft, str | None]:
    """The draft of a record, and its html, if it has any.

    Raises:
        Refused: `missing_text`, or `not_text` if the text is not a string.
    """
    require_text_field([str(key) for key in record])
    notes = [Note("ignored_field", str(key)[:_SHOWN_CHARS]) for key in record if field_name(key) not in KNOWN_FIELDS]
    values = _values_by_field(record)
    published_at = _time(values.get("published_at"), notes)
    draft = Draft(
        text=_content(values.get("text")),
        title=_line(values.get("title"), "title", notes),
        authors=parse_authors(values.get("authors")),
        url=_url(values.get("url"), notes),
        canonical_url=_url(values.get("canonical_url"), notes),
        source=_line(values.get("source"), "source", notes),
        local_id=_line(values.get("id"), "id", notes),
        published_at=published_at[0],
        published_from=published_at[1],
        language=parse_language_tag(values.get("language")),
        notes=tuple(notes),
    )
    return draft, _content(values.get("html"))


def _values_by_field(record: Fields) -> dict[str, object]:
    given = {field_name(key): value for key, value in reversed(list(record.items())) if value not in (None, "", [])}
    found = {field: next((given[n] for n in names if n in given), None) for field, names in SYNONYMS.items()}
    return {field: value for field, value in found.items() if value is not None}


def _content(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise Refused("not_text", f"the text is {type(value).__name__}, expected a string", repr(value)[:1000])
    return normalise(value)


def _line(value: object, name: str, notes: list[Note]) -> str | None:
    """A text or number as one line of text."""
    if value is None or not isinstance(value, str | int | float):
        if value is not None:
            notes.append(Note("ignored_value", f"{name} is {type(value).__name__}, expected text"))
        return None
    return " ".join(normalise(str(value)).split()) or None


def _url(value: object, notes: list[Note]) -> str | None:
    url = value.strip() if isinstance(value, str) else ""
    if _USABLE_URL.match(url):
        return url
    if value is not None:
        notes.append(Note("ignored_value", f"not a usable address: {str(value)[:_SHOWN_CHARS]}"))
    return None


def _time(value: object, notes: list[Note]) -> tuple[datetime | None, str | None]:
    if value is None:
        return None, None
    moment = parse_time(value)
    if moment is None:
        notes.append(Note("date_unreadable", f"published_at is no date: {str(value)[:_SHOWN_CHARS]}"))
        return None, None
    return moment.at, "record (day only)" if moment.is_day else "record"


def parse_authors(value: object) -> tuple[str, ...]:
    """The authors in a list or in one string ("By A. Writer and B. Writer"), in order.

    Semicolons separate names; in a text without them, commas, ampersands and "and" do.
    """
    if isinstance(value, str):
        value = _BYLINE.sub("", value)
        names = value.split(";") if ";" in value else _BETWEEN_AUTHORS.split(value)
    else:
        names = (
            [_BYLINE.sub("", str(n)) for n in value if isinstance(n, str)] if isinstance(value, list | tuple) else []
        )
    lines = (" ".join(normalise(name).split()) for name in names)
    return tuple(dict.fromkeys(line for line in lines if line))
