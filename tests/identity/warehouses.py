"""Small sets of articles for tests: each article is a list of (name, label), its text those names in a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import polars as pl

from flows.identity.resolve import resolve_entities
from flows.identity.units import Units, make_units
from flows.identity.vocabulary import Names, read_names
from flows.records import MENTIONS, digest

SEEDS = Path(__file__).parents[2] / "seeds"
Article = Sequence[tuple[str, str]]


@cache
def names() -> Names:
    return read_names(SEEDS)


def frames(
    articles: Mapping[str, Article], days: Mapping[str, datetime] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The frames of articles and mentions; each name is a chain of its own."""
    rows, mentions = [], []
    for article_id, named in articles.items():
        text = "Here is the report of the day.\n\n"
        for name, label in named:
            start = len(text) + len("Then ")
            text += f"Then {name} spoke.\n"
            chain = digest("chain", label, name)
            mentions.append(
                {
                    "mention_id": digest("mention", article_id, str(start)),
                    "article_id": article_id,
                    "entity_id": chain,
                    "entity_name": name,
                    "kind": "name",
                    "label": label,
                    "text": name,
                    "start_char": start,
                    "end_char": start + len(name),
                }
            )
        rows.append(
            {"article_id": article_id, "title": None, "text": text, "published_at": (days or {}).get(article_id)}
        )
    schema = {
        "article_id": pl.String(),
        "title": pl.String(),
        "text": pl.String(),
        "published_at": pl.Datetime("us", "UTC"),
    }
    return pl.DataFrame(rows, schema), pl.DataFrame(mentions, MENTIONS)


def units(articles: Mapping[str, Article], days: Mapping[str, datetime] | None = None) -> Units:
    return make_units(*frames(articles, days), names())


def entities(articles: Mapping[str, Article], days: Mapping[str, datetime] | None = None) -> dict[tuple[str, str], str]:
    """(article, name as written) -> entity_id."""
    made = units(articles, days)
    found = resolve_entities(made.units, made.definitions, names())
    _, mentions = frames(articles, days)
    joined = mentions.join(made.chains, on="mention_id").join(
        found.drop("name", "label"), on=["article_id", "chain_id"], suffix="_found"
    )
    return {(row["article_id"], row["text"]): row["entity_id_found"] for row in joined.iter_rows(named=True)}


def day(number: int) -> datetime:
    return datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=number)


def is_one(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a name of one article and a name of two others are one entity."""
    found = entities({"a": [one], "b": [other], "c": [other]})
    return found["a", one[0]] == found["b", other[0]]


def count_entities(articles: Iterable[Article]) -> int:
    return len(set(entities({f"a{i}": article for i, article in enumerate(articles)}).values()))
