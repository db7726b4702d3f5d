"""Cleans the values of a record: wrappers of other tools, words for "nothing", HTML and mojibake in texts."""

from __future__ import annotations

import math
import re

from flows.ingest.text.normalise import normalise
from flows.ingest.text.repair import repair_text
from flows.ingest.units import Refused

# Words that pandas, Python, JavaScript, databases and spreadsheets print for a missing value.
_NOTHING = frozenset(
    {"", "nan", "none", "null", "nat", "n/a", "#n/a", "<na>", "undefined", "[]", "{}", "\\n", "-", "--"}
)
_NOTHING_CHARS = 10
# Keys under which tools wrap a single value: MongoDB, JSON-LD, XML converters, WordPress, APIs of outlets.
_WRAPPERS = ("$date", "$oid", "$numberLong", "$numberInt", "@value", "#text", "_text", "$t", "value", "rendered",
             "main", "name", "title", "label", "text", "original", "url", "@id", "id", "uri")  # fmt: skip
_MAX_DEPTH = 4
_BLOCK_KEYS = ("text", "content", "html", "value", "body", "paragraph", "data")


def unwrap(value: object) -> object:
    """A value without its wrappers: `{"$date": …}`, `{"name": …}`, a list of one; None for words for "nothing"."""
    for _ in range(_MAX_DEPTH):
        if isinstance(value, dict):
            value = next((value[key] for key in _WRAPPERS if value.get(key) is not None), None)
        elif isinstance(value, list | tuple):
            value = next((item for item in value if not is_nothing(item)), None)
        else:
            break
    return None if is_nothing(value) else value


def is_nothing(value: object) -> bool:
    """Whether a value stands for a missing one: None, NaN, an empty list, or a word for it."""
    if isinstance(value, str):
        return len(value) <= _NOTHING_CHARS and value.strip().lower() in _NOTHING
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or value == [] or value == {}


def read_content(value: object) -> str | None:
    """The text of a record, repaired; None for a missing one.

    Raises:
        Refused: `not_text`, if the value is not a string or a list of strings.
    """
    if isinstance(value, dict):
        value = next((value[key] for key in ("rendered", "text", "#text", "value", "html") if value.get(key)), value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, list) and value:
        # One paragraph per item, which may be an object of an editor of blocks.
        items = [_block_text(item) for item in value]
        value = "\n\n".join(item.strip() for item in items if item) or value
    if is_nothing(value):
        return None
    if not isinstance(value, str):
        raise Refused("not_text", f"the text is {type(value).__name__}, expected a string", repr(value)[:1000])
    return repair_text(normalise(value))


def _block_text(item: object) -> str:
    if isinstance(item, dict):
        item = next((item[key] for key in _BLOCK_KEYS if isinstance(item.get(key), str)), "")
    return item if isinstance(item, str) else ""


def read_line(value: object) -> str | None:
    """A text or number as one line; None for anything else."""
    value = unwrap(value)
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(repair_text(normalise(str(value))).split()) or None


_TEXT_FORMATS = re.compile(r"\.0\Z")


def read_id(value: object) -> str | None:
    """A record's own id. A number that a table stored as 812.0 is 812."""
    line = read_line(value)
    return _TEXT_FORMATS.sub("", line) if line and isinstance(unwrap(value), float) else line
