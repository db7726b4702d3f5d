"""Quote families and stories made of a warehouse: how many are found, how many are wrong.

usage: python -m benchmarks.stories WAREHOUSE.duckdb

Families: a print of each of many quotes by another outlet, whole, shortened, with another start or with changed words.
Stories: each article told twice, by two outlets on near days and each without a part; all on days of four months, and
all within ten days, as in the dense feed of one campaign.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import polars as pl

from flows.identity.copies import split_words
from flows.identity.quote_families import LEAST_SHARE, PRINTS, group_quotes, measure_similarity
from flows.identity.stories import group_stories, make_terms, tie_articles
from flows.load.database import open_published
from flows.records import UTC as UTC_TIME

CHANGES = (
    "whole",
    "shortened",
    "other start",
    "middle left out",
    "a word in brackets",
    "a word in ten changed",
    "a word in five changed",
)
FEWEST_WORDS = 8
LONG = 15
"""Words of a quote whose middle third may be left out: what stays must still be a statement."""
START = datetime(2020, 1, 1, tzinfo=UTC)
DAYS = 120
DENSE_DAYS = 10
LONGEST_DELAY = 2
FEWEST_MENTIONS = 12
"""Mentions of an article that is told twice: both prints must have something to say."""
PARTS = 7
"""Tenths of an article, beside the first, that a print of it has."""
_QUOTES = """
    select quote_id, article_id, text, speaker_entity_id from main.quotes
    where kind in ('direct', 'mixed') and len(string_split(text, ' ')) >= ? order by quote_id
"""
_MENTIONS = """
    select article_id, base as name, 10 * start_char // len(articles.text) as part
    from main.mentions
    join main.articles using (article_id)
    join main.article_names as names using (article_id, chain_id)
    where names.label in ('PERSON', 'ORG', 'EVENT', 'GPE', 'LOC') order by mention_id
"""
ARTICLES = pl.Schema({"article_id": pl.String(), "title": pl.String(), "text": pl.String(), "published_at": UTC_TIME})
Pair = frozenset[str]


def change(words: list[str], how: str, vocabulary: list[str], rng: random.Random) -> list[str]:
    """The words of a quote as another outlet prints them."""
    if how == "shortened":
        return words[: max(6, int(len(words) * 0.6))]
    if how == "other start":
        return rng.choices(vocabulary, k=3) + words[len(words) // 5 :]
    if how == "middle left out" and len(words) >= LONG:
        return [*words[: len(words) // 3], "…", *words[-(len(words) // 3) :]]
    if how == "a word in brackets":
        at = rng.randrange(len(words))
        return [*words[:at], f"[{rng.choice(vocabulary)}]", *words[at + 1 :]]
    share = {"a word in ten changed": 0.1, "a word in five changed": 0.2}.get(how, 0.0)
    return [rng.choice(vocabulary) if rng.random() < share else word for word in words]


def pair_up(groups: pl.DataFrame, key: str, member: str) -> set[Pair]:
    """Every two members of one group."""
    found: dict[str, list[str]] = defaultdict(list)
    for group, one in groups.select(key, member).iter_rows():
        found[group].append(one)
    return {frozenset(pair) for members in found.values() for pair in combinations(members, 2)}


def report(what: str, true: set[Pair], found: set[Pair]) -> None:
    """Print precision and recall of pairs."""
    right = len(found & true)
    precision = right / len(found) if found else 0.0
    print(f"{what:24} found {right:,} of {len(true):,} (R {right / len(true):.1%}), P {precision:.1%}")


def measure_families(quotes: pl.DataFrame, rng: random.Random) -> None:
    """One print more of every quote, for each kind of change. Quotes that are alike as they are do not count."""
    vocabulary = " ".join(quotes["text"].head(200)).split()
    day = {key: START + timedelta(days=rng.randint(0, DAYS)) for key in sorted(set(quotes["article_id"]))}
    originals = [(q, a, text, speaker, day[a]) for q, a, text, speaker in quotes.iter_rows()]
    words = {q: split_words(text) for q, _, text, *_ in originals}
    true = {frozenset((q, f"{q}+")) for q in words}

    def is_alike(pair: Pair) -> bool:
        one, other = sorted(key.rstrip("+") for key in pair)
        return one != other and measure_similarity(*sorted((words[one], words[other]), key=len)) >= LEAST_SHARE

    for how in CHANGES:
        prints = [
            (f"{q}+", f"{a}+", " ".join(change(text.split(), how, vocabulary, rng)), speaker, at + timedelta(days=1))
            for q, a, text, speaker, at in originals
        ]
        families = group_quotes(pl.DataFrame(originals + prints, PRINTS, orient="row"))
        found = {pair for pair in pair_up(families, "family_id", "quote_id") if not is_alike(pair)}
        report(how, true, found)


def measure_stories(mentions: pl.DataFrame, texts: dict[str, str], days: int, rng: random.Random) -> None:
    """Two articles of each, on near days: both have its beginning, and seven of its other nine parts."""
    sized = mentions.filter(pl.len().over("article_id") >= FEWEST_MENTIONS)
    told, named, true = [], [], set()
    for article in sorted(set(sized["article_id"])):
        day = START + timedelta(days=rng.randint(0, days))
        true.add(frozenset((article, f"{article}+")))
        here = sized.filter(pl.col("article_id") == article)
        for key, at in ((article, day), (f"{article}+", day + timedelta(days=rng.randint(0, LONGEST_DELAY)))):
            parts = [0, *sorted(rng.sample(range(1, 10), PARTS))]
            told.append((key, None, take_parts(texts[article], parts), at))
            named += [(key, each) for each in sorted(set(here.filter(pl.col("part").is_in(parts))["name"]))]
    articles = pl.DataFrame(told, ARTICLES, orient="row")
    names = pl.DataFrame(named, {"article_id": pl.String(), "name": pl.String()}, orient="row")
    stories = group_stories(tie_articles(make_terms(articles, names)), articles.select("article_id", "published_at"))
    report(f"stories of {days} days", true, pair_up(stories, "story_id", "article_id"))


def take_parts(text: str, parts: list[int]) -> str:
    """The tenths of a text, in order."""
    cuts = [len(text) * part // 10 for part in range(11)]
    return " ".join(text[cuts[part] : cuts[part + 1]] for part in parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("warehouse", type=Path)
    args = parser.parse_args()
    rng = random.Random(14)
    with open_published(args.warehouse) as connection:
        quotes = pl.DataFrame(
            connection.execute(_QUOTES, [FEWEST_WORDS]).fetchall(),
            {"quote_id": pl.String(), "article_id": pl.String(), "text": pl.String(), "speaker": pl.String()},
            orient="row",
        )
        mentions = connection.sql(_MENTIONS).pl()
        texts = dict(connection.sql("select article_id, text from main.articles").fetchall())
    print(f"{quotes.height:,} quotes")
    measure_families(quotes, rng)
    for days in (DAYS, DENSE_DAYS):
        measure_stories(mentions, texts, days, rng)


if __name__ == "__main__":
    main()
