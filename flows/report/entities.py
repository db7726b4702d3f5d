"""Entities on the terminal: one with its names and reasons, and the list of what should be reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.errors import UsageError
from flows.identity.decisions import Decision, Verdict, can_be_one
from flows.printing import one_line
from flows.report.columns import make_table

MOST_ENTITIES = 10
"""Entities of one name that are shown whole; a common surname has hundreds."""
_NAMES = """
    select name, any_value(label) as label, count(*) as articles, sum(mention_count) as mentions,
        string_agg(distinct reason, ', ' order by reason) as reasons, min(score) as score,
        min(coalesce(title, url, article_id)) as example
    from main.article_names join main.articles using (article_id)
    where entity_id = ?
    group by name order by articles desc, name
"""
_MERGES = """
    select entities.name as entity, names.name, names.reason, min(names.score) as score,
        sum(names.mention_count) as mentions, count(*) as articles, entities.entity_id
    from main.article_names as names join main.entities using (entity_id)
    where names.score < 0.99 and names.name <> entities.name
    group by all
    order by (1 - min(names.score)) * sum(names.mention_count) desc, entity, names.name
    limit ?
"""
_ALONE = """
    with alone as (
        select entity_id, base, any_value(name) as name, sum(mention_count) as mentions, count(*) as articles
        from main.article_names
        where is_person and reason = 'same_name' and not contains(base, ' ')
        group by entity_id, base
    ),
    bearers as (
        select alone.base, entities.name, entities.article_count
        from alone
        join main.name_blocks as own on own.base = alone.base and own.block like 'family %'
        join main.name_blocks as shared on shared.block = own.block and contains(shared.base, ' ')
        join (select distinct base, entity_id from main.article_names where is_person) as named
            on named.base = shared.base
        join main.entities on entities.entity_id = named.entity_id
        group by all
    )
    select alone.name, string_agg(bearers.name, ', ' order by bearers.article_count desc, bearers.name) as bearers,
        mentions, articles, entity_id
    from alone join bearers using (base)
    group by all
    order by mentions desc, alone.name
    limit ?
"""


@dataclass(frozen=True)
class Entity:
    """An entity as it is shown."""

    entity_id: str
    name: str
    label: str
    mentions: int
    articles: int

    def is_id(self, called: str) -> bool:
        """Whether it was called by its id, or by the beginning of it."""
        return self.entity_id.startswith(called)


def require_identity(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Raises `UsageError` for a file of an earlier version, which has no identity across articles yet."""
    query = "select 1 from duckdb_tables() where schema_name = 'main' and table_name = 'article_names'"
    if not warehouse.execute(query).fetchone():
        raise UsageError("This warehouse was made by an older On Record: the next run brings it up to date.")


def find_entities(warehouse: duckdb.DuckDBPyConnection, called: str) -> list[Entity]:
    """The entities with a name, alias, seat or id, or with the beginning of an id; the most mentioned first."""
    rows = warehouse.execute(
        "select entity_id, name, label, mention_count, article_count from main.named_entities($called) "
        "union select entity_id, name, label, mention_count, article_count from main.entities "
        "where length($called) >= 4 and starts_with(entity_id, $called) order by mention_count desc, name, entity_id",
        {"called": called},
    ).fetchall()
    return [Entity(*row) for row in rows]


def find_entity(warehouse: duckdb.DuckDBPyConnection, called: str) -> Entity:
    """The one entity that a name or id means. Raises `UsageError` if there is none, or several and none is so named."""
    found = find_entities(warehouse, called)
    exact = [one for one in found if one.name.casefold() == called.casefold()] or found
    if len(exact) == 1:
        return exact[0]
    if not found:
        raise UsageError(f"No entity has the name or id {one_line(called, 60)!r}. See: onrecord entities show NAME")
    several = "; ".join(f"{one.entity_id} {one_line(one.name, 40)}" for one in exact[:MOST_ENTITIES])
    raise UsageError(f"{one_line(called, 60)!r} means {len(exact)} entities, name one by its id: {several}")


