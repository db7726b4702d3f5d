"""Fetches listings first, then the pages that they list; hosts in parallel, requests to one host one by one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from flows.enums import Outcome
from flows.ingest.fetch.allowed_addresses import host_and_port, require_web_url
from flows.ingest.fetch.archive import Archive, digest_payload
from flows.ingest.fetch.client import Response
from flows.ingest.fetch.fetch_log import FetchLog
from flows.ingest.fetch.http_cache import HttpCache
from flows.ingest.fetch.polite_client import PoliteClient
from flows.ingest.fetch.redirect_pages import leads_to_front_page, refresh_target
from flows.ingest.fetch.task import Task, group_by_host
from flows.ingest.forgotten import is_forgotten, mask_name, refuse
from flows.ingest.listings.entry import NO_ENTRY
from flows.ingest.listings.items import Listing
from flows.ingest.listings.listing import read_listing
from flows.ingest.listings.sniff import ContentKind, sniff_kind
from flows.ingest.units import PAGE_TYPES, Refused, skip
from flows.ingest.urls.identity import identity_url

# Sitemaps list sitemaps: the standard knows one level, real sites use two.
_MAX_DEPTH = 3
_MAX_INDEXES = 50
# Outcomes of pages that their publisher withholds from programs or non-subscribers; the text in the publisher's own
# feed may stand for them. A page that is gone (404, 410, 451) was taken back.
_WITHHELD = frozenset({"robots", "crawl_delay", "http_401", "http_402", "http_403"})


class Crawl:
    """One night's fetching."""

    def __init__(
        self, client: PoliteClient, archive: Archive, log: FetchLog, cache: HttpCache, now: Callable[[], datetime],
        concurrency: int, progress: Callable[[int, int | None], None], forgotten: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self._client = client
        self._archive = archive
        self._log = log
        self._cache = cache
        self._now = now
        self._hosts = asyncio.Semaphore(concurrency)
        self._progress = progress
        self._forgotten = forgotten
        self._taken: Counter[tuple[str, bool]] = Counter()
        self._met: set[str] = set()
        self._stored: set[str] = set()
        self._done = 0
        self._planned = 0

    async def run(self, tasks: Sequence[Task]) -> None:
        """Fetch `tasks` and everything that they lead to, round by round."""
        tasks = list(self._drop_repeats(tasks))
        while tasks:
            self._planned += len(tasks)
            found = await asyncio.gather(*(self._fetch_host(group) for group in group_by_host(tasks)))
            order = {id(task): n for n, task in enumerate(tasks)}
            listed = sorted((pair for group in found for pair in group), key=lambda pair: order[id(pair[0])])
            tasks = [new for task, listing in listed for new in self._follow(task, listing)]

    async def _fetch_host(self, tasks: Sequence[Task]) -> list[tuple[Task, Listing]]:
        """Fetch the tasks of one host, one after the other. Returns the listings among their answers."""
        found = []
        async with self._hosts:
            for task in tasks:
                if (listing := await self._fetch_or_end(task)) is not None:
                    found.append((task, listing))
                self._done += 1
                self._progress(self._done, self._planned)
        return found

    async def _fetch_or_end(self, task: Task) -> Listing | None:
        """The listing at an address; None if it is a page, or the address ends with an outcome."""
        try:
            return await self._fetch_task(task)
        except Refused as refused:
            self._end(task, refused)
        except Exception as error:
            # Answers are hostile input and parsers have bugs: one answer must not stop the other addresses.
            reason = f"reading the answer failed: {type(error).__name__}: {error}"[:500]
            self._log.add_outcome(task.url, task.source, Refused("answer_error", reason))
        return None

    async def _fetch_task(self, task: Task) -> Listing | None:
        response = await self._client.get(task.url, task.source, task.permit)
        if response.status == 304:
            listing = self._unchanged_listing(task, response)
            if listing is not None or not task.is_listing:
                return listing
            # The listing's body was not kept: fetch it whole, since its articles may have changed.
            response = await self._client.get(task.url, task.source, task.permit, is_conditional=False)
        _require_body(response)
        kind = task.kind or sniff_kind(response.body)
        if not kind.is_listing:
            self._archive_page(task, await self._follow_refresh(task, response))
            return None
        listing = read_listing(response.body, kind, response.url, response.charset)
        if not any(self._is_forgotten(task, item.link) for item in listing.items):  # a feed holds texts, too
            self._archive.store(host_and_port(task.url), response, task.source, self._now())
            self._cache.store_listing(response.url, digest_payload(response), response.body)
        return listing

    def _is_forgotten(self, task: Task, url: str | None) -> bool:
        return is_forgotten(self._forgotten, addresses=(url,), source=task.source)

    def _end_forgotten(self, task: Task, name: str) -> None:
        source = "" if is_forgotten(self._forgotten, source=task.source) else task.source
        self._log.add_outcome(mask_name(name), source, refuse())

    async def _follow_refresh(self, task: Task, response: Response) -> Response:
        """The page that a page with `<meta http-equiv="refresh">` leads to, one step; any other page itself."""
        link = refresh_target(response.body)
        target = require_web_url(link, response.url) if link else response.url
        if target in (response.url, task.url):
            return response
        followed = await self._client.get(target, task.source, task.permit, is_conditional=False)
        _require_body(followed)
        return replace(followed, asked=response.asked)

    def _unchanged_listing(self, task: Task, response: Response) -> Listing | None:
        """The kept listing of an address that answered 304: its articles may have changed, or failed the night before.

        Raises:
            Refused: `not_modified`, if the address is an article's.
        """
        self._archive_revisit(task, response)
        body = self._cache.load_listing(response.url) if task.kind is not ContentKind.PAGE else None
        if body is not None:
            return read_listing(body, task.kind or sniff_kind(body), response.url)
        if not task.is_listing:
            raise skip("not_modified", "304: not changed since it was last fetched")
        return None

    def _end(self, task: Task, refused: Refused) -> None:
        """End an address that leads to no page; the text in its feed may stand for it.

        A page that was fetched in an earlier night is not replaced: it is the better text.
        """
        if refused.rule not in _WITHHELD or task.listed.html is None or self._cache.has_answered(task.url):
            self._log.add_outcome(task.url, task.source, refused)
            return
        listed = task.listed.model_copy(update={"instead": refused.reason})
        host = host_and_port(task.url)
        self._archive.store_entry(host, task.url, task.source, self._now(), listed)
        self._archive.pages[host] += 1

    def _archive_page(self, task: Task, response: Response) -> None:
        if response.media_type not in PAGE_TYPES:
            raise skip("media_type", f"{response.media_type} is no page")
        if leads_to_front_page(response.asked, response.url):
            raise skip("front_page", f"redirects to the front page {response.url}")
        if self._is_forgotten(task, response.url):
            raise refuse()
        key = identity_url(response.url) or response.url
        if key in self._stored:
            raise Refused(
                "repeated", f"redirects to {response.url}, which was fetched tonight", outcome=Outcome.REPEATED
            )
        self._stored.add(key)
        entry = self._cache.entry(response.url, task.source)
        if entry is not None and entry.digest == digest_payload(response):
            self._archive_revisit(task, response)
            raise Refused("same_bytes", f"the same bytes as on {entry.fetched_at}", outcome=Outcome.UNCHANGED)
        host = host_and_port(task.url)
        if task.listed != NO_ENTRY:
            self._archive.store_entry(host, response.url, task.source, self._now(), task.listed)
        self._archive.store(host, response, task.source, self._now(), is_page=True)
        self._archive.pages[host] += 1

    def _archive_revisit(self, task: Task, response: Response) -> None:
        entry = self._cache.entry(response.url, task.source)
        if entry is not None and entry.digest:
            args = (host_and_port(task.url), response, task.source, self._now(), entry.digest, entry.fetched_at)
            self._archive.store_revisit(*args)

    def _follow(self, task: Task, listing: Listing) -> Iterable[Task]:
        """The tasks that a listing leads to. Items that are not fetched end here, with the reason."""
        indexes = listing.indexes[:_MAX_INDEXES] if task.depth < _MAX_DEPTH else ()
        for number, link in enumerate(indexes, 1):
            url = self._resolve_item(task, listing, link, number)
            if url is not None and self._add_met(url):
                yield Task(url, task.source, task.kind, task.limit, task.permit, task.depth + 1)
        for number, item in enumerate(listing.items, 1):
            if (url := self._resolve_item(task, listing, item.link, number)) is None:
                continue
            if self._is_forgotten(task, url):
                self._end_forgotten(task, f"{task.url}#{number}")
            elif not self._add_met(url):
                self._log.add_outcome(f"{task.url}#{number}", task.source, _repeated(url))
            elif not self._take(task, url):
                refused = skip("limit", f"over the limit of {task.limit} articles a night")
                self._log.add_outcome(url, task.source, refused)
            else:
                yield Task(url, task.source, ContentKind.PAGE, task.limit, task.permit, listed=item.listed)

    def _take(self, task: Task, url: str) -> bool:
        """Count an article against the limit of its source. Known pages have a count of their own, so that a listing
        of which most is known still brings what is new. Returns whether the article is within the limit."""
        key = (task.source, self._cache.has_answered(url))
        is_within = self._taken[key] < task.limit
        self._taken[key] += is_within
        return is_within

    def _resolve_item(self, task: Task, listing: Listing, link: str | None, number: int) -> str | None:
        """The address of an item of a listing. An item without a usable address ends here."""
        try:
            if link is None:
                raise Refused("no_link", "the item has no link")
            return require_web_url(link, listing.url)
        except Refused as refused:
            self._log.add_outcome(f"{task.url}#{number}", task.source, refused)
            return None

    def _drop_repeats(self, tasks: Sequence[Task]) -> Iterable[Task]:
        """Each address once, for the first source that names it."""
        for number, task in enumerate(tasks, 1):
            if self._is_forgotten(task, task.url):
                self._end_forgotten(task, f"{task.url} {number}")
                continue
            if not self._add_met(task.url):
                self._log.add_outcome(f"{task.url} (address {number})", task.source, _repeated(task.url))
                continue
            try:
                yield replace(task, url=require_web_url(task.url))
            except Refused as refused:
                self._log.add_outcome(task.url, task.source, refused)

    def _add_met(self, url: str) -> bool:
        """Add an address to those met tonight. Returns whether it is new."""
        key = identity_url(url) or url
        is_new = key not in self._met
        self._met.add(key)
        return is_new


def _repeated(url: str) -> Refused:
    return Refused("repeated", f"{url} is listed more than once tonight", outcome=Outcome.REPEATED)


def _require_body(response: Response) -> None:
    if response.status != 200 or not response.body:
        emptiness = "" if response.status != 200 else ", but the answer is empty"
        raise skip(f"http_{response.status}", f"{response.status} {response.reason}".strip() + emptiness)
