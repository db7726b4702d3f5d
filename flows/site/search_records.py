"""The records of the search index: one small HTML text for every article and for every name with a page.

Pagefind reads headings as anchors, so each quote has one: its number, kind and confidence ride in the anchor's id, by
which the page filters quotes and not only articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from markupsafe import escape

from flows.site.pages import article_path, name_path
from flows.site.render import LABELS, format_day
from flows.site.text import clean
from flows.site.warehouse import Row, SiteWarehouse

Record = tuple[str, str]
"""The name of a record and its HTML."""

_END = "</body></html>"

_HIGH, _MIDDLE = 0.85, 0.6
"""Bounds of the bands of confidence, as in the colours: right in five of six rows, and in three of five."""

_ARTICLES = "select * from site_articles where list_contains($ids, article_id) order by first_seen_at, article_id"
_QUOTES = """
    select article_id, number, kind, text, speaker, confidence
    from site_quotes where list_contains($ids, article_id) order by article_id, number
"""


def name_records(rows: Sequence[Row]) -> Iterator[Record]:
    """A record for each row of `site_entities`: its name, and the names that it goes by."""
    for row in rows:
        path = name_path(row["entity_id"])
        where = f"{LABELS.get(row['label'], 'Name')}, {row['count_by']} quotes, {row['count_articles']} articles"
        aliases = f"<p>{_text('; '.join(row['aliases'][:50]))}</p>"
        yield Path(path).stem, f"{_head(row['name'], path)}{_where(where)}{aliases}{_END}"


def article_records(warehouse: SiteWarehouse, ids: Sequence[str]) -> Iterator[Record]:
    """A record for each article: its headline and its quotes."""
    quotes: dict[str, list[Row]] = {}
    for quote in warehouse.rows(_QUOTES, {"ids": ids}):
        quotes.setdefault(quote["article_id"], []).append(quote)
    for article in warehouse.rows(_ARTICLES, {"ids": ids}):
        path = article_path(article["article_id"])
        yield Path(path).stem, _article_record(article, path, quotes.get(article["article_id"], []))


def _article_record(article: Row, path: str, quotes: Sequence[Row]) -> str:
    where = _where(f"{article['source']}, {format_day(article['published_on'])}")
    filters = (
        f'<p data-pagefind-ignore data-pagefind-filter="{name}">{_text(value)}</p>'
        for name, value in _filters(article, quotes)
    )
    return "".join([_head(article["title"], path), where, *filters, *map(_quote, quotes), _END])


def _head(title: str, path: str) -> str:
    return (
        f'<html lang="en"><body><h1 data-pagefind-weight="4">{_text(title)}</h1>'
        f'<p data-pagefind-meta="path:{escape(path)}"></p>'
    )


def _where(words: str) -> str:
    return f'<p data-pagefind-ignore data-pagefind-meta="where">{_text(words)}</p>'


def _quote(quote: Row) -> str:
    anchor = f"q{quote['number']}_{quote['kind']}_{round(quote['confidence'] * 100)}"
    speaker = _text(quote["speaker"] or "Nobody named")
    # Pagefind ends a block with a full stop where it has none: the mark behind a quote tells which one is its own.
    return f'<h2 id="{escape(anchor)}">{speaker}</h2><p>{_text(quote["text"])} ¶</p>'


def _text(words: str) -> str:
    """Words from articles as HTML: escaped, without control characters."""
    return str(escape(clean(words)))


def _filters(article: Row, quotes: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Name and value of each filter that the article passes."""
    yield "outlet", article["source"]
    if article["published_on"]:
        yield "day", article["published_on"].isoformat()
    yield from (("person", speaker) for speaker in dict.fromkeys(q["speaker"] for q in quotes if q["speaker"]))
    yield from (("kind", kind) for kind in dict.fromkeys(quote["kind"] for quote in quotes))
    yield from (("confidence", band) for band in dict.fromkeys(_band(quote["confidence"]) for quote in quotes))


def _band(confidence: float) -> str:
    return "high" if confidence >= _HIGH else "middle" if confidence >= _MIDDLE else "low"
