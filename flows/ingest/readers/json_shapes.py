"""Finds the records in a JSON document, whatever wraps them: envelopes of APIs, exports of databases, pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.ingest.records.names import content_keys, has_content_field, has_title_field

_MAX_DEPTH = 6
_MAX_ROWS = 1_000_000
_MAX_SECTIONS = 10_000
# Keys under which a database or API nests the fields of one record.
_NESTED = ("_source", "node", "attributes", "article", "item", "data", "content", "document", "story", "record")


def find_records(document: object) -> list[object] | None:
    """The records of a list, or of the list that an object wraps; None if the document is itself one record."""
    if isinstance(document, list):
        return _rows_of_table(document) or [unnest(item) for item in document]
    if not isinstance(document, dict):
        return None
    if (rows := _rows_of_pandas(document)) is not None:
        return list(rows)
    if has_content_field(document) and (
        has_title_field(document) or not isinstance(_first_of(document, content_keys(document)), dict | list)
    ):
        return None
    found = _choose_lists(document)
    return [unnest(item) for items in found for item in items] or None


def unnest(record: object) -> object:
    """A record whose fields stand in an object inside it (`_source`, `node`), with the fields beside it."""
    if not isinstance(record, dict) or (
        (keys := content_keys(record)) and not isinstance(_first_of(record, keys), dict)
    ):
        return record
    inner = next((record[key] for key in _NESTED if has_content_field(record.get(key))), None)
    return {**{key: value for key, value in record.items() if value is not inner}, **inner} if inner else record


def _first_of(record: dict[str, object], keys: Iterable[str]) -> object:
    """The first value under `keys` that is not empty."""
    return next((value for key in keys if (value := record[key])), None)


def _choose_lists(document: dict[str, object]) -> list[list[object]]:
    """The list with the most records, and its kind at the same depth: an export by sections or days has one for each.

    Lists whose records have other fields for text and title (comments, related links) are no articles.
    """
    lists = list(_lists_in(document, 0))
    if not lists:
        return []
    best_depth, best = max(lists, key=lambda one: _count_contents(one[1]))
    if not (shape := _shape(best)):
        return [best]
    return [items for depth, items in lists if depth == best_depth and _shape(items) == shape]


def _shape(items: list[object]) -> tuple[tuple[str, ...], bool] | None:
    """The fields for the text in the first record that has one, and whether it has a title; None without one."""
    record = next((one for item in items[:100] if has_content_field(one := unnest(item))), None)
    return (content_keys(record), has_title_field(record)) if isinstance(record, dict) else None


def _lists_in(value: object, depth: int) -> Iterator[tuple[int, list[object]]]:
    """The lists of objects in a document, each with its depth, from the outside in."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        if any(isinstance(item, dict) for item in value):
            yield depth, value
        # Sections in a list, each with its articles.
        if depth < _MAX_DEPTH and not _count_contents(value):
            for inner in value[:_MAX_SECTIONS]:
                yield from _lists_in(inner, depth + 1)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _lists_in(inner, depth + 1)


def _count_contents(items: list[object]) -> int:
    return sum(has_content_field(unnest(item)) for item in items[:100])


def _rows_of_pandas(document: dict[str, object]) -> Iterator[dict[str, object]] | None:
    """The rows of pandas' `to_json` by columns, by index, and split; None for any other document."""
    columns, data = document.get("columns"), document.get("data")
    if isinstance(columns, list) and isinstance(data, list) and has_content_field(dict.fromkeys(map(str, columns))):
        return (dict(zip(map(str, columns), row, strict=False)) for row in data if isinstance(row, list))
    values = list(document.values())
    if not values or not all(isinstance(value, dict) for value in values):
        return None
    if has_content_field(document):
        return _rows_of_columns(document)
    if all(has_content_field(value) for value in values):
        return ({"id": key, **value} for key, value in document.items() if isinstance(value, dict))
    return None


def _rows_of_columns(document: dict[str, object]) -> Iterator[dict[str, object]] | None:
    columns = {name: column for name, column in document.items() if isinstance(column, dict)}
    keys = next((list(column) for name, column in columns.items() if has_content_field({name: None})), [])
    # A field such as {"content": {"rendered": …}} is not a column: columns have the same keys.
    if len(columns) < 2 and len(keys) < 2 and not all(key.isdecimal() for key in keys):
        return None
    if any(set(column) != set(keys) for column in columns.values()):
        return None
    return ({name: column.get(key) for name, column in columns.items()} for key in keys[:_MAX_ROWS])


def _rows_of_table(document: list[object]) -> list[object] | None:
    """The rows of a list of lists with a header first; None for any other list."""
    if len(document) < 2 or not all(isinstance(row, list) for row in document[:10]):
        return None
    header = document[0]
    if not isinstance(header, list) or not has_content_field({str(name): None for name in header}):
        return None
    return [dict(zip(map(str, header), row, strict=False)) for row in document[1:] if isinstance(row, list)]
