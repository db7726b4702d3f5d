"""Reads records in JSON: a document (a record, a list, or one list wrapped in an object), or one record per line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from flows.ingest.readers.lines import Lines
from flows.ingest.records.fields import TEXT_FIELDS, field_name
from flows.ingest.units import Fields, Refused, Unit
from flows.settings import Limits


def read_json(path: Path, text: str) -> Iterator[Unit]:
    """The records of the JSON document `text` of the file at `path`."""
    document = _parse_json(text)
    records = _records(document)
    if records is None:
        yield Unit(str(path), path.name, _record(document))
        return
    if not records:
        raise Refused("empty", "the list holds no record")
    for number, record in enumerate(records, 1):
        yield Unit(f"{path}:record {number}", path.name, _record(record), is_alone=False)


def read_jsonl(path: Path, limits: Limits) -> Iterator[Unit]:
    """The records of a file with one JSON object per line. Blank lines are skipped."""
    is_empty = True
    with path.open("rb") as file:
        lines = Lines(file, limits.record_bytes)
        while (content := _next_record(lines)) is not None:
            if content:
                is_empty = False
                yield Unit(f"{path}:line {lines.number}", path.name, content, is_alone=False)
    if is_empty:
        raise Refused("empty", "the file holds no record")


def _next_record(lines: Lines) -> Fields | Refused | None:
    """The record in the next line; empty for a blank line, None at the end."""
    try:
        line = next(lines, None)
        if line is None:
            return None
        return _record(_parse_json(line)) if line.strip() else {}
    except Refused as refused:
        return refused


def _parse_json(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused("broken_json", f"not valid JSON: {error}", text) from None
    except RecursionError:
        raise Refused("broken_json", "nested too deeply", text) from None
    except ValueError as error:
        raise Refused("broken_json", f"not readable: {error}", text) from None


def _record(value: object) -> Fields | Refused:
    if isinstance(value, dict) and value:
        return value
    return Refused("not_a_record", f"expected an object with fields, found {type(value).__name__}", repr(value)[:1000])


def _records(document: object) -> list[object] | None:
    """The items of a list, or of the one list of objects that an object wraps; None for a single record."""
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and not TEXT_FIELDS & {field_name(key) for key in document}:
        lists = [value for value in document.values() if isinstance(value, list)]
        if len(lists) == 1 and lists[0] and all(isinstance(item, dict) for item in lists[0]):
            return lists[0]
    return None
