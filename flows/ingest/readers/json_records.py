"""Reads records in JSON: a document with one record or many, or one record per line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from flows.ingest.readers.json_shapes import find_records, unnest
from flows.ingest.readers.lines import Lines
from flows.ingest.readers.source_file import SourceFile
from flows.ingest.text.decode import decode
from flows.ingest.units import Fields, Refused, Unit


def read_json(file: SourceFile) -> Iterator[Unit]:
    """The records of a JSON document. A file with one object per line is read as such."""
    if _has_object_per_line(file):
        yield from read_jsonl(file)
        return
    decoded = decode(file.read_whole(file.limits.document_bytes))
    document = _parse_json(decoded.text)
    records = find_records(document)
    if records is None:
        yield file.unit(_record(unnest(document)), notes=decoded.notes)
        return
    if not records:
        raise Refused("empty", "the list holds no record")
    for number, record in enumerate(records, 1):
        yield file.unit(_record(record), f"record {number}", decoded.notes)


def read_jsonl(file: SourceFile) -> Iterator[Unit]:
    """The records of a file with one JSON object per line. Blank lines are skipped."""
    is_empty = True
    with file.path.open("rb") as stream:
        lines = Lines(stream, file.limits.record_bytes)
        while (content := _next_record(lines)) is not None:
            if content:
                is_empty = False
                yield file.unit(content, f"line {lines.number}", lines.take_notes())
    if is_empty:
        raise Refused("empty", "the file holds no record")


def _has_object_per_line(file: SourceFile) -> bool:
    """Whether the first two lines are whole JSON objects."""
    with file.path.open("rb") as stream:
        lines = Lines(stream, file.limits.record_bytes)
        try:
            first, second = next(lines, ""), next(lines, "")
            return bool(second.strip()) and all(isinstance(_parse_json(line), dict) for line in (first, second))
        except Refused:
            return False


def _next_record(lines: Lines) -> Fields | Refused | None:
    """The record in the next line; empty for a blank line, None at the end."""
    try:
        line = next(lines, None)
        if line is None:
            return None
        return _record(unnest(_parse_json(line))) if line.strip() else {}
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
