"""The step: what the night's addresses answer, in the archive; how each ended that leads to no page."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from flows.errors import UsageError
from flows.ingest.fetch.archive import Archive
from flows.ingest.fetch.client import Permit, open_client
from flows.ingest.fetch.crawl import Crawl, Task
from flows.ingest.fetch.fetch_log import FetchLog, index_by_url
from flows.ingest.fetch.http_cache import HttpCache
from flows.ingest.fetch.polite_client import PoliteClient
from flows.records import digest
from flows.settings import Fetching, Source

# What is configured of a source that its articles depend on.
_RULES = {"drop_blocks", "drop_lines", "drop_selectors", "language"}


@dataclass(frozen=True)
class Fetched:
    """What fetching left behind: WARC files with pages, and the rows of what happened.

    `outcomes` has a row for each address that leads to no page tonight; the pages' own outcomes come from ingest.
    """

    warcs: tuple[Path, ...]
    fetches: Path
    outcomes: Path
    quarantine: Path


def fetch(
    urls: Sequence[str],
    sources: Mapping[str, Source],
    *,
    source: str | None,
    settings: Fetching,
    seen: pl.DataFrame,
    folder: Path,
    archive: Path,
    state: Path,
    rules: str,
    run_id: str,
    started_at: datetime,
    progress: Callable[[int, int | None], None],
    limit: int = 100,
) -> Fetched:
    """Ask for `urls` (given by hand, for the source named `source`) and the addresses of `sources`, by name.

    Writes fetches, outcomes and quarantine under `folder` and WARC files into `archive` (the night's folder of
    `raw/`). `state` is kept from night to night: each host's robots.txt for a day, what listings list, the rules.
    `seen` has what earlier published nights know: url, etag, last_modified, digest, fetched_at. `rules` is a digest of
    what articles depend on beside their pages: when it is another, pages are asked for whole. `limit` is that of
    articles of addresses given by hand; sources have their own.

    Raises:
        UsageError: a header's environment variable is not set.
    """
    tasks = [
        *_tasks_of_urls(urls, source, limit),
        *(t for name, one in sources.items() for t in _tasks_of_source(name, one)),
    ]
    began = time.monotonic()
    record = FetchLog()

    def now() -> datetime:
        return started_at + timedelta(seconds=time.monotonic() - began)

    own = {name: digest("rules", rules, one.model_dump_json(include=_RULES)) for name, one in sources.items()}
    memory = HttpCache(index_by_url(seen), state, {source or "": rules, **own}, started_at)
    with Archive(archive, run_id) as files:
        asyncio.run(_crawl(tasks, settings, memory, record, files, state / "robots", now, progress))
    warcs = tuple(sorted(archive / files.name(host) for host in files.pages))
    return Fetched(warcs, *record.write(folder))


async def _crawl(
    tasks: Sequence[Task],
    settings: Fetching,
    memory: HttpCache,
    record: FetchLog,
    files: Archive,
    robots: Path,
    now: Callable[[], datetime],
    progress: Callable[[int, int | None], None],
) -> None:
    async with open_client(settings) as client:
        asker = PoliteClient(client, settings, memory, record, now, robots)
        await Crawl(asker, files, record, memory, now, settings.concurrency, progress).run(tasks)


def _tasks_of_urls(urls: Sequence[str], source: str | None, limit: int) -> list[Task]:
    return [Task(url, source or "", "any", limit, Permit()) for url in urls]


def _tasks_of_source(name: str, source: Source) -> list[Task]:
    permit = Permit(tuple(_headers(name, source)), source.allow_private)
    return [Task(url, name, source.kind, source.limit, permit) for url in source.urls]


def _headers(name: str, source: Source) -> list[tuple[str, str]]:
    missing = [variable for variable in source.headers.values() if variable not in os.environ]
    if missing:
        raise UsageError(f"source {name} sends headers from {', '.join(missing)}, which is not set in the environment")
    return [(header, os.environ[variable]) for header, variable in source.headers.items()]
