"""Quote families and stories on the stage file: what several articles print, and which articles tell one story."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from flows.identity.phrases import MEMBERS
from flows.identity.phrases import find_reach as find_touched
from flows.identity.quote_families import FAMILIES, PRINTS, group_quotes
from flows.identity.stories import LEAD, TIES, group_stories, make_terms, tie_articles
from flows.identity.windows import PLACED, Batch, Reach, batch_windows, find_reach

_REBASED = """
    create temp table rebased as
    select article_id
    from basis_now as now
    full join (from main.story_bases where article_id in (from reviewed)) as before using (article_id)
    where now.basis is distinct from before.basis
"""
_KEEP_BASES = """
    delete from main.story_bases where article_id in (from rebased);
    insert into main.story_bases by name from basis_now where article_id in (from rebased);
"""
_ARTICLES = """
    select article_id, articles.published_at, coalesce(replaced.story_id, articles.story_id) as story_id
    from main.articles left join replaced using (article_id)
"""
_CHANGED = """
    select article_id, published_at, story_id from main.articles where article_id in (from rebased)
    union all
    select article_id, published_at, story_id from replaced where article_id in (from rebased)
"""
_MEMBERS = """
    select quote_id, family_id from main.quote_families
    where family_id in (
        select family_id from main.quote_families
        where quote_id in (select quote_id from prints) or quote_id in (select quote_id from unprinted)
    )
"""
_LEADS = f"""
    select article_id, title, left(text, {LEAD}) as text, published_at
    from main.articles where article_id in (select article_id from batch) and published_at is not null
"""
_REGROUPED = "select article_id, published_at from main.articles where article_id in (select article_id from regrouped)"


def find_families(stage: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Bring `main.quote_families` up to the quotes of the stage file.

    Read are the quotes printed within a month of tonight's, and the families that these belong to. Compared again
    are those that share words in a row with tonight's, or with quotes that went tonight. Leaves `regrouped_prints`, the
    articles of these.
    """
    prints = stage.sql(_read(sql, "prints_in_reach")).pl().cast(PRINTS)
    stage.register("prints", prints.select("quote_id"))
    members = stage.sql(_MEMBERS).pl().cast(MEMBERS)
    stage.unregister("prints")
    arriving = stage.sql("select article_id from arriving").pl()
    new = prints.join(arriving, on="article_id", how="semi")["quote_id"]
    found = find_touched(prints, new, stage.sql("from unprinted").pl(), members)
    regrouped = prints.filter(pl.col("quote_id").is_in(found.quote_ids.implode()))
    shared = prints.filter(pl.col("quote_id").is_in(found.shared.implode()))
    stage.register("regrouped", regrouped.select("quote_id", "article_id"))
    stage.execute("create temp table regrouped_prints as select distinct article_id from regrouped")
    stage.execute(
        "delete from main.quote_families where quote_id in (select quote_id from regrouped) "
        "or quote_id not in (select quote_id from main.quotes)"
    )
    stage.unregister("regrouped")
    _insert(stage, "quote_families", group_quotes(shared, found.crowded.iter_rows()), FAMILIES)


def find_stories(stage: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Bring `main.articles.story_id` and `main.stories` up to the copies, families and entities of the stage file.

    Grouped again are the articles whose basis (`main.story_bases`) changed, those of their days, and whole stories of
    these. The result is that of all articles at once.
    """
    stage.execute(_read(sql, "reviewed_articles"))
    stage.execute(f"create temp table basis_now as {_read(sql, 'story_basis')}")
    stage.execute(_REBASED)
    changed = stage.sql(_CHANGED).pl().cast(PLACED)
    if changed.height:
        reach = find_reach(stage.sql(_ARTICLES).pl().cast(PLACED), changed)
        _regroup(stage, sql, reach)
        stage.execute(_KEEP_BASES)
    stage.execute("drop table reviewed; drop table basis_now; drop table rebased")


def _regroup(stage: duckdb.DuckDBPyConnection, sql: Path, reach: Reach) -> None:
    stage.register("regrouped", reach.regrouped)
    alike = [_tie_batch(stage, sql, batch) for batch in batch_windows(reach.counted)]
    tied = pl.concat([stage.sql(_read(sql, "ties_of_articles")).pl().cast(TIES), *alike]).unique()
    stage.register("story_articles", group_stories(tied, stage.sql(_REGROUPED).pl()))
    stage.execute(_read(sql, "apply_stories"))
    count_stories(stage, sql)
    for name in ("regrouped", "story_articles"):
        stage.unregister(name)


def _tie_batch(stage: duckdb.DuckDBPyConnection, sql: Path, batch: Batch) -> pl.DataFrame:
    stage.register("batch", batch.articles)
    terms = make_terms(stage.sql(_LEADS).pl(), stage.sql(_read(sql, "names_in_articles")).pl())
    stage.unregister("batch")
    return tie_articles(terms, batch.windows)


def count_stories(stage: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Bring `main.stories` up to the articles that have a story."""
    stage.execute(_read(sql, "count_stories"))


def _read(sql: Path, name: str) -> str:
    return (sql / "identity" / f"{name}.sql").read_text("utf-8").rstrip().rstrip(";")


def _insert(stage: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame, schema: pl.Schema) -> None:
    stage.register("new_rows", rows.select(schema.names()))
    stage.execute(f"insert into main.{table} by name select * from new_rows")
    stage.unregister("new_rows")
