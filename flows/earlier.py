"""What published nights left in the ledger that a later night goes by."""

from __future__ import annotations

import json
from collections.abc import Iterable

import polars as pl

from flows.ingest.fetch.http_cache import CACHE_COLUMNS
from flows.ledger import Ledger


def seen_addresses(ledger: Ledger) -> pl.DataFrame:
    """What the last published night to meet an address knows of it: how to ask whether it changed, and its digest."""
    rows = ledger.rows(
        """
        select url, etag, last_modified, digest, strftime('%Y-%m-%dT%H:%M:%SZ', max(fetched_at)) as fetched_at
        from fetches join runs using (run_id)
        where runs.status = 'published' and outcome in ('fetched', 'unchanged')
        group by url
        """
    )
    return pl.DataFrame(rows, schema=dict.fromkeys(CACHE_COLUMNS, pl.String))


def refused_articles(ledger: Ledger, articles: Iterable[str | None]) -> pl.DataFrame:
    """Which of `articles` published runs have refused: `article_id`, `rule`, and `payload`, by which they are the same.

    A night that was stopped is met again whole, and judged again whole.
    """
    rows = ledger.rows(
        """
        select distinct article_id, rule, payload
        from quarantine join runs using (run_id)
        where table_name = 'articles' and article_id in (select value from json_each(?)) and runs.status = 'published'
        """,
        [json.dumps(list(articles))],
    )
    return pl.DataFrame(rows, schema=dict.fromkeys(("article_id", "rule", "payload"), pl.String))
