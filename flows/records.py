"""The rows that the steps hand each other: their columns, types and ids.

One `pl.Schema` a table, in the order of the table's columns in `sql/schema/main`; a test holds the two together.
Nothing here reads data or computes anything but ids. `expectations/` and `sql/checks/` state what a row must satisfy.
"""

from __future__ import annotations

from hashlib import blake2b

import polars as pl

UTC = pl.Datetime("us", "UTC")
SPAN = pl.Struct({"start_char": pl.Int32(), "end_char": pl.Int32()})

ARTICLES = pl.Schema(
    {
        "article_id": pl.String(),
        "source": pl.String(),
        "url": pl.String(),
        "canonical_url": pl.String(),
        "title": pl.String(),
        "authors": pl.List(pl.String()),
        "published_at": UTC,
        "published_on": pl.Date(),
        "published_from": pl.String(),
        "modified_at": UTC,
        "section": pl.String(),
        "is_paywalled": pl.Boolean(),
        "wire_credit": pl.String(),
        "language": pl.String(),
        "text": pl.String(),
        "word_count": pl.Int32(),
        "text_hash": pl.String(),
        "record_hash": pl.String(),
    }
)
"""One row per article and night, as `ingest` read it. Lists are never null."""

MENTIONS = pl.Schema(
    {
        "mention_id": pl.String(),
        "article_id": pl.String(),
        "entity_id": pl.String(),
        "entity_name": pl.String(),
        "kind": pl.String(),
        "label": pl.String(),
        "text": pl.String(),
        "start_char": pl.Int32(),
        "end_char": pl.Int32(),
    }
)
"""One row per mention in an article; offsets are code points in the article's text, half-open."""

QUOTES = pl.Schema(
    {
        "quote_id": pl.String(),
        "article_id": pl.String(),
        "kind": pl.String(),
        "text": pl.String(),
        "start_char": pl.Int32(),
        "end_char": pl.Int32(),
        "segments": pl.List(SPAN),
        "cue": pl.String(),
        "cue_start": pl.Int32(),
        "cue_end": pl.Int32(),
        "cue_class": pl.String(),
        "speaker": pl.String(),
        "speaker_entity_id": pl.String(),
        "speaker_text": pl.String(),
        "speaker_start": pl.Int32(),
        "speaker_end": pl.Int32(),
        "speaker_form": pl.String(),
        "speaker_role": pl.String(),
        "resolution": pl.String(),
        "confidence": pl.Float64(),
        "rule": pl.String(),
        "is_unclosed": pl.Boolean(),
    }
)
"""One row per act of saying. `segments` holds at least one span; spans are in order and do not overlap."""

OUTCOMES = pl.Schema(
    {
        "input": pl.String(),
        "source": pl.String(),
        "outcome": pl.String(),
        "rule": pl.String(),
        "reason": pl.String(),
        "article_id": pl.String(),
    }
)
"""One row per input unit: a file, a record in a file, a feed item. `outcome` is an `enums.Outcome`."""

QUARANTINE = pl.Schema(
    {
        "input": pl.String(),
        "table_name": pl.String(),
        "row_key": pl.String(),
        "article_id": pl.String(),
        "rule": pl.String(),
        "reason": pl.String(),
        "payload": pl.String(),
    }
)
"""One row per refused input or row, with at most `PAYLOAD_CHARS` of what was refused."""

FETCHES = pl.Schema(
    {
        "source": pl.String(),
        "url": pl.String(),
        "outcome": pl.String(),
        "status": pl.Int32(),
        "bytes": pl.Int64(),
        "seconds": pl.Float64(),
        "reason": pl.String(),
        "etag": pl.String(),
        "last_modified": pl.String(),
        "digest": pl.String(),
        "fetched_at": UTC,
    }
)
"""One row per request to a server. `outcome` is an `enums.FetchOutcome`."""

CHECKS = pl.Schema(
    {
        "table_name": pl.String(),
        "rule_id": pl.String(),
        "scope": pl.String(),
        "kind": pl.String(),
        "severity": pl.String(),
        "is_passed": pl.Boolean(),
        "count_failed": pl.Int64(),
        "count_rows": pl.Int64(),
        "observed": pl.String(),
        "threshold": pl.String(),
        "why": pl.String(),
        "owner": pl.String(),
        "sample_keys": pl.List(pl.String()),
    }
)
"""One row per rule and scope that judged a night. `kind` is an `enums.CheckKind`; `scope`: a source, else ''."""

KNOWN_VERSIONS = pl.Schema(
    {
        "article_id": pl.String(),
        "version": pl.Int32(),
        "text_hash": pl.String(),
        "is_current": pl.Boolean(),
        "record_hash": pl.String(),
        "extractor": pl.String(),
        "captured_at": UTC,
        "title": pl.String(),
        "authors": pl.List(pl.String()),
        "published_at": UTC,
        "published_from": pl.String(),
        "language": pl.String(),
    }
)
"""One row per article and version in the warehouse. The columns from `record_hash` on are null except for the current
version. `captured_at`: when the article's address first answered with its present bytes; null if never fetched."""

SEEN_ADDRESSES = pl.Schema(dict.fromkeys(("url", "etag", "last_modified", "digest", "fetched_at"), pl.String()))
"""One row per address that a published night fetched. `fetched_at` is written as in WARC: 2026-11-22T02:00:00Z."""

REFUSED_ARTICLES = pl.Schema(dict.fromkeys(("article_id", "rule", "payload"), pl.String()))
"""One row per article, rule and payload that a published night refused: by these three a refusal is recognised."""

PAYLOAD_CHARS = 4_000
"""Enough to see the fault. Without a limit, a line of 50 MB would be copied into the ledger."""


def digest(*parts: str) -> str:
    """16 hex digits (64 bits) that are the same on every machine; parts are kept apart by a unit separator."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def article_id(canonical_url: str | None, url: str | None, source: str, local_id: str) -> str:
    """The id of an article: by canonical URL, else URL, else its source and own id (a record's, or a file's name)."""
    return digest("article", canonical_url or url or "", *(() if canonical_url or url else (source, local_id)))


def entity_id(label: str, normalised_name: str) -> str:
    """The id of an entity, from its label and normalised name."""
    return digest("entity", label, normalised_name)


def mention_id(article: str, start_char: int, end_char: int, kind: str) -> str:
    """The id of a mention, from its article, span and kind."""
    return digest("mention", article, str(start_char), str(end_char), kind)


def quote_id(article: str, segments: list[tuple[int, int]], kind: str) -> str:
    """The id of a quote, from its article, segments and kind."""
    return digest("quote", article, ",".join(f"{a}-{b}" for a, b in segments), kind)


def text_hash(text: str) -> str:
    """The hash that tells whether an article's text changed."""
    return digest("text", text)
