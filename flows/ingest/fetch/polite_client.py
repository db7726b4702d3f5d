"""Asking a server: robots first, in its pace, again after a transient error, along redirects; all of it recorded."""

from __future__ import annotations

import asyncio
import ssl
import time
import zlib
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import httpx

from flows.enums import Outcome
from flows.ingest.fetch.allowed_addresses import host_and_port, require_public, skip
from flows.ingest.fetch.archive import digest_payload
from flows.ingest.fetch.client import IDLE_SECONDS, Permit, Response, redirected, request
from flows.ingest.fetch.fetch_log import FetchLog
from flows.ingest.fetch.http_cache import HttpCache
from flows.ingest.fetch.pacing import Pacer, backoff, retry_after
from flows.ingest.fetch.robots import Robots
from flows.ingest.units import Refused
from flows.settings import Fetching

# After this many failures in a row a host is left alone for the night: each costs a time-out.
_FAILURES_IN_A_ROW = 3


class PoliteClient:
    """Asks servers on behalf of sources. `now` is the run's clock, `memory` what earlier nights know of addresses."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        settings: Fetching,
        memory: HttpCache,
        record: FetchLog,
        now: Callable[[], datetime],
        robots: Path,
    ) -> None:
        self._client = client
        self._settings = settings
        self._memory = memory
        self._record = record
        self._now = now
        self._robots = Robots(self._get_robots, robots, now)
        self._pacer = Pacer(settings)
        self._public: set[tuple[str, bool]] = set()
        self._failures: Counter[str] = Counter()
        self._down: dict[str, str] = {}

    async def ask(self, url: str, source: str, permit: Permit, *, is_conditional: bool = True) -> Response:
        """The answer to `url` where its redirects end, with `asked` as it was given.

        A server that an earlier night has asked may answer 304, unless `is_conditional` is false.

        Raises:
            Refused: how the address ends instead, with rule and reason: `skipped` or, where another night may do
                better, `failed`.
        """
        hops = [url]
        while len(hops) <= self._settings.max_redirects + 1:
            response = await self._get_allowed(hops[-1], source, permit, is_conditional)
            if (target := redirected(response)) is None:
                return Response(**{**vars(response), "asked": url})
            if target in hops:
                raise skip("redirects", f"redirects in a circle: {' → '.join([*hops, target])[:1000]}")
            hops.append(target)
        raise skip("redirects", f"more than {self._settings.max_redirects} redirects")

    async def _get_robots(self, url: str, permit: Permit) -> Response | str:
        """A robots.txt, or why it could not be had. The source's own headers are for its articles, not for this."""
        permit = Permit(allow_private=permit.allow_private)
        try:
            for _ in range(self._settings.max_redirects + 1):
                await self._require_public(url, permit)
                response = await self._get_with_retries(url, "", permit, {})
                target = redirected(response)
                if target is None:
                    return response
                url = target
        except Refused as refused:
            return refused.reason
        return "too many redirects"

    async def _get_allowed(self, url: str, source: str, permit: Permit, is_conditional: bool) -> Response:
        try:
            host = host_and_port(url)
            # Before its robots.txt is asked for: that would be a request into the private network too.
            await self._require_public(url, permit)
            if (delay := await self._robots.require(url, permit)) > self._settings.max_delay:
                raise skip("crawl_delay", f"{host} asks for {delay:g} s between requests (max_delay)")
        except Refused as refused:
            self._record.fetch(source, url, "skipped", 0.0, self._now(), reason=refused.reason)
            raise
        self._pacer.set_delay(host, delay)
        seen = self._memory.seen(url, source) if is_conditional else None
        return await self._get_with_retries(url, source, permit, seen.conditions if seen else {})

    async def _require_public(self, url: str, permit: Permit) -> None:
        """Once a host and night; whoever answers is looked at again with each answer, since names can move."""
        key = (host_and_port(url), permit.allow_private)
        if key in self._public:
            return
        try:
            await require_public(url, allow_private=permit.allow_private, allow_loopback=self._settings.allow_loopback)
        except (OSError, UnicodeError) as error:
            raise _failed("unreachable", f"the host is not known: {error}") from None
        self._public.add(key)

    async def _get_with_retries(self, url: str, source: str, permit: Permit, conditions: dict[str, str]) -> Response:
        """An answer that is no transient error, after as many tries as the settings allow."""
        host = host_and_port(url)
        reason = ""
        for attempt in range(self._settings.retries + 1):
            if host in self._down:
                raise _failed("host_down", self._down[host])
            await self._pacer.wait(host)
            answer = await self._try_decode(url, source, permit, conditions)
            if isinstance(answer, Response) and not _is_transient(answer.status):
                self._failures[host] = 0
                return answer
            reason = f"status {answer.status}" if isinstance(answer, Response) else answer
            wait = self._wait(host, answer, attempt)
            if attempt < self._settings.retries:
                await asyncio.sleep(wait)
        self._failures[host] += 1
        if self._failures[host] >= _FAILURES_IN_A_ROW:
            self._down[host] = f"{host} failed {_FAILURES_IN_A_ROW} times in a row, the last time: {reason}"
        raise _failed("unreachable", f"{reason}, after {self._settings.retries + 1} tries")

    def _wait(self, host: str, answer: Response | str, attempt: int) -> float:
        """Seconds until the next try; a host that asks for more than is allowed is left alone for the night."""
        asked = retry_after(answer.header("retry-after"), self._now()) if isinstance(answer, Response) else None
        if asked is not None and asked > self._settings.max_wait:
            self._down[host] = f"{host} asks to wait {asked:,.0f} s (max_wait is {self._settings.max_wait:g} s)"
            raise _failed("retry_after", self._down[host])
        return max(asked or 0.0, backoff(self._settings, attempt))

    async def _try_decode(self, url: str, source: str, permit: Permit, conditions: dict[str, str]) -> Response | str:
        """One request, recorded; an answer, or the transient error in words."""
        began = time.monotonic()
        try:
            response = await request(self._client, url, self._settings, permit, conditions)
        except Refused as refused:
            self._record.fetch(source, url, "skipped", time.monotonic() - began, self._now(), reason=refused.reason)
            raise
        except (TimeoutError, OSError, httpx.HTTPError, zlib.error) as error:
            reason = _strip_markup(error, self._settings.timeout)
            self._record.fetch(source, url, "failed", time.monotonic() - began, self._now(), reason=reason)
            if _is_permanent(error):
                raise _failed("tls", reason) from None
            return reason
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            reason = f"not an address: {error}"
            self._record.fetch(source, url, "skipped", time.monotonic() - began, self._now(), reason=reason)
            raise skip("address", reason) from None
        self._answered(response, source, time.monotonic() - began)
        return response

    def _answered(self, response: Response, source: str, seconds: float) -> None:
        seen = self._memory.seen(response.url, source)
        is_unchanged = response.status == 304 and seen is not None
        refused = "failed" if _is_transient(response.status) else "skipped"
        outcome = refused if response.status >= 400 else "unchanged" if is_unchanged else "fetched"
        self._record.fetch(
            source,
            response.url,
            outcome,
            seconds,
            self._now(),
            status=response.status,
            size=len(response.raw),
            reason=f"{response.status} {response.reason}".strip() if response.status >= 400 else None,
            etag=response.header("etag") or (seen.etag if is_unchanged and seen else None),
            last_modified=response.header("last-modified") or (seen.last_modified if is_unchanged and seen else None),
            digest=seen.digest if is_unchanged and seen else digest_payload(response),
        )


def _failed(rule: str, reason: str) -> Refused:
    return Refused(rule, reason, outcome=Outcome.FAILED)


def _is_transient(status: int) -> bool:
    return status >= 500 or status in (408, 425, 429)


def _is_permanent(error: Exception) -> bool:
    """A certificate does not become valid by asking again."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _strip_markup(error: Exception, limit: float) -> str:
    if isinstance(error, TimeoutError):
        return f"no whole answer within {limit:g} s"
    if isinstance(error, httpx.TimeoutException):
        return f"no word from the server for {min(limit, IDLE_SECONDS):g} s ({type(error).__name__})"
    return f"{type(error).__name__}: {error}".removesuffix(": ")[:300]
