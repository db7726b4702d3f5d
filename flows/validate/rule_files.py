"""Finds the place of a value in a JSON rule file, so that an error can name file, line and column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.errors import OnRecordError, format_place

_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class RuleFile:
    """A JSON file of rules and its text."""

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> RuleFile:
        """The file at `path`; raises `OnRecordError` if it is not UTF-8."""
        try:
            return cls(path, path.read_text("utf-8"))
        except UnicodeDecodeError as error:
            raise OnRecordError(f"{path}: byte {error.start} is not valid UTF-8.") from None

    def parse(self) -> object:
        """The value that the file holds; raises `OnRecordError` with the place if it is not JSON."""
        try:
            return json.loads(self.text)
        except json.JSONDecodeError as error:
            place = format_place(self.path, error.lineno, error.colno)
            raise OnRecordError(f"{place}: not valid JSON ({error.msg}).") from None

    def error(self, keys: Sequence[str | int], reason: str) -> OnRecordError:
        """The error for the value under `keys`, or under the longest part of them that the file has."""
        line, column = locate(self.text, keys)
        name = f" ({'.'.join(map(str, keys))})" if keys else ""
        return OnRecordError(f"{format_place(self.path, line, column)}{name}: {reason}")


def locate(text: str, keys: Sequence[str | int]) -> tuple[int, int]:
    """Line and column, from 1, of the value under `keys` in a JSON text, or of its closest ancestor that exists."""
    position = _skip_blanks(text, 0)
    for key in keys:
        found = dict(_list_members(text, position))
        if key not in found:
            break
        position = found[key]
    start = text.rfind("\n", 0, position) + 1
    return text.count("\n", 0, position) + 1, position - start + 1


def _list_members(text: str, position: int) -> Iterator[tuple[str | int, int]]:
    """Key and position of each member of the object or array at `position`; nothing for another value."""
    if text[position] not in "{[":
        return
    is_object = text[position] == "{"
    position, index = _skip_blanks(text, position + 1), 0
    while text[position] not in "}]":
        key: str | int = index
        if is_object:
            key, end = _DECODER.raw_decode(text, position)
            position = _skip_blanks(text, _skip_blanks(text, end) + 1)  # behind the colon
        yield key, position
        _, end = _DECODER.raw_decode(text, position)
        position, index = _skip_blanks(text, end), index + 1
        if text[position] == ",":
            position = _skip_blanks(text, position + 1)


def _skip_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
