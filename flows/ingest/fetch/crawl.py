"""From sources to pages in the archive: indexes are asked first, then what they list, hosts side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flows.enums import Outcome
from flows.ingest.fetch.allowed_addresses import host_and_port, require_web_url, skip
from flows.ingest.fetch.archive import Archive, digest_payload
from flows.ingest.fetch.client import Permit, Response
from flows.ingest.fetch.fetch_log import FetchLog
from flows.ingest.fetch.http_cache import HttpCache
from flows.ingest.fetch.polite_client import PoliteClient
from flows.ingest.listings.entry import NO_ENTRY, ListingEntry
from flows.ingest.listings.listing import Listing, read_listing
from flows.ingest.listings.sniff import sniff_kind
from flows.ingest.units import PAGE_TYPES, Refused
from flows.ingest.urls.identity import identity_url

# Sitemaps list sitemaps; the standard knows one level, the wild two.
_MAX_DEPTH = 3
_MAX_INDEXES = 50
_LISTINGS = ("feed", "sitemap")
# How a page ends that its publisher shows to its readers, or to nobody's programs: what it puts in its feed it means
# to be read there. A page that is gone (404, 410, 451) was taken back.
_WITHHELD = frozenset({"robots", "crawl_delay", "http_401", "http_402", "http_403"})


@dataclass(frozen=True)
class Task:
    """An address to ask for a source. `kind` is feed, sitemap, page, or any: what the answer turns out to be.

    `listed` is what the listing says of it that led here.
    """

    url: str
    source: str
    kind: str
    limit: int
    permit: Permit
    depth: int = 0
    listed: ListingEntry = NO_ENTRY


class Crawl:
    """One night's fetching."""

    def __init__(
        self, asker: PoliteClient, archive: Archive, record: FetchLog, memory: HttpCache, now: Callable[[], datetime],
        concurrency: int, progress: Callable[[int, int | None], None],
    ) -> None:  # fmt: skip
        self._asker = asker
        self._archive = archive
        self._record = record
        self._memory = memory
        self._now = now
        self._hosts = asyncio.Semaphore(concurrency)
        self._progress = progress
        self._taken: dict[str, int] = {}
        self._met: set[str] = set()
        self._stored: set[str] = set()
        self._done = 0
        self._asked = 0

    async def run(self, tasks: Sequence[Task]) -> None:
        """Ask for `tasks` and for what they lead to, round by round."""
        tasks = list(self._drop_repeats(tasks))
        while tasks:
            self._asked += len(tasks)
            found = await asyncio.gather(*(self._host(group) for group in _by_host(tasks)))
            order = {id(task): n for n, task in enumerate(tasks)}
            listed = sorted((pair for group in found for pair in group), key=lambda pair: order[id(pair[0])])
            tasks = [new for task, listing in listed for new in self._next(task, listing)]

    async def _host(self, tasks: Sequence[Task]) -> list[tuple[Task, Listing]]:
        """Tasks of one host, one after the other; the listings among their answers."""
        found = []
        async with self._hosts:
            for task in tasks:
                try:
                    listing = await self._take(task)
                except Refused as refused:
                    self._end(task, refused)
                except Exception as error:
                    # An answer is hostile, and parsers have faults: the other addresses must not pay for one.
                    reason = f"reading the answer failed: {type(error).__name__}: {error}"[:500]
                    self._record.end(task.url, task.source, Refused("answer_error", reason))
                else:
                    if listing is not None:
                        found.append((task, listing))
                self._done += 1
                self._progress(self._done, self._asked)
        return found

    async def _take(self, task: Task) -> Listing | None:
        response = await self._asker.ask(task.url, task.source, task.permit)
        if response.status == 304:
            listing = self._unchanged_listing(task, response)
            if listing is not None or task.kind not in _LISTINGS:
                return listing
            # What it lists is not kept here, so its articles could not be looked at.
            response = await self._asker.ask(task.url, task.source, task.permit, is_conditional=False)
        if response.status != 200 or not response.body:
            raise skip(f"http_{response.status}", f"{response.status} {response.reason}".strip() + _emptiness(response))
        kind = sniff_kind(response.body) if task.kind == "any" else task.kind
        if kind == "page":
            self._archive_page(task, response)
            return None
        self._archive.store(host_and_port(task.url), response, task.source, self._now())
        listing = read_listing(response.body, kind, response.url)
        self._memory.store_listing(response.url, digest_payload(response), response.body)
        return listing

    def _unchanged_listing(self, task: Task, response: Response) -> Listing | None:
        """What a feed or sitemap still lists that did not change: its articles may have, or failed the night before.

        Raises:
            Refused: `not_modified`, where the address is that of an article.
        """
        self._store_unchanged(task, response)
        body = self._memory.listing(response.url) if task.kind != "page" else None
        if body is not None:
            return read_listing(body, sniff_kind(body) if task.kind == "any" else task.kind, response.url)
        if task.kind not in _LISTINGS:
            raise skip("not_modified", "304: not changed since it was last fetched")
        return None

    def _end(self, task: Task, refused: Refused) -> None:
        """An address leads to no page: its article is the text that its feed has of it, or ends here.

        A page that an earlier night could have is not replaced: it is the better text.
        """
        if refused.rule not in _WITHHELD or task.listed.html is None or self._memory.has_answered(task.url):
            self._record.end(task.url, task.source, refused)
            return
        listed = task.listed.model_copy(update={"instead": refused.reason})
        host = host_and_port(task.url)
        self._archive.store_entry(host, task.url, task.source, self._now(), listed)
        self._archive.pages[host] = self._archive.pages.get(host, 0) + 1

    def _archive_page(self, task: Task, response: Response) -> None:
        if response.media_type not in PAGE_TYPES:
            raise skip("media_type", f"{response.media_type} is no page")
        key = identity_url(response.url) or response.url
        if key in self._stored:
            raise Refused(
                "repeated", f"redirects to {response.url}, which was fetched tonight", outcome=Outcome.REPEATED
            )
        self._stored.add(key)
        seen = self._memory.seen(response.url, task.source)
        if seen is not None and seen.digest == digest_payload(response):
            self._store_unchanged(task, response)
            raise Refused("same_bytes", f"the same bytes as on {seen.fetched_at}", outcome=Outcome.UNCHANGED)
        host = host_and_port(task.url)
        if task.listed != NO_ENTRY:
            self._archive.store_entry(host, response.url, task.source, self._now(), task.listed)
        self._archive.store(host, response, task.source, self._now())
        self._archive.pages[host] = self._archive.pages.get(host, 0) + 1

    def _store_unchanged(self, task: Task, response: Response) -> None:
        seen = self._memory.seen(response.url, task.source)
        if seen is not None and seen.digest:
            args = (host_and_port(task.url), response, task.source, self._now(), seen.digest, seen.fetched_at)
            self._archive.store_unchanged(*args)

    def _next(self, task: Task, listing: Listing) -> Iterable[Task]:
        """The tasks that a listing leads to; what it lists and is not asked for ends here, with the reason."""
        indexes = listing.indexes[:_MAX_INDEXES] if task.depth < _MAX_DEPTH else ()
        for number, link in enumerate(indexes, 1):
            url = self._resolve_item(task, listing, link, number)
            if url is not None and self._is_new(url):
                yield Task(url, task.source, task.kind, task.limit, task.permit, task.depth + 1)
        for number, item in enumerate(listing.items, 1):
            if (url := self._resolve_item(task, listing, item.link, number)) is None:
                continue
            if not self._is_new(url):
                self._record.end(f"{task.url}#{number}", task.source, _repeated(url))
            elif self._taken.get(task.source, 0) >= task.limit:
                self._record.end(url, task.source, skip("limit", f"over the limit of {task.limit} articles a night"))
            else:
                self._taken[task.source] = self._taken.get(task.source, 0) + 1
                yield Task(url, task.source, "page", task.limit, task.permit, listed=item.listed)

    def _resolve_item(self, task: Task, listing: Listing, link: str | None, number: int) -> str | None:
        """The address that an item of a listing leads to; one that leads to none ends here."""
        try:
            if link is None:
                raise Refused("no_link", "the item has no link")
            return require_web_url(link, listing.url)
        except Refused as refused:
            self._record.end(f"{task.url}#{number}", task.source, refused)
            return None

    def _drop_repeats(self, tasks: Sequence[Task]) -> Iterable[Task]:
        """Each address once, for the source that is named first."""
        for number, task in enumerate(tasks, 1):
            if not self._is_new(task.url):
                self._record.end(f"{task.url} (address {number})", task.source, _repeated(task.url))
                continue
            try:
                yield replace(task, url=require_web_url(task.url))
            except Refused as refused:
                self._record.end(task.url, task.source, refused)

    def _is_new(self, url: str) -> bool:
        key = identity_url(url) or url
        if key in self._met:
            return False
        self._met.add(key)
        return True


def _repeated(url: str) -> Refused:
    return Refused("repeated", f"{url} is listed more than once tonight", outcome=Outcome.REPEATED)


def _emptiness(response: Response) -> str:
    return "" if response.status != 200 else ", but the answer is empty"


def _by_host(tasks: Sequence[Task]) -> list[list[Task]]:
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(host_and_port(task.url), []).append(task)
    return list(groups.values())
