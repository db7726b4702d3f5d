"""Reads the facts of earlier nights that tonight needs, from the published file and the ledger's published runs.

Read-only. How the ledger gets into the published file, and back, is `ledger_copy`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import duckdb
import polars as pl

from flows.errors import OnRecordError
from flows.ledger import Ledger
from flows.load.database import open_published
from flows.records import KNOWN_VERSIONS, REFUSED_ARTICLES, SEEN_ADDRESSES

_KNOWN_VERSIONS = """
    with answers as (
        select
            url, fetched_at,
            digest is distinct from lag(digest) over (partition by url order by fetched_at) as is_new
        from ops.fetches join ops.runs using (run_id)
        where runs.status = 'published' and fetches.outcome in ('fetched', 'unchanged')
    ),

    captures as (select url, max(fetched_at) as captured_at from answers where is_new group by url)

    select versions.article_id, versions.version, versions.text_hash, true as is_current, record_hash, extractor,
        captured_at, articles.title, authors, published_at, published_from, articles.language
    from article_versions as versions
    join articles using (article_id)
    left join captures using (url)
    where seen_to is null
    union all by name
    select article_id, version, text_hash, false as is_current
    from article_versions
    where seen_to is not null
    order by all
"""
_SEEN_ADDRESSES = """
    select url, etag, last_modified, digest, strftime('%Y-%m-%dT%H:%M:%SZ', max(fetched_at)) as fetched_at
    from fetches join runs using (run_id)
    where runs.status = 'published' and outcome in ('fetched', 'unchanged')
    group by url
"""
_SEEN_BY_SOURCE = """
    select source, count(distinct url) as addresses
    from fetches join runs using (run_id)
    where runs.status = 'published' and outcome in ('fetched', 'unchanged')
    group by source
"""
_REFUSED_ARTICLES = """
    select distinct article_id, rule, payload
    from quarantine join runs using (run_id)
    where table_name = 'articles' and article_id in (select value from json_each(?)) and runs.status = 'published'
"""


def read_known_versions(published: Path) -> pl.DataFrame:
    """The articles and versions in the published file, as `records.KNOWN_VERSIONS`; empty before the first night."""
    if not published.exists():
        return KNOWN_VERSIONS.to_frame()
    with open_published(published) as connection:
        known: pl.DataFrame = connection.sql(_KNOWN_VERSIONS).pl().cast(dict(KNOWN_VERSIONS))
    return known


def find_published_run(published: Path) -> str | None:
    """The id of the run that wrote the published file; None where nothing is published yet, or the file is damaged."""
    if not published.exists():
        return None
    try:
        with open_published(published) as connection:
            row = connection.execute("select value from ops.meta where key = 'run_id'").fetchone()
    except (OnRecordError, duckdb.Error):
        return None
    return str(row[0]) if row else None


def read_seen_addresses(ledger: Ledger) -> pl.DataFrame:
    """The last answer of each address in a published night, as `records.SEEN_ADDRESSES`."""
    return pl.DataFrame(ledger.rows(_SEEN_ADDRESSES), schema=SEEN_ADDRESSES)


def count_seen_by_source(ledger: Ledger) -> dict[str, int]:
    """Source -> the number of its addresses that answered in a published night."""
    return {row["source"] or "": row["addresses"] for row in ledger.rows(_SEEN_BY_SOURCE)}


def read_forgotten(ledger: Ledger) -> frozenset[str]:
    """The digests of everything that somebody asked to forget."""
    if "forgotten" not in ledger.list_tables():  # a ledger of an earlier On Record, read before a run
        return frozenset()
    return frozenset(row["key_digest"] for row in ledger.rows("select key_digest from forgotten"))


def read_refused_articles(ledger: Ledger, articles: Iterable[str | None]) -> pl.DataFrame:
    """Those of `articles` that a published run refused, as `records.REFUSED_ARTICLES`.

    Runs that published nothing do not count: their articles are met and judged again as a whole.
    """
    return pl.DataFrame(ledger.rows(_REFUSED_ARTICLES, [json.dumps(list(articles))]), schema=REFUSED_ARTICLES)


def count_by_source(published: Path, run_id: str, sql: Path) -> dict[str, dict[str, int]]:
    """Source -> the counts of `ops.source_nights` over the new and revised articles of a published run."""
    query = (sql / "measures" / "source_nights.sql").read_text("utf-8")
    with open_published(published) as connection:
        found = connection.execute(query, {"run_id": run_id})
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {row.pop("source"): row for row in rows}
