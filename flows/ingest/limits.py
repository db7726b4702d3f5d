"""How much of one input is taken in: the bounds that keep one hostile file from stopping a night."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds of one input unit. Whatever is over them is quarantined with rule `too_large`; nothing is cut silently."""

    record_bytes: int = 8 * MIB
    """One line of a .jsonl or .csv, one value of a .parquet. The longest articles in print are under 1 MiB."""
    page_bytes: int = 16 * MIB
    """One .html or .txt file. News pages with their scripts inline reach 2 MiB."""
    document_bytes: int = 64 * MIB
    """One .json file, which is parsed whole: parsing takes about 6 times its size in memory."""
    text_chars: int = 1_000_000
    """The text of one article, in code points: spaCy refuses longer ones (`nlp.max_length`)."""
    title_chars: int = 1_000
    """A longer title is no title; it is dropped and counted, the article is kept."""
    url_chars: int = 2_048
    """A longer address is dropped and counted: it is what browsers and sitemaps accept at least."""
    shard_bytes: int = 64 * MIB
    """Text and metadata held before a shard is written, whatever number of articles was asked for."""
