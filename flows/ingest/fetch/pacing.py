"""Spaces the requests to a host."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from flows.settings import Fetching


class Pacer:
    """Spaces requests to one host by the delay in the settings, or a longer one that the host asks for."""

    def __init__(self, settings: Fetching) -> None:
        self._delay = settings.delay
        self._own: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def set_delay(self, host: str, delay: float) -> None:
        """Set the delay that a host asks for (Crawl-delay), in seconds."""
        self._own[host] = delay

    async def wait(self, host: str) -> None:
        """Sleep until the next request to the host may be sent, and reserve its delay."""
        now = time.monotonic()
        at = max(now, self._next.get(host, now))
        self._next[host] = at + max(self._delay, self._own.get(host, 0.0))
        await asyncio.sleep(at - now)


def backoff(settings: Fetching, attempt: int) -> float:
    """Seconds before the next try, after `attempt` (from 0). Doubles; jitter keeps hosts out of step."""
    return float(settings.backoff * 2**attempt * random.uniform(0.5, 1.5))


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a `Retry-After` header asks to wait (a number, or a time); None if it holds neither."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())
