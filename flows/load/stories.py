"""Quote families and stories on the stage file: what several articles print, and which articles tell one story."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from flows.identity.quote_families import FAMILIES, PRINTS, group_quotes
from flows.identity.stories import ENTITY_ARTICLES, TIES, group_stories, tie_by_entities


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


def find_stories(stage: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Bring `main.articles.story_id` and `main.stories` up to the copies, families and entities of the stage file."""
    named = stage.sql((sql / "identity" / "entities_in_articles.sql").read_text("utf-8")).pl().cast(ENTITY_ARTICLES)
    tied = stage.sql((sql / "identity" / "ties_of_articles.sql").read_text("utf-8")).pl().cast(TIES)
    articles = stage.sql("select article_id, published_at from main.articles").pl()
    stage.register("story_articles", group_stories(pl.concat([tied, tie_by_entities(named)]).unique(), articles))
    stage.execute((sql / "identity" / "apply_stories.sql").read_text("utf-8"))
    stage.unregister("story_articles")
    count_stories(stage, sql)


def count_stories(stage: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Bring `main.stories` up to the articles that have a story."""
    stage.execute((sql / "identity" / "count_stories.sql").read_text("utf-8"))


def _insert(stage: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame, schema: pl.Schema) -> None:
    stage.register("new_rows", rows.select(schema.names()))
    stage.execute(f"insert into main.{table} by name select * from new_rows")
    stage.unregister("new_rows")
