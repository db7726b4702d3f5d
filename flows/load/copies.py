"""Near copies on the stage file: signs new texts and keeps the pairs of articles that nearly repeat each other."""

from __future__ import annotations

import duckdb
import polars as pl

from flows.identity.copies import SCHEME, SIGNATURES, confirm_copies, find_candidates, sign_articles

_UNSIGNED = f"""
    select articles.article_id, articles.text, articles.text_hash
    from main.articles
    left join main.article_signatures as signed
        on signed.article_id = articles.article_id
        and signed.text_hash = articles.text_hash
        and signed.scheme = '{SCHEME}'
    where signed.article_id is null
    order by articles.article_id
"""
_STALE = """
    article_id not in (select article_id from main.articles) or article_id in (select article_id from unsigned)
"""
_TEXTS = "select article_id, text from main.articles where article_id in (select article_id from wanted)"


def find_near_copies(stage: duckdb.DuckDBPyConnection) -> None:
    """Bring `main.article_signatures` and `main.near_copies` up to the texts of the stage file."""
    unsigned = stage.sql(_UNSIGNED).pl()
    signed = sign_articles(unsigned)
    stage.register("unsigned", unsigned.select("article_id"))
    stage.execute(f"delete from main.article_signatures where {_STALE}")
    stage.execute(f"delete from main.near_copies where {_STALE} or other_id in (select article_id from unsigned)")
    stage.unregister("unsigned")
    if signed.is_empty():
        return
    known = stage.sql("select article_id, scheme, signature from main.article_signatures").pl().cast(SIGNATURES)
    _insert(stage, "article_signatures", signed.join(unsigned.select("article_id", "text_hash"), on="article_id"))
    candidates = find_candidates(signed, known)
    wanted = pl.concat([candidates["article_id"], candidates["other_id"]]).unique()
    stage.register("wanted", wanted.to_frame("article_id"))
    texts = dict(stage.execute(_TEXTS).fetchall())
    stage.unregister("wanted")
    _insert(stage, "near_copies", confirm_copies(candidates, texts))


def _insert(stage: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    stage.register("new_rows", rows)
    stage.execute(f"insert into main.{table} by name select * from new_rows")
    stage.unregister("new_rows")
