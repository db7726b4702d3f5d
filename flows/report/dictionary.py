"""The data dictionary: every relation, column and macro with the comment that the database itself carries, as Markdown.

python -m flows.report.dictionary > docs/data-dictionary.md
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

SCHEMAS = {
    "main": "What was read and found: one row an article, entity, mention, quote.",
    "mart": "Views for reporting. Entities of the label `MISC` are hidden from them.",
    "seeds": "Reference tables: the rules and vocabularies of the extraction, as `seeds/*.csv` states them.",
    "ops": "The ledger: what every run did with every input.",
}
"""The schemas in the order in which an analyst meets them."""

_RELATIONS = """
    select schema_name, table_name as name, 'table' as kind, comment from duckdb_tables() where not internal
    union all
    select schema_name, view_name, 'view', comment from duckdb_views() where not internal
    order by schema_name, name
"""
_COLUMNS = """
    select column_name, data_type, is_nullable, comment from duckdb_columns()
    where schema_name = ? and table_name = ?
    order by column_index
"""
_MACROS = """
    select function_name, parameters, function_type, comment from duckdb_functions()
    where not internal and function_type in ('macro', 'table_macro')
    order by function_type desc, function_name
"""


def data_dictionary(warehouse: duckdb.DuckDBPyConnection) -> str:
    """Everything in a warehouse that carries a comment, as one Markdown page; the same page for the same schema."""
    return "\n".join(_lines(warehouse)).rstrip() + "\n"


def _lines(warehouse: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Made from the comments in the database by `make docs`; change those, in `sql/`, not this page."
    yield ""
    relations = warehouse.execute(_RELATIONS).fetchall()
    for schema, purpose in SCHEMAS.items():
        yield from (f"## {schema}", "", purpose, "")
        for owner, name, kind, comment in relations:
            if owner == schema:
                yield from _relation(warehouse, schema, name, kind, comment)
    yield from _macros(warehouse)


def _relation(
    warehouse: duckdb.DuckDBPyConnection, schema: str, name: str, kind: str, comment: str | None
) -> Iterator[str]:
    yield from (f"### {schema}.{name}", "", f"{_sentence(comment)} ({kind})", "")
    yield from ("| column | type | meaning |", "|---|---|---|")
    for column, data_type, is_nullable, meaning in warehouse.execute(_COLUMNS, [schema, name]).fetchall():
        never = " not null" if kind == "table" and not is_nullable else ""
        yield f"| `{column}` | {data_type}{never} | {_cell(meaning)} |"
    yield ""


def _macros(warehouse: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield from ("## Macros", "", "Called without a schema: `from quotes_by('Malakhov')`.")
    yield "They answer from the current file: open an older version by itself, or `use` it once it is attached."
    yield ""
    yield from ("| macro | gives | meaning |", "|---|---|---|")
    for name, parameters, kind, meaning in warehouse.execute(_MACROS).fetchall():
        gives = "rows" if kind == "table_macro" else "a value"
        yield f"| `{name}({', '.join(parameters)})` | {gives} | {_cell(meaning)} |"


def _sentence(comment: str | None) -> str:
    return f"{comment or ''}".rstrip(".") + "."


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("\n", " ")


def main() -> None:
    """Print the dictionary of this checkout's schema."""
    from flows.load.database import open_stage
    from flows.load.schema import prepare
    from flows.settings import HOME

    with open_stage(Path(":memory:")) as warehouse:
        prepare(warehouse, HOME / "sql", HOME / "seeds")
        print(data_dictionary(warehouse), end="")


if __name__ == "__main__":
    main()
