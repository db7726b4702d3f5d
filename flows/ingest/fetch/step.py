"""The step `fetch`: requests the night's addresses and archives the answers."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from flows.errors import UsageError
from flows.ingest.fetch.archive import Archive
from flows.ingest.fetch.client import Permit, open_client
from flows.ingest.fetch.crawl import Crawl
from flows.ingest.fetch.fetch_log import FetchLog
from flows.ingest.fetch.http_cache import CACHE_COLUMNS, HttpCache, index_by_url, read_rules
from flows.ingest.fetch.polite_client import PoliteClient
from flows.ingest.fetch.task import Task
from flows.ingest.listings.sniff import ContentKind
from flows.records import digest
from flows.settings import Fetching, Source

# The settings of a source that its articles depend on.
_ARTICLE_SETTINGS = {"drop_blocks", "drop_lines", "drop_selectors", "language", "title_from"}


def _no_progress(done: int, total: int | None) -> None:
    pass


@dataclass(frozen=True)
class FetchJob:
    """What to fetch and where to put it.

    `urls` were given by hand and belong to the source `source`; `limit` bounds their articles. `sources` are the
    configured ones by name, each with its own addresses and limit. `folder` receives fetches, outcomes and quarantine;
    `archive` the WARC files (the night's folder of `raw/`). `state` is kept from night to night: robots.txt for a day,
    bodies of listings, the rules. `known` has the last answer of each address (`CACHE_COLUMNS`). `rules` is a digest of
    everything beside their pages that articles depend on: when it changes, pages are fetched whole. `progress` receives
    the requests done and planned. `forgotten` has the digests of what somebody asked to forget; it is not requested.
    """

    folder: Path
    archive: Path
    state: Path
    run_id: str
    started_at: datetime
    urls: Sequence[str] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    source: str | None = None
    limit: int = 100
    rules: str = ""
    settings: Fetching = field(default_factory=Fetching)
    known: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=dict.fromkeys(CACHE_COLUMNS, pl.String)))
    progress: Callable[[int, int | None], None] = _no_progress
    forgotten: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Fetched:
    """The results: WARC files with `pages` pages and entries, and tables of what happened.

    `outcomes` has a row for each address that leads to no page tonight; `ingest` adds those of the pages.
    """

    warcs: tuple[Path, ...]
    pages: int
    fetches: Path
    outcomes: Path
    quarantine: Path


def fetch(job: FetchJob) -> Fetched:
    """Fetch the addresses of a job and everything that they list.

    Raises:
        UsageError: the environment variable of a header is not set.
    """
    tasks = [*_tasks_of_urls(job), *(t for name, one in job.sources.items() for t in _tasks_of_source(name, one))]
    began = time.monotonic()

    def now() -> datetime:
        return job.started_at + timedelta(seconds=time.monotonic() - began)

    log = FetchLog()
    with Archive(job.archive, job.run_id) as archive:
        asyncio.run(_crawl(job, tasks, log, archive, now))
    warcs = tuple(sorted(job.archive / archive.name(host) for host in archive.pages))
    return Fetched(warcs, archive.pages.total(), *log.write(job.folder))


def find_changed_rules(job: FetchJob) -> set[str]:
    """The sources of a job whose pages are fetched whole, because the rules changed since they were fetched."""
    known = read_rules(job.state)
    return {name for name, rules in _rules_by_source(job).items() if name in known and known[name][0] != rules}


async def _crawl(
    job: FetchJob, tasks: Sequence[Task], log: FetchLog, archive: Archive, now: Callable[[], datetime]
) -> None:
    cache = HttpCache(index_by_url(job.known), job.state, _rules_by_source(job), job.started_at)
    async with open_client(job.settings) as client:
        polite = PoliteClient(client, job.settings, cache, log, now, job.state / "robots")
        await Crawl(polite, archive, log, cache, now, job.settings.concurrency, job.progress, job.forgotten).run(tasks)


def _rules_by_source(job: FetchJob) -> dict[str, str]:
    own = {
        name: digest("rules", job.rules, one.model_dump_json(include=_ARTICLE_SETTINGS))
        for name, one in job.sources.items()
    }
    return {job.source or "": job.rules, **own}


def _tasks_of_urls(job: FetchJob) -> list[Task]:
    return [Task(url, job.source or "", None, job.limit, Permit()) for url in job.urls]


def _tasks_of_source(name: str, source: Source) -> list[Task]:
    permit = Permit(tuple(_headers(name, source)), source.allow_private)
    return [Task(url, name, ContentKind(source.kind), source.limit, permit) for url in source.urls]


def _headers(name: str, source: Source) -> list[tuple[str, str]]:
    missing = [variable for variable in source.headers.values() if variable not in os.environ]
    if missing:
        raise UsageError(f"source {name} sends headers from {', '.join(missing)}, which is not set in the environment")
    return [(header, os.environ[variable]) for header, variable in source.headers.items()]
