"""The records of the search index: one small HTML text for every article and for every name with a page.

Pagefind reads headings as anchors, so each quote has one: its number, kind and confidence ride in the anchor's id, by
which the page filters quotes and not only articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from markupsafe import Markup

from flows.site.pages import article_path, name_path
from flows.site.render import LABELS, format_day
from flows.site.text import clean
from flows.site.warehouse import Row, SiteWarehouse

Record = tuple[str, str]
"""The name of a record and its HTML."""

_HIGH, _MIDDLE = 0.85, 0.6
"""Bounds of the bands of confidence, as in the colours: right in five of six rows, and in three of five."""

_ARTICLES = "select * from site_articles where list_contains($ids, article_id) order by first_seen_at, article_id"
_QUOTES = """
    select article_id, number, kind, text, speaker, confidence
    from site_quotes where list_contains($ids, article_id) order by article_id, number
"""

_HEAD = Markup('<html lang="en"><body><h1 data-pagefind-weight="4">{}</h1><p data-pagefind-meta="path:{}"></p>')
_WHERE = Markup('<p data-pagefind-ignore data-pagefind-meta="where">{}</p>')
_FILTER = Markup('<p data-pagefind-ignore data-pagefind-filter="{}">{}</p>')
# Pagefind ends a block with a full stop where it has none: the mark behind a quote tells which one is its own.
_QUOTE = Markup('<h2 id="q{}_{}_{}">{}</h2><p>{} ¶</p>')
_END = Markup("</body></html>")


def name_records(rows: Sequence[Row]) -> Iterator[Record]:
    """A record for each row of `site_entities`: its name, and the names that it goes by."""
    for row in rows:
        path = name_path(row["entity_id"])
        where = f"{LABELS.get(row['label'], 'Name')}, {row['count_by']} quotes, {row['count_articles']} articles"
        aliases = Markup("<p>{}</p>").format(clean("; ".join(row["aliases"][:50])))
        yield Path(path).stem, str(_HEAD.format(clean(row["name"]), path) + _WHERE.format(where) + aliases + _END)


def article_records(warehouse: SiteWarehouse, ids: Sequence[str]) -> Iterator[Record]:
    """A record for each article: its headline and its quotes."""
    quotes: dict[str, list[Row]] = {}
    for quote in warehouse.rows(_QUOTES, {"ids": ids}):
        quotes.setdefault(quote["article_id"], []).append(quote)
    for article in warehouse.rows(_ARTICLES, {"ids": ids}):
        path = article_path(article["article_id"])
        yield Path(path).stem, _article_record(article, path, quotes.get(article["article_id"], []))


def _article_record(article: Row, path: str, quotes: Sequence[Row]) -> str:
    where = f"{clean(article['source'])}, {format_day(article['published_on'])}"
    parts = [_HEAD.format(clean(article["title"]), path), _WHERE.format(where)]
    parts += [_FILTER.format(name, clean(value)) for name, value in _filters(article, quotes)]
    for quote in quotes:
        percent = round(quote["confidence"] * 100)
        speaker = clean(quote["speaker"] or "Nobody named")
        parts.append(_QUOTE.format(quote["number"], quote["kind"], percent, speaker, clean(quote["text"])))
    return "".join(map(str, [*parts, _END]))


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
