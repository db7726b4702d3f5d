"""A client that follows the rules of politeness: robots.txt, pace, retries of transient errors, bounded redirects."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import httpx

from flows.enums import FetchOutcome
from flows.ingest.fetch.allowed_addresses import host_and_port, require_public
from flows.ingest.fetch.archive import digest_payload
from flows.ingest.fetch.client import IDLE_SECONDS, Permit, Response, redirect_target, request
from flows.ingest.fetch.fetch_log import FetchLog, Request
from flows.ingest.fetch.http_cache import HttpCache
from flows.ingest.fetch.pacing import Pacer, backoff, parse_retry_after
from flows.ingest.fetch.robots import Robots
from flows.ingest.units import Refused, fail, skip
from flows.settings import Fetching

# After this many failures in a row a host is left alone for the night: each failure costs a time-out.
_FAILURES_IN_A_ROW = 3


class PoliteClient:
    """Sends requests on behalf of sources and logs them. `now` is the run's clock, `robots` a folder."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        settings: Fetching,
        cache: HttpCache,
        log: FetchLog,
        now: Callable[[], datetime],
        robots: Path,
    ) -> None:
        self._client = client
        self._settings = settings
        self._cache = cache
        self._log = log
        self._now = now
        self._robots = Robots(self._get_robots, robots, now)
        self._pacer = Pacer(settings)
        self._public: set[tuple[str, bool]] = set()
        self._failures: Counter[str] = Counter()
        self._down: dict[str, str] = {}

    async def get(self, url: str, source: str, permit: Permit, *, is_conditional: bool = True) -> Response:
        """The answer to `url` at the end of its redirects; `Response.asked` is the given address.

        A server that answered in an earlier night may answer 304, unless `is_conditional` is false.

        Raises:
            Refused: the outcome of the address, with rule and reason: `skipped`, or `failed` where another night may
                do better.
        """
        hops = [url]
        while len(hops) <= self._settings.max_redirects + 1:
            response = await self._get_allowed(hops[-1], source, permit, is_conditional)
            if (target := redirect_target(response)) is None:
                return replace(response, asked=url)
            if target in hops:
                raise skip("redirects", f"redirects in a circle: {' → '.join([*hops, target])[:1000]}")
            hops.append(target)
        raise skip("redirects", f"more than {self._settings.max_redirects} redirects")

    async def _get_robots(self, url: str, permit: Permit) -> Response | str:
        """A robots.txt, or why it could not be fetched. The source's own headers are for its articles only."""
        permit = Permit(allow_private=permit.allow_private)
        try:
            for _ in range(self._settings.max_redirects + 1):
                await self._require_public(url, permit)
                response = await self._get_with_retries(url, "", permit, {})
                target = redirect_target(response)
                if target is None:
                    return response
                url = target
        except Refused as refused:
            return refused.reason
        return "too many redirects"

    async def _get_allowed(self, url: str, source: str, permit: Permit, is_conditional: bool) -> Response:
        try:
            host = host_and_port(url)
            # Before robots.txt is fetched: that would be a request into the private network too.
            await self._require_public(url, permit)
            if (delay := await self._robots.require_allowed(url, permit)) > self._settings.max_delay:
                raise skip("crawl_delay", f"{host} asks for {delay:g} s between requests (max_delay)")
        except Refused as refused:
            self._add(Request(source, url, FetchOutcome.SKIPPED, 0.0, reason=refused.reason))
            raise
        self._pacer.set_delay(host, delay)
        entry = self._cache.entry(url, source) if is_conditional else None
        return await self._get_with_retries(url, source, permit, entry.conditions if entry else {})

    async def _require_public(self, url: str, permit: Permit) -> None:
        """Check a host's addresses once a night. Each answer's own address is checked again, since names can move."""
        key = (host_and_port(url), permit.allow_private)
        if key in self._public:
            return
        try:
            await require_public(url, allow_private=permit.allow_private, allow_loopback=self._settings.allow_loopback)
        except (OSError, UnicodeError) as error:
            raise fail("unreachable", f"the host is not known: {error}") from None
        self._public.add(key)

    async def _get_with_retries(self, url: str, source: str, permit: Permit, conditions: dict[str, str]) -> Response:
        """An answer that is not a transient error, after as many tries as the settings allow."""
        host = host_and_port(url)
        reason = ""
        for attempt in range(self._settings.retries + 1):
            if host in self._down:
                raise fail("host_down", self._down[host])
            await self._pacer.wait(host)
            answer = await self._get_once(url, source, permit, conditions)
            if isinstance(answer, Response) and not _is_transient(answer.status):
                self._failures[host] = 0
                return answer
            reason = f"status {answer.status}" if isinstance(answer, Response) else answer
            wait = self._seconds_to_wait(host, answer, attempt)
            if attempt < self._settings.retries:
                await asyncio.sleep(wait)
        self._count_failure(host, reason)
        raise fail("unreachable", f"{reason}, after {self._settings.retries + 1} tries")

    def _count_failure(self, host: str, reason: str) -> None:
        self._failures[host] += 1
        if self._failures[host] >= _FAILURES_IN_A_ROW:
            self._down[host] = f"{host} failed {_FAILURES_IN_A_ROW} times in a row, the last time: {reason}"

    def _seconds_to_wait(self, host: str, answer: Response | str, attempt: int) -> float:
        """Seconds until the next try. A host that asks for more than `max_wait` is left alone for the night."""
        asked = parse_retry_after(answer.header("retry-after"), self._now()) if isinstance(answer, Response) else None
        if asked is not None and asked > self._settings.max_wait:
            self._down[host] = f"{host} asks to wait {asked:,.0f} s (max_wait is {self._settings.max_wait:g} s)"
            raise fail("retry_after", self._down[host])
        return max(asked or 0.0, backoff(self._settings, attempt))

    async def _get_once(self, url: str, source: str, permit: Permit, conditions: dict[str, str]) -> Response | str:
        """Send and log one request. Returns the answer, or a transient error in words."""
        began = time.monotonic()

        def add(outcome: FetchOutcome, reason: str) -> None:
            self._add(Request(source, url, outcome, time.monotonic() - began, reason=reason))

        try:
            response = await request(self._client, url, self._settings, permit, conditions)
        except Refused as refused:
            add(FetchOutcome(refused.outcome.value), refused.reason)
            raise
        except (TimeoutError, OSError, httpx.HTTPError) as error:
            reason = describe_error(error, self._settings.timeout)
            add(FetchOutcome.FAILED, reason)
            if _is_permanent(error):
                raise fail("tls", reason) from None
            return reason
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            reason = f"not an address: {error}"
            add(FetchOutcome.SKIPPED, reason)
            raise skip("address", reason) from None
        self._add_response(response, source, time.monotonic() - began)
        return response

    def _add_response(self, response: Response, source: str, seconds: float) -> None:
        """Log an answer. An answer 304 repeats the validators that it confirms."""
        entry = self._cache.entry(response.url, source) if response.status == 304 else None
        is_error = response.status >= 400
        outcome = FetchOutcome.UNCHANGED if entry else FetchOutcome.FETCHED
        if is_error:
            outcome = FetchOutcome.FAILED if _is_transient(response.status) else FetchOutcome.SKIPPED
        row = Request(
            source,
            response.url,
            outcome,
            seconds,
            status=response.status,
            size=len(response.raw),
            reason=f"{response.status} {response.reason}".strip() if is_error else None,
            etag=response.header("etag") or (entry.etag if entry else None),
            last_modified=response.header("last-modified") or (entry.last_modified if entry else None),
            digest=entry.digest if entry else digest_payload(response),
        )
        self._add(row)

    def _add(self, row: Request) -> None:
        self._log.add_request(row, self._now())


def _is_transient(status: int) -> bool:
    return status >= 500 or status in (408, 425, 429)


def _is_permanent(error: Exception) -> bool:
    """Whether another try is useless: a certificate does not become valid by it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def describe_error(error: Exception, limit: float) -> str:
    """An error in words. `limit`: the seconds that a whole answer may take."""
    if isinstance(error, TimeoutError):
        return f"no whole answer within {limit:g} s"
    if isinstance(error, httpx.TimeoutException):
        return f"no word from the server for {min(limit, IDLE_SECONDS):g} s ({type(error).__name__})"
    return f"{type(error).__name__}: {error}".removesuffix(": ")[:300]