def require_one_kind(one: Entity, other: Entity) -> None:
    """Raises `UsageError` that shows both entities if their kinds are never one: a person and a place."""
    if can_be_one(one.label, other.label):
        return
    shown = " and ".join(f"{one_line(each.name, 40)!r} ({each.entity_id}) is {each.label}" for each in (one, other))
    raise UsageError(
        f"{shown}: different kinds. Nothing was written. If they are one all the same, name them by their ids: "
        f"onrecord entities same {one.entity_id} {other.entity_id} --reason ..."
    )


def print_entities(
    console: Console, warehouse: duckdb.DuckDBPyConnection, called: str, decisions: Sequence[Decision] = ()
) -> None:
    """Print the entities of a name with their names, the articles behind each, and why they are one.

    Of `decisions`, those that two are the same and that wait for the next run are told.
    """
    found = find_entities(warehouse, called)
    if not found:
        raise UsageError(f"No entity has the name or id {one_line(called, 60)!r}.")
    if len(found) > 1:
        console.print(f"{escape(one_line(called, 60))} means {len(found)} entities.", highlight=False)
    for one in found[:MOST_ENTITIES]:
        _print_entity(console, warehouse, one)
        for line in _describe_waiting(warehouse, one.entity_id, decisions):
            console.print(escape(line), highlight=False)


def _describe_waiting(
    warehouse: duckdb.DuckDBPyConnection, entity_id: str, decisions: Sequence[Decision]
) -> Iterator[str]:
    """What was decided of an entity and not obeyed yet: both are still entities of their own."""
    count = "select count(*) from main.entities where entity_id in (?, ?)"
    for decision in decisions:
        ids = [decision.one, decision.other]
        if decision.verdict is not Verdict.SAME or entity_id not in ids:
            continue
        if warehouse.execute(count, ids).fetchall() == [(2,)]:
            other, key = (decision.other_name, ids[1]) if entity_id == ids[0] else (decision.one_name, ids[0])
            yield f"decided to be the same as {one_line(other, 40)} ({key}); the next run obeys"


def _print_entity(console: Console, warehouse: duckdb.DuckDBPyConnection, one: Entity) -> None:
    counts = f"{one.mentions:,} mentions in {one.articles:,} articles"
    console.print(f"\n[bold]{escape(one_line(one.name))}[/] {one.label}, {counts}", highlight=False)
    former = warehouse.execute(
        "select old_id from main.entity_redirects where entity_id = ? order by old_id", [one.entity_id]
    ).fetchall()
    ids = ", ".join(old for (old,) in former[:MOST_ENTITIES])
    console.print(f"id {one.entity_id}{f'; once {ids}' if ids else ''}", highlight=False)
    table = _make_table("name", "articles", "mentions", "why", "score", "for example")
    for name, _, articles, mentions, reasons, score, example in warehouse.execute(_NAMES, [one.entity_id]).fetchall():
        table.add_row(_cell(name), f"{articles:,}", f"{mentions:,}", reasons, f"{score:.2f}", _cell(example, 50))
    console.print(table)


def print_review(console: Console, warehouse: duckdb.DuckDBPyConnection, limit: int) -> None:
    """Print the least sure merges, weighed by mentions, and the surnames that stand alone beside possible bearers."""
    console.print("Least sure merges", style="bold")
    table = _make_table("entity and id", "name", "why", "score", "mentions", "articles")
    for entity, name, reason, score, mentions, articles, key in warehouse.execute(_MERGES, [limit]).fetchall():
        entity_and_id = f"{_cell(entity)}\n{key}"
        table.add_row(entity_and_id, _cell(name), reason, f"{score:.2f}", f"{mentions:,}", f"{articles:,}")
    console.print(table)
    console.print("\nShort names that nobody was found for", style="bold")
    table = _make_table("name and id", "may be", "mentions", "articles")
    for name, bearers, mentions, articles, key in warehouse.execute(_ALONE, [limit]).fetchall():
        table.add_row(f"{_cell(name)}\n{key}", _cell(bearers, 60), f"{mentions:,}", f"{articles:,}")
    console.print(table)


def _make_table(*columns: str) -> Table:
    return make_table(*columns, numbers=("articles", "mentions", "score"))


def _cell(text: object, limit: int = 40) -> str:
    return escape(one_line(text, limit))
