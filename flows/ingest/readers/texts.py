"""Reads files that are one article each: plain text, Markdown and pages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from flows.ingest.readers.source_file import SourceFile
from flows.ingest.text.decode import decode, decode_page
from flows.ingest.text.unwrap import unwrap_lines
from flows.ingest.units import Unit, skip

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML_FRONT_MATTER = re.compile(r"\A\+\+\+[ \t]*\n(.{0,20000}?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_PROPERTY = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*)\Z")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)\Z")
_HEADING = re.compile(r"\A\s*#[ \t]+([^\n]+)(?:\n|\Z)")
# Browsers and SingleFile write the address into the pages that they save.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|page saved with singlefile\s+url:\s*)(https?://\S+)\s", re.IGNORECASE
)
_SAVED_CHARS = 4_000
# The first line of the bookmarks that browsers and reading lists export.
_BOOKMARKS = re.compile(r"\s*<!doctype\s+netscape-bookmark", re.IGNORECASE)
# No pattern may look at a stretch of text more than a bounded number of times: articles are hostile.
_REPLACED = (
    (re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)"), ""),
    (re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\]\[[^\[\]\n]*\]"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(\S[^\n]*)$", re.MULTILINE), lambda found: _trim_heading(found[1])),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(?<!\w)(\*\*|__)(?=[^\s*_])(.{1,1000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~-])"), r"\1"),
)


def read_text(file: SourceFile) -> Iterator[Unit]:
    """The article in a text file. Only lines that were wrapped at a fixed width change."""
    decoded = decode(file.read_whole(file.limits.page_bytes))
    yield file.unit({"text": unwrap_lines(decoded.text), "url": file.url}, notes=decoded.notes)


def read_page_file(file: SourceFile) -> Iterator[Unit]:
    """The page in an HTML file.

    Raises:
        Refused: `no_pages` (skipped), for bookmarks.
    """
    decoded = decode_page(file.read_whole(file.limits.page_bytes))
    if _BOOKMARKS.match(decoded.text):
        raise skip("no_pages", "bookmarks: they list addresses and hold no text; give the addresses to `onrecord run`")
    saved = _SAVED_FROM.search(decoded.text[:_SAVED_CHARS])
    yield file.unit({"html": decoded.text, "url": saved[1] if saved else file.url}, notes=decoded.notes)


def read_markdown(file: SourceFile) -> Iterator[Unit]:
    """The article in a Markdown file, with the properties in its front matter."""
    decoded = decode(file.read_whole(file.limits.page_bytes))
    fields, text = _split_front_matter(decoded.text)
    if (heading := _HEADING.match(text)) is not None:
        fields.setdefault("title", _trim_heading(heading[1]))
        text = text[heading.end() :]
    for pattern, replacement in _REPLACED:
        text = pattern.sub(replacement, text)
    yield file.unit({"url": file.url, **fields, "text": unwrap_lines(text.strip("\n"))}, notes=decoded.notes)


def _trim_heading(text: str) -> str:
    """A heading without the marks that may close it ("# Pier #")."""
    return text.rstrip().rstrip("#").rstrip()


def _split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The properties before a text, in YAML or TOML, and the text without them."""
    if front := _FRONT_MATTER.match(text):
        return _read_properties(front[1]), text[front.end() :]
    if front := _TOML_FRONT_MATTER.match(text):
        try:
            return tomllib.loads(front[1]), text[front.end() :]
        except (tomllib.TOMLDecodeError, RecursionError):
            return {}, text
    return {}, text


def _read_properties(text: str) -> dict[str, object]:
    """The properties of front matter: `key: value`, and lists below a key."""
    fields: dict[str, object] = {}
    key = ""
    for line in text.split("\n"):
        if (item := _ITEM.match(line)) and key:
            values = fields.get(key)
            fields[key] = [*(values if isinstance(values, list) else []), _unquote(item[1])]
        elif found := _PROPERTY.match(line):
            key = found[1].strip()
            fields[key] = _read_value(found[2])
    return fields


def _read_value(value: str) -> str | list[str]:
    """A value of front matter, which may be a list on one line: "[Ida Wren, Leo Marsh]"."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [_unquote(item) for item in value[1:-1].split(",") if item.strip()]
    return _unquote(value)


def _unquote(value: str) -> str:
    value = value.strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value
