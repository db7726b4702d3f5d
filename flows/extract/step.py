"""The extract step: a shard of articles in, its mentions and quotes out, as Parquet files beside it.

Knows neither the flow nor the warehouse. An article whose extraction raises goes to quarantine; the others go on.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import polars as pl

from flows import records
from flows.extract.model_lookup import locate_model
from flows.extract.seed_files import SEED_FILES
from flows.system.importing import pause_collection

BATCH = 16
"""Articles at once: batches of 256 take more than twice the memory and are slower."""

BATCH_CHARS = 50_000
"""Characters at once: long texts take 5 MB of memory a thousand characters while they are parsed, and are no faster in
larger batches. A text is never divided."""

Row = dict[str, Any]
Text = tuple[str, str | None, str]
"""An article's id, its URL and its text."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came of one shard: its files, and counts. `words` and `seconds` are those of the articles extracted."""

    mentions: Path
    quotes: Path
    quarantine: Path
    articles: int
    extracted: int
    words: int
    seconds: float


def extractor_digest(model: str, seeds: Path) -> str:
    """What the extraction depends on, as one id: the pipeline, these rules and the seeds they read.

    A pipeline in a folder is known by the digest of its files, an installed one by its name and version.
    """
    return records.digest(
        "extractor",
        _pipeline_version(model),
        _files_digest(Path(__file__).parent.rglob("*.py")),
        _files_digest(seeds / f"{name}.csv" for name in SEED_FILES),
    )


def _pipeline_version(model: str) -> str:
    found = locate_model(model)
    if found is None:
        return model
    folder, package = found
    if package is None:
        return _files_digest(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package


def _files_digest(paths: Iterable[Path]) -> str:
    """The digest of files' names and contents; a missing one counts as empty."""
    whole = blake2b(digest_size=8)
    for path in sorted(paths):
        whole.update(path.name.encode())
        whole.update(blake2b(path.read_bytes() if path.is_file() else b"").digest())
    return whole.hexdigest()


def extract_shard(articles: Path, folder: Path, *, model: str, seeds: Path, languages: frozenset[str]) -> Extracted:
    """Extract the articles of one Parquet file (`records.ARTICLES`) and write three more into `folder`.

    `articles-000007.parquet` gives `mentions-000007.parquet`, `quotes-…` and `extract-quarantine-…` of the same number.
    Articles in other languages than `languages` (ISO 639-1) are passed over; one of unknown language is extracted.
    """
    started = time.monotonic()
    load_extractor(model, seeds)
    from flows.extract import rows

    frame = pl.read_parquet(articles)
    wanted = frame.filter(pl.col("language").is_null() | pl.col("language").is_in(sorted(languages)))
    mentions: list[Row] = []
    quotes: list[Row] = []
    refused: list[Row] = []
    for batch in make_batches(wanted.select("article_id", "url", "text").iter_rows()):
        for found in rows.extract(batch, model=model, seeds=seeds):
            mentions += found.mentions
            quotes += found.quotes
            refused += found.refused
    number = articles.stem.rpartition("-")[2]
    folder.mkdir(parents=True, exist_ok=True)
    return Extracted(
        mentions=_write(folder / f"mentions-{number}.parquet", mentions, records.MENTIONS),
        quotes=_write(folder / f"quotes-{number}.parquet", quotes, records.QUOTES),
        quarantine=_write(folder / f"extract-quarantine-{number}.parquet", refused, records.QUARANTINE),
        articles=frame.height,
        extracted=wanted.height - len(refused),
        words=int(wanted["word_count"].sum() or 0),
        seconds=time.monotonic() - started,
    )


@lru_cache(maxsize=2)
def load_extractor(model: str, seeds: Path) -> None:
    """Import spaCy and the rules and load the pipeline, once per process.

    That takes seconds, which a night without new articles does not wait. A second time would freeze what the collector
    has not freed of the shard before. Raises the errors of `pipeline.load`.
    """
    with pause_collection():
        from flows.extract import rows, vocabulary  # noqa: F401
        from flows.extract.pipeline import load

        load(model, seeds)
        vocabulary.load(seeds)


def make_batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """Texts in batches of at most `BATCH` and, unless one is longer, `BATCH_CHARS`."""
    batch: list[Text] = []
    for text in texts:
        if batch and (len(batch) == BATCH or sum(len(one[2]) for one in batch) + len(text[2]) > BATCH_CHARS):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _write(path: Path, found: list[Row], schema: pl.Schema) -> Path:
    pl.DataFrame(found, schema=schema, orient="row").write_parquet(path)
    return path
