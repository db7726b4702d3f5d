"""One host at a time, with a pause: when the next request to a host may go."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from flows.settings import Fetching


class Pacer:
    """Keeps requests to one host apart by the settings' delay, or a longer one that the host asks for."""

    def __init__(self, settings: Fetching) -> None:
        self._delay = settings.delay
        self._own: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def set_delay(self, host: str, delay: float) -> None:
        """A host asks for a delay of its own (Crawl-delay), in seconds."""
        self._own[host] = delay

    async def wait(self, host: str) -> None:
        """Return when the host may be asked, and hold the next request back by its delay."""
        now = time.monotonic()
        at = max(now, self._next.get(host, now))
        self._next[host] = at + max(self._delay, self._own.get(host, 0.0))
        await asyncio.sleep(at - now)


def backoff(settings: Fetching, attempt: int) -> float:
    """Seconds before try `attempt` + 1 (from 0): doubling, with jitter so that hosts are not asked in step."""
    return float(settings.backoff * 2**attempt * random.uniform(0.5, 1.5))


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` header asks to wait: a number of seconds, or a time; None if it says neither."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())
