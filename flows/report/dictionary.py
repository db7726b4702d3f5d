"""The data dictionary in Markdown: every relation, column and macro with its comment in the database.

python -m flows.report.dictionary > docs/data-dictionary.md
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

SCHEMAS = {
    "main": "The articles and the extracted entities, mentions and quotes.",
    "mart": "Views for reporting. They leave out entities of the label `MISC`.",
    "seeds": "Reference tables: the rules and vocabularies of the extraction, from `seeds/*.csv`.",
    "ops": "The ledger: the runs, and the outcome of every input.",
}
"""The schemas, in the order of the page."""

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


def make_data_dictionary(warehouse: duckdb.DuckDBPyConnection) -> str:
    """Every relation, column and macro of a warehouse as one Markdown page; the same page for the same schema."""
    return "\n".join(_lines(warehouse)).rstrip() + "\n"


def _lines(warehouse: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "`make docs` writes this page from the comments in the database. Change those, in `sql/`, not this page."
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
    yield "They answer from the current file. Open an older version directly, or `use` it after `attach`."
    yield "`named_entities` has the columns of `main.entities`, the others with rows those of `mart.printed_quotes`."
    yield ""
    yield from ("| macro | returns | meaning |", "|---|---|---|")
    for name, parameters, kind, meaning in warehouse.execute(_MACROS).fetchall():
        returns = "rows" if kind == "table_macro" else "a value"
        yield f"| `{name}({', '.join(parameters)})` | {returns} | {_cell(meaning)} |"


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
        print(make_data_dictionary(warehouse), end="")


if __name__ == "__main__":
    main()
