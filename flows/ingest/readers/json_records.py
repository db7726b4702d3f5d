"""Reads records in JSON: a document with one record or many, or one record per line."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

from flows.ingest.readers.json_shapes import find_records, unnest
from flows.ingest.readers.lines import Lines
from flows.ingest.readers.source_file import SourceFile
from flows.ingest.text.decode import decode
from flows.ingest.units import Fields, Refused, Unit

# RFC 7464 puts it before each record of a sequence.
_RECORD_SEPARATOR = "\x1e"
# A list with one object per line has commas between them.
_AROUND_LINE = ", \t\r\n"
_PYTHON_CHARS = 1_000_000
# Line ends and tabs inside strings are accepted: exporters forget to escape them.
_DECODER = json.JSONDecoder(strict=False)
_BETWEEN = re.compile(r"[\s,\x1e]*")
# JSON for scripts: "callback({…});", "var articles = [{…}];".
_WRAPPED = re.compile(
    r"\A\s*(?:[\w.$]{1,80}\(|(?:(?:var|let|const)\s+)?[\w.$]{1,80}\s*=)\s*([\[{].*[\]}])\s*\)?\s*;?\s*\Z", re.DOTALL
)


def read_json(file: SourceFile) -> Iterator[Unit]:
    """The records of a JSON document. A file with one object per line is read as such."""
    if _has_object_per_line(file):
        yield from read_jsonl(file)
        return
    decoded = decode(file.read_whole(file.limits.document_bytes))
    document = _parse_document(decoded.text)
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
        line = line.strip(_AROUND_LINE)
        return _record(unnest(_parse_line(line))) if line and line not in ("[", "]") else {}
    except Refused as refused:
        return refused


def _parse_line(line: str) -> object:
    """The value in a line; of a string that is JSON itself, the value in it."""
    value = _parse_json(line)
    return _parse_json(value) if isinstance(value, str) and value.startswith("{") else value


def _parse_document(text: str) -> object:
    """The value of a document; a list of the values if there are several, one behind the other."""
    wrapped = _WRAPPED.match(text)
    text = wrapped[1] if wrapped else text
    try:
        return _parse_json(text)
    except Refused:
        if (values := _parse_several(text)) is None:
            raise
        return values


def _parse_several(text: str) -> list[object] | None:
    """The objects of a text that has one behind the other; None for any other text."""
    at = 0
    values: list[object] = []
    try:
        while at < len(text):
            value, end = _DECODER.raw_decode(text, at)
            if not isinstance(value, dict):
                return None
            values.append(value)
            gap = _BETWEEN.match(text, end)
            at = gap.end() if gap else end
    except (ValueError, RecursionError):
        return None
    return values


def _parse_json(text: str) -> object:
    text = text.lstrip(_RECORD_SEPARATOR)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        if text.startswith("{'") and (record := _parse_python(text)) is not None:
            return record
        raise Refused("broken_json", f"not valid JSON: {error}", text) from None
    except RecursionError:
        raise Refused("broken_json", "nested too deeply", text) from None
    except ValueError as error:
        raise Refused("broken_json", f"not readable: {error}", text) from None


def _parse_python(text: str) -> object | None:
    """The dictionary that Python printed; None for any other text."""
    if len(text) > _PYTHON_CHARS:
        return None
    try:
        value: object = ast.literal_eval(text.strip())
        return value
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


def _record(value: object) -> Fields | Refused:
    if isinstance(value, dict) and value:
        return value
    return Refused("not_a_record", f"expected an object with fields, found {type(value).__name__}", repr(value)[:1000])
