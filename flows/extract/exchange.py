"""Shards and results on a storage that several machines see: a shared folder, or an object store through fsspec.

The run puts a shard there; a worker on any machine fetches it and puts its rows there; the run fetches these.
Knows neither the flow nor the warehouse.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from fsspec.core import url_to_fs

from flows.errors import OnRecordError
from flows.extract.step import Extracted, extract_shard, extractor_digest
from flows.settings import HOME

_HOME = "{home}"
"""Stands for the folder of seeds and pipeline that ship with On Record, which lies elsewhere on each machine."""


@dataclass(frozen=True)
class Exchange:
    """A folder of one run on the storage: `folder` is a path or an address such as s3://bucket/runs/2026-11-22.1."""

    folder: str

    def put(self, file: Path, name: str | None = None) -> str:
        """Put a file there; its name there."""
        storage, folder = url_to_fs(self.folder)
        storage.makedirs(folder, exist_ok=True)
        storage.put_file(str(file), f"{folder}/{name or file.name}")
        return name or file.name

    def fetch(self, name: str, target: Path) -> Path:
        """Fetch a file from there."""
        storage, folder = url_to_fs(self.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        storage.get_file(f"{folder}/{name}", str(target))
        return target

    def fetch_extracted(self, extracted: Extracted, folder: Path) -> Extracted:
        """Fetch the files of a result into `folder`, under the names that a worker of this machine would give them."""

        def here(there: Path) -> Path:
            return self.fetch(there.name, folder / f"{there.stem[:-_MARK]}.parquet")

        files = (extracted.mentions, extracted.quotes, extracted.quarantine)
        mentions, quotes, quarantine = map(here, files)
        return replace(extracted, mentions=mentions, quotes=quotes, quarantine=quarantine)

    def remove(self) -> None:
        """Remove the folder with all that it holds."""
        storage, folder = url_to_fs(self.folder)
        if storage.exists(folder):
            storage.rm(folder, recursive=True)


_MARK = 33
"""Characters of the mark that a worker gives its files: a hyphen and 32 digits."""


def extract_from(
    articles: str, exchange: Exchange, *, model: str, seeds: str, languages: frozenset[str], extractor: str
) -> Extracted:
    """`extract_shard` on any machine: the shard `articles` of the exchange in, its results there out, by their names.

    Two workers may do one shard, when the first seems dead and is not. Each marks its files, so that nobody reads half
    a file. Raises `OnRecordError` if this machine has other rules than the run (`extractor`).
    """
    model, seeds = find_here(model), find_here(seeds)
    if _digest_here(model, seeds) != extractor:
        raise OnRecordError(
            "A worker has other extraction rules, seeds or another pipeline than the run. Nothing was published. "
            "Install the same On Record on every machine, then: onrecord resume"
        )
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        shard = exchange.fetch(articles, Path(folder, articles))
        done = extract_shard(shard, Path(folder), model=model, seeds=Path(seeds), languages=languages)
        mark = uuid4().hex
        files = (done.mentions, done.quotes, done.quarantine)
        mentions, quotes, quarantine = (Path(exchange.put(file, f"{file.stem}-{mark}.parquet")) for file in files)
    return replace(done, mentions=mentions, quotes=quotes, quarantine=quarantine)


def name_place(path: str | Path) -> str:
    """A path of this machine, so that `find_here` finds what ships with On Record on another."""
    place = str(path)
    return place.replace(str(HOME), _HOME, 1) if place.startswith(str(HOME)) else place


def find_here(place: str) -> str:
    """The path on this machine of a place that `name_place` has named on another."""
    return place.replace(_HOME, str(HOME), 1)


@lru_cache(maxsize=2)
def _digest_here(model: str, seeds: str) -> str:
    return extractor_digest(model, Path(seeds))
