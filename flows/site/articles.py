"""Article pages: headline, who is quoted, each quote coloured in its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from flows.site.excerpts import cut_excerpt, paragraphs
from flows.site.pages import Context, Page, article_path
from flows.site.warehouse import Row, SiteWarehouse, shown_sql

_BATCH = 500
"""Articles whose texts are in memory at once."""

_FINGERPRINTS = """
    with said as (
        select article_id, md5(string_agg(to_json(quotes)::varchar, '' order by number)) as digest
        from (select * exclude (is_new) from site_quotes) as quotes
        group by article_id
    )
    select
        articles.article_id,
        md5(concat_ws(
            '|', to_json(articles), whole.text_hash, whole.authors, said.digest, stories.title, original.title
        )) as digest
    from (select * exclude (is_new, is_changed, first_seen_at) from site_articles) as articles
    join main.articles as whole using (article_id)
    left join said using (article_id)
    left join stories on stories.story_id = articles.story_id and stories.count_articles > 1
    left join site_articles as original on original.article_id = articles.copy_of
    order by articles.article_id
"""
_ARTICLES = """
    select
        site_articles.* exclude (is_new, is_changed, first_seen_at), articles.text, articles.authors,
        stories.title as story_title, original.title as original_title
    from site_articles
    join main.articles using (article_id)
    left join stories on stories.story_id = site_articles.story_id and stories.count_articles > 1
    left join site_articles as original on original.article_id = site_articles.copy_of
    where list_contains($ids, site_articles.article_id)
"""
_QUOTES = """
    select * exclude (is_new) from site_quotes where list_contains($ids, article_id) order by article_id, number
"""


def read_fingerprints(warehouse: SiteWarehouse, *, is_whole: bool) -> dict[str, str]:
    """Article id -> a digest of all that its page shows, the reasons of the rules apart."""
    rows = warehouse.rows(_FINGERPRINTS)
    return {row["article_id"]: f"{row['digest'][:20]}{'w' if is_whole else ''}" for row in rows}


def read_pages(warehouse: SiteWarehouse, ids: list[str], reasons: dict[str, str], *, is_whole: bool) -> Iterator[Page]:
    """The pages of these articles, in the order of `ids`."""
    for first in range(0, len(ids), _BATCH):
        batch = ids[first : first + _BATCH]
        articles = {row["article_id"]: row for row in warehouse.rows(_ARTICLES, {"ids": batch})}
        quotes: dict[str, list[Row]] = {}
        for quote in warehouse.rows(_QUOTES, {"ids": batch}):
            quotes.setdefault(quote["article_id"], []).append(quote)
        for article_id in batch:
            data = {"article": articles[article_id], "quotes": quotes.get(article_id, []), "reasons": reasons}
            yield Page(article_path(article_id), "article.html.j2", data, partial(_prepare, is_whole=is_whole))


def _prepare(data: Context, *, is_whole: bool) -> Context:
    article, quotes = data["article"], data["quotes"]
    text = article["text"]
    return data | {
        "excerpts": [cut_excerpt(text, quote) for quote in quotes],
        "speakers": _speakers(quotes),
        "rules": _rules(quotes, data["reasons"]),
        "paragraphs": paragraphs(text, quotes) if is_whole else [],
        "sql": shown_sql("article_quotes", id=article["article_id"]),
    }


def _rules(quotes: list[Row], reasons: dict[str, str]) -> list[tuple[str, str]]:
    """The rules behind the quotes, by name, with what each finds."""
    return [
        (rule, reasons.get(rule, "no longer among the rules")) for rule in sorted({quote["rule"] for quote in quotes})
    ]


def _speakers(quotes: list[Row]) -> list[Row]:
    """Who is quoted, the most quoted first, with the number of quotes."""
    found: dict[Any, Row] = {}
    for quote in quotes:
        if quote["speaker"]:
            key = quote["speaker_entity_id"] or quote["speaker"]
            found.setdefault(key, quote | {"count": 0})["count"] += 1
    return sorted(found.values(), key=lambda speaker: -speaker["count"])
