"""Quote families and stories on the stage file: what several articles print, and which articles tell one story."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from flows.identity.quote_families import FAMILIES, PRINTS, group_quotes
from flows.identity.stories import (
    LEAD,
    PLACED,
    TIES,
    Reach,
    find_reach,
    group_stories,
    make_terms,
    tie_articles,
)

_ARTICLES = """
    select now.article_id, now.published_at, coalesce(before.story_id, now.story_id) as story_id
    from story_basis_now as now left join story_basis as before using (article_id)
"""
_CHANGED = """
    with changed as (
        select article_id
        from story_basis_now as now full join story_basis as before using (article_id)
        where now.basis is distinct from before.basis
    )
    select article_id, published_at, story_id from story_basis_now where article_id in (from changed)
    union all
    select article_id, published_at, story_id from story_basis where article_id in (from changed)
"""
_LEADS = f"""
    select article_id, title, left(text, {LEAD}) as text, published_at
    from main.articles where article_id in (select article_id from counted) and published_at is not null
"""
_REGROUPED = "select article_id, published_at from main.articles where article_id in (select article_id from regrouped)"


def find_families(stage: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Bring `main.quote_families` up to the quotes of the stage file.

    Read again are the quotes of articles within a month of tonight's, and the families that these belong to.
    """
    prints = stage.sql((sql / "identity" / "prints_in_reach.sql").read_text("utf-8")).pl().cast(PRINTS)
    stage.register("prints", prints.select("quote_id"))
    stage.execute(
        "delete from main.quote_families where quote_id in (select quote_id from prints) "
        "or quote_id not in (select quote_id from main.quotes)"
    )
    stage.unregister("prints")
    _insert(stage, "quote_families", group_quotes(prints), FAMILIES)


def remember_stories(stage: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Keep what the stories of the stage file rest on, so that `find_stories` sees what tonight changed."""
    stage.execute(f"create temp table story_basis as {_read(sql, 'story_basis')}")


def find_stories(stage: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Bring `main.articles.story_id` and `main.stories` up to the copies, families and entities of the stage file.

    Grouped again are the articles that changed since `remember_stories`, those of their days, and whole stories of
    these. The result is that of all articles at once.
    """
    stage.execute(f"create temp table story_basis_now as {_read(sql, 'story_basis')}")
    reach = find_reach(stage.sql(_ARTICLES).pl().cast(PLACED), stage.sql(_CHANGED).pl().cast(PLACED))
    if not reach.regrouped.is_empty():
        _regroup(stage, sql, reach)
    stage.execute("drop table story_basis; drop table story_basis_now")


def _regroup(stage: duckdb.DuckDBPyConnection, sql: Path, reach: Reach) -> None:
    stage.register("regrouped", reach.regrouped)
    stage.register("counted", reach.counted)
    terms = make_terms(stage.sql(_LEADS).pl(), stage.sql(_read(sql, "entities_in_articles")).pl())
    tied = pl.concat([stage.sql(_read(sql, "ties_of_articles")).pl().cast(TIES), tie_articles(terms)]).unique()
    stage.register("story_articles", group_stories(tied, stage.sql(_REGROUPED).pl()))
    stage.execute(_read(sql, "apply_stories"))
    count_stories(stage, sql)
    for name in ("regrouped", "counted", "story_articles"):
        stage.unregister(name)


def count_stories(stage: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Bring `main.stories` up to the articles that have a story."""
    stage.execute(_read(sql, "count_stories"))


def _read(sql: Path, name: str) -> str:
    return (sql / "identity" / f"{name}.sql").read_text("utf-8").rstrip().rstrip(";")


def _insert(stage: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame, schema: pl.Schema) -> None:
    stage.register("new_rows", rows.select(schema.names()))
    stage.execute(f"insert into main.{table} by name select * from new_rows")
    stage.unregister("new_rows")
