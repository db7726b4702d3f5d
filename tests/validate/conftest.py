"""Frames that meet every rule, of as many rows as a case asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from flows import records
from flows.validate.suites import Suite, load_suites

EXPECTATIONS = Path(__file__).parents[2] / "expectations"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def articles(count: int) -> pl.DataFrame:
    rows = [
        {
            "article_id": f"a{number}",
            "source": "example.org",
            "url": f"https://example.org/{number}",
            "title": f"Title {number}",
            "authors": ["Ada Ng"],
            "published_at": NOON + timedelta(minutes=number),
            "published_on": (NOON + timedelta(minutes=number)).date(),
            "language": "en",
            "text": f"Rain fell on the town. {number}",
            "word_count": 200,
            "text_hash": f"h{number}",
            "record_hash": "r",
        }
        for number in range(count)
    ]
    return pl.DataFrame(rows, schema=records.ARTICLES)


def mentions(count: int) -> pl.DataFrame:
    rows = [
        {
            "mention_id": f"m{number}",
            "article_id": f"a{number % 10}",
            "entity_id": "e1",
            "entity_name": "Ada Ng",
            "kind": "name",
            "label": "PERSON",
            "text": "Ada Ng",
            "start_char": number,
            "end_char": number + 6,
        }
        for number in range(count)
    ]
    return pl.DataFrame(rows, schema=records.MENTIONS)


def quotes(count: int) -> pl.DataFrame:
    rows = [
        {
            "quote_id": f"q{number}",
            "article_id": f"a{number % 10}",
            "kind": "direct",
            "text": "We go. Soon.",
            "start_char": 1,
            "end_char": 30,
            "segments": [{"start_char": 1, "end_char": 7}, {"start_char": 25, "end_char": 30}],
            "cue": "said",
            "cue_start": 9,
            "cue_end": 13,
            "cue_class": "speech",
            "speaker": "Ada Ng",
            "speaker_entity_id": "e1",
            "speaker_text": "Ng",
            "speaker_start": 14,
            "speaker_end": 16,
            "speaker_form": "name",
            "resolution": "explicit",
            "confidence": 0.9,
            "rule": "after",
            "is_unclosed": False,
        }
        for number in range(count)
    ]
    return pl.DataFrame(rows, schema=records.QUOTES)


GOOD: dict[str, Callable[[int], pl.DataFrame]] = {"articles": articles, "mentions": mentions, "quotes": quotes}
KEYS = {"articles": ("article_id",), "mentions": ("mention_id",), "quotes": ("quote_id",)}


@pytest.fixture(scope="session")
def suites() -> dict[str, Suite]:
    return load_suites(EXPECTATIONS, KEYS.keys())
