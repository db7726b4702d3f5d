"""Identity on the stage file: reads the names of new articles, resolves those in their reach, writes the entities."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from flows.identity import scheme
from flows.identity.decisions import Decision
from flows.identity.frames import DEFINITIONS, RESOLVED
from flows.identity.resolve import name_id, resolve_entities
from flows.identity.scope import BLOCKS, find_scope, make_blocks
from flows.identity.units import make_speaker_units, make_units
from flows.identity.vocabulary import Names, read_names
from flows.records import MENTIONS

PORTION = 500
"""Articles whose names are read at once. Read, the mentions of one take 70 kB, fifty times as much as in the file."""
_MENTIONS = """
    select * exclude (entity_id, chain_id), coalesce(chain_id, entity_id) as entity_id
    from main.mentions where article_id in (select article_id from portion)
"""
_SPEAKERS = """
    select article_id, coalesce(speaker_chain_id, speaker_entity_id) as speaker_entity_id, speaker
    from main.quotes where article_id in (select article_id from portion) order by quote_id
"""
_ARTICLES = """
    select article_id, title, text, published_at from main.articles where article_id in (select article_id from portion)
"""
_GONE = "article_id in (select article_id from reread) or article_id not in (select article_id from main.articles)"
_LEFT = f"select distinct entity_id from main.article_names where ({_GONE}) and entity_id is not null"
_UNITS = """
    select names.* exclude (made_by, entity_id, reason, score), articles.published_at
    from main.article_names as names
    join main.articles using (article_id)
    where base in (select base from scope)
"""
_COMPANY = """
    select distinct article_id, base from main.article_names
    where article_id in (select article_id from wanted) and mention_count > 0
"""
_NONE = RESOLVED.to_frame()
_DEFINITIONS = "select * from main.name_definitions where short in (select base from scope)"


def resolve_night(
    stage: duckdb.DuckDBPyConnection, sql: Path, seeds: Path, decisions: Sequence[Decision], *, recount: bool = False
) -> None:
    """Give the mentions and quotes of the stage file their entities.

    The result is that of all articles and decisions at once; the work is that of the names which the night touches.
    `recount`: whether `sql/derive` has to count every entity anew, because rows were removed before.
    Leaves the temporary tables reread, named, recounted and entity_names for the steps after it.
    """
    stage.execute("create temp table recounted (entity_id varchar)")
    if recount:
        stage.execute("insert into recounted select entity_id from main.entities")
    folder = sql / "identity"
    touched = _read_unread(stage, folder, seeds) | _replace_decisions(stage, decisions)
    scope = _reach(stage, touched, decisions)
    stage.register("scope", scope.to_frame("base"))
    units = stage.sql(_UNITS).pl()
    definitions = stage.sql(_DEFINITIONS).pl().cast(DEFINITIONS)
    stage.unregister("scope")
    resolved = (
        resolve_entities(units, definitions, read_names(seeds), decisions, partial(_read_company, stage))
        if units.height
        else _NONE
    )
    stage.register("resolved", resolved)
    stage.execute((folder / "apply_entities.sql").read_text("utf-8"))
    stage.unregister("resolved")


def _read_company(stage: duckdb.DuckDBPyConnection, articles: pl.Series) -> pl.DataFrame:
    stage.register("wanted", articles.to_frame("article_id"))
    named: pl.DataFrame = stage.sql(_COMPANY).pl()
    stage.unregister("wanted")
    return named


def _read_unread(stage: duckdb.DuckDBPyConnection, folder: Path, seeds: Path) -> set[str]:
    """Read the names of articles that are new, changed or read by other rules; returns the names that came or went."""
    made_by = scheme.digest_rules(seeds)
    stage.execute("set variable made_by = ?", [made_by])
    stage.execute(f"create temp table reread as {(folder / 'unread_articles.sql').read_text('utf-8')}")
    gone = {base for (base,) in stage.execute(f"select distinct base from main.article_names where {_GONE}").fetchall()}
    stage.execute(f"insert into recounted {_LEFT}")
    for table in ("article_names", "name_definitions"):
        stage.execute(f"delete from main.{table} where {_GONE}")
    stage.execute("create temp table chains (mention_id varchar, chain_id varchar)")
    came: set[str] = set()
    for portion in stage.sql("from reread order by article_id").pl().iter_slices(PORTION):
        stage.register("portion", portion)
        came |= _read_portion(stage, read_names(seeds), made_by)
        stage.unregister("portion")
    stage.execute((folder / "link_chains.sql").read_text("utf-8"))
    return gone | came


def _read_portion(stage: duckdb.DuckDBPyConnection, names: Names, made_by: str) -> set[str]:
    """Read the names of the articles in `portion` (article_id); returns the names."""
    articles = stage.sql(_ARTICLES).pl()
    made = make_units(articles, stage.sql(_MENTIONS).pl().select(MENTIONS.names()), names)
    units = pl.concat([made.units, make_speaker_units(articles, stage.sql(_SPEAKERS).pl(), made.units)])
    blocks = make_blocks(units.select("base", "is_person", "name").unique(), names)
    _insert(stage, "article_names", units.drop("published_at").with_columns(made_by=pl.lit(made_by)))
    _insert(stage, "name_definitions", made.definitions)
    stage.register("blocks", blocks)
    stage.execute("insert into main.name_blocks by name from blocks anti join main.name_blocks using (base, block)")
    stage.unregister("blocks")
    stage.register("new_chains", made.chains)
    stage.execute("insert into chains by name from new_chains")
    stage.unregister("new_chains")
    return set(units["base"])


def _replace_decisions(stage: duckdb.DuckDBPyConnection, decisions: Sequence[Decision]) -> set[str]:
    """Keep the decisions in the file; returns the names that a changed decision speaks of."""
    rows = [(d.verdict.value, d.one, d.other, d.reason) for d in decisions]
    known = stage.execute("select verdict, one, other, reason from main.entity_decisions").fetchall()
    changed = {entity for row in set(rows) ^ set(known) for entity in row[1:3]}
    if changed:
        stage.execute("delete from main.entity_decisions")
        columns = {name: pl.String() for name in ("verdict", "one", "other", "reason")}
        _insert(stage, "entity_decisions", pl.DataFrame(rows, columns, orient="row"))
    return set(_name_ids(stage).filter(pl.col("entity_id").is_in(sorted(changed)))["base"]) if changed else set()


def _name_ids(stage: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The id that each name of the file has by itself: base and entity_id."""
    bases = stage.execute("select distinct base, is_person from main.article_names").fetchall()
    rows = [(base, name_id(base, is_person=reading)) for base, is_person in bases for reading in {is_person, True}]
    return pl.DataFrame(rows, {"base": pl.String(), "entity_id": pl.String()}, orient="row")


def _reach(stage: duckdb.DuckDBPyConnection, touched: set[str], decisions: Sequence[Decision]) -> pl.Series:
    if not touched:  # a night without news reads no names at all
        return pl.Series("base", [], pl.String())
    blocks = stage.sql("select base, block from main.name_blocks").pl().cast(BLOCKS)
    definitions = stage.sql("select * from main.name_definitions").pl().cast(DEFINITIONS)
    ids = _name_ids(stage) if decisions else pl.DataFrame(schema={"base": pl.String(), "entity_id": pl.String()})
    return find_scope(touched, blocks, definitions, ids, decisions)


def _insert(stage: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    stage.register("new_rows", rows)
    stage.execute(f"insert into main.{table} by name select * from new_rows")
    stage.unregister("new_rows")
